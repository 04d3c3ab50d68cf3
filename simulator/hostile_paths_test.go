package simulator_test

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/value"
)

// parameters is a Pass state with fields that paths or calls make.
func parameters(fields string) string {
	return `{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true, "Parameters": {` + fields + `}}}}`
}

// repeated joins n parts, each with its number where the format has one.
func repeated(n int, format, separator string) string {
	parts := make([]string, n)
	for i := range parts {
		parts[i] = strings.ReplaceAll(format, "#", strconv.Itoa(i))
	}
	return strings.Join(parts, separator)
}

// TestDeadlineOfPaths gives paths and calls of intrinsic functions that would use all memory, or much time, 300 ms. Each run
// returns soon after that, with the error of the context or with a failure of the state before.
func TestDeadlineOfPaths(t *testing.T) {
	text := `{"t": "` + strings.Repeat("x", 200_000) + `"}`
	for _, c := range []struct{ name, fields, input string }{
		{"a long format", `"x.$": "States.Format('` + repeated(1_500, "{}", "") + `', ` + repeated(1_500, "$.t", ",") + `)"`, text},
		{"many texts", repeated(10_000, `"x#.$": "States.JsonToString($)"`, ","), text},
		{"many partitions", repeated(10_000, `"x#.$": "States.ArrayPartition($, 1)"`, ","), `[` + repeated(50_000, "1", ",") + `]`},
		{"many splits", repeated(10_000, `"x#.$": "States.StringSplit($.t, ',')"`, ","), `{"t": "` + strings.Repeat("a,", 100_000) + `"}`},
		{"the text of shared parts", `"x.$": "States.JsonToString(` + nestedArrays(8) + `)"`, text},
		{"many scans", repeated(10_000, `"x#.$": "$..a..b"`, ","), strings.Repeat(`{"a":`, 500) + `1` + strings.Repeat(`}`, 500)},
		{"many filters", repeated(10_000, `"x#.$": "$..[?(@.a==1)]"`, ","), `[` + repeated(20_000, `{"b":1}`, ",") + `]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			program, input := compile(t, parameters(c.fields)), value.MustParse(c.input)
			ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
			defer cancel()
			x, err := program.Run(ctx, input, simulator.Config{})
			switch {
			case err != nil && !errors.Is(err, context.DeadlineExceeded):
				t.Error(err)
			case err == nil && x.Status != simulator.Failed:
				t.Errorf("it ends with %s", x.Status)
			}
		})
	}
}

// nestedArrays is a call whose value has the input 2^depth times.
func nestedArrays(depth int) string {
	call := "$"
	for range depth {
		call = "States.Array(" + call + "," + call + ")"
	}
	return call
}

// TestPathsInTime evaluates calls that took quadratic time. A context ends them if they do so again.
func TestPathsInTime(t *testing.T) {
	const n = 15_000
	for _, c := range []struct{ name, fields, input, want string }{
		{
			"different arrays of the same hash code", `"x.$": "States.ArrayLength(States.ArrayUnique($))"`,
			`[` + sameHashes(n) + `]`, fmt.Sprintf(`{"x":%d}`, n),
		},
		{
			"many delimiters", `"x.$": "States.ArrayLength(States.StringSplit($.t, $.d))"`,
			`{"t": "` + strings.Repeat("b", 100_000) + `", "d": "` + strings.Repeat("a", 100_000) + `"}`, `{"x":1}`,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
			defer cancel()
			x, err := compile(t, parameters(c.fields)).Run(ctx, value.MustParse(c.input), simulator.Config{})
			if err != nil {
				t.Fatal(err)
			}
			if x.Output.JSON() != c.want {
				t.Errorf("got %s and %v, want %s", x.Output.JSON(), x.Failure, c.want)
			}
		})
	}
}

// sameHashes lists n arrays [a, b] in which 31a + b is the same.
func sameHashes(n int) string {
	parts := make([]string, n)
	for i := range parts {
		parts[i] = fmt.Sprintf("[%d,%d]", i, 31*(n-i))
	}
	return strings.Join(parts, ",")
}

// TestCausesOfLargeValues reads a missing member of a value of many megabytes. The cause quotes no more of it than the service
// keeps of a cause.
func TestCausesOfLargeValues(t *testing.T) {
	for name, field := range map[string]string{
		"path": `"Parameters": {"x.$": "$.nope"}`, "argument": `"Parameters": {"x.$": "States.Format('{}', $.nope)"}`,
		"InputPath": `"InputPath": "$.nope"`, "ResultPath": `"ResultPath": "$.a.t.x"`,
	} {
		x, err := compile(t, `{"StartAt": "A", "States": {
			"A": {"Type": "Pass", "Parameters": {"a": {"t": 1}, "l.$": "States.Array($, $, $, $, $, $, $, $)"}, "Next": "B"},
			"B": {"Type": "Pass", "Parameters": {"a": {"t": 1}, "l.$": "States.Array($, $, $, $, $, $, $, $)"}, "Next": "C"},
			"C": {"Type": "Pass", `+field+`, "End": true}}}`).
			Run(t.Context(), value.MustParse(`{"t": "`+strings.Repeat("x", 200_000)+`"}`), simulator.Config{NoLimits: true})
		if err != nil {
			t.Fatal(err)
		}
		if x.Failure == nil || len(x.Failure.Cause) > 3*value.MaxQuoted {
			t.Errorf("%s: it ends with %s, and a cause of %d bytes", name, x.Status, len(x.Failure.Cause))
		}
	}
}
