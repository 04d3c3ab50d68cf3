package suite

import (
	"strconv"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/value"
)

func callsWith(arguments ...string) []simulator.Call {
	calls := make([]simulator.Call, len(arguments))
	for i, text := range arguments {
		calls[i].Arguments = value.MustParse(text)
	}
	return calls
}

// TestCallDifferences adds the nearest call only if it has fewer differences.
func TestCallDifferences(t *testing.T) {
	calls := callsWith(`{"a":1,"b":1,"c":1}`, `{"a":2,"b":2,"c":1}`, `{"a":2,"b":2,"c":2,"d":0}`)
	for _, c := range []struct {
		want  string
		index int
		lines string
	}{
		{`{"a":1}`, 0, ""},
		{`{"a":1,"b":1,"c":2}`, 0, "c: want 2, got 1"},
		{`{"a":2,"b":2,"c":2}`, 0, "a: want 2, got 1|b: want 2, got 1|c: want 2, got 1|call no. 3 has the expected arguments"},
		{`{"a":2,"b":3,"c":3}`, 0, "a: want 2, got 1|b: want 3, got 1|c: want 3, got 1|the nearest is call no. 2:|  b: want 3, got 2|  c: want 3, got 1"},
		{`{"a":3}`, 1, "a: want 3, got 2"},
	} {
		if got := strings.Join(CallDifferences(value.MustParse(c.want), calls, c.index), "|"); got != c.lines {
			t.Errorf("%s, call %d:\n got %s\nwant %s", c.want, c.index, got, c.lines)
		}
	}
}

// TestCallCountDifference says which calls aren't made, and which aren't expected.
func TestCallCountDifference(t *testing.T) {
	for _, c := range []struct {
		name        string
		want, calls []string
		lines       string
	}{
		{"one call too many", []string{`{"a":1}`, `{"a":3}`}, []string{`{"a":1}`, `{"a":2}`, `{"a":3}`}, `not expected: call no. 2, {"a":2}`},
		{"one call too few", []string{`{"a":1}`, `{"a":2}`, `{"a":3}`}, []string{`{"a":1}`, `{"a":3}`}, `not made: no. 2 of the list, {"a":2}`},
		{
			"one call too few, and one that differs",
			[]string{`{"a":1}`, `{"a":2,"b":1}`, `{"a":3}`},
			[]string{`{"a":1}`, `{"a":2,"b":2}`},
			`not made: no. 2 of the list, {"a":2,"b":1}|  the nearest is call no. 2:|    b: want 1, got 2|not made: no. 3 of the list, {"a":3}|  the nearest is call no. 2:|    a: want 3, got 2|not expected: call no. 2, {"a":2,"b":2}`,
		},
		{"none", []string{`{"a":1}`}, nil, `not made: no. 1 of the list, {"a":1}`},
		{"only a number", nil, []string{`1`, `2`, `3`, `4`, `5`, `6`, `7`}, `call no. 1: 1|call no. 2: 2|call no. 3: 3|call no. 4: 4|call no. 5: 5|… and 2 more`},
	} {
		t.Run(c.name, func(t *testing.T) {
			want := make([]value.Value, len(c.want))
			for i, text := range c.want {
				want[i] = value.MustParse(text)
			}
			if got := strings.Join(CallCountDifference(want, callsWith(c.calls...)), "|"); got != c.lines {
				t.Errorf(" got %s\nwant %s", got, c.lines)
			}
		})
	}
}

// TestManyCalls looks for the nearest call among a hundred, so that many wrong calls don't take long.
func TestManyCalls(t *testing.T) {
	texts := make([]string, 1_000)
	for i := range texts {
		texts[i] = strconv.Itoa(i)
	}
	calls := callsWith(texts...)
	for _, c := range []struct {
		want, index int
		found       bool
	}{{0, 40, true}, {0, 60, false}, {530, 500, true}, {999, 960, true}, {999, 800, false}} {
		lines := CallDifferences(value.MustParse(strconv.Itoa(c.want)), calls, c.index)
		if found := len(lines) == 2; found != c.found {
			t.Errorf("call %d, looking for %d: %q", c.index, c.want, lines)
		}
	}
	if got := CallCountDifference([]value.Value{value.Null}, calls); len(got) != maxListedCalls+1 {
		t.Errorf("got %q", got)
	}
}
