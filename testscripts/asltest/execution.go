package asltest

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aslcheck/aslcheck/mocks"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/testscripts/suite"
	"github.com/aslcheck/aslcheck/value"
)

// An Execution is what a run did, with assertions. A failed assertion is an error of the test, which continues.
type Execution struct {
	*simulator.Execution
	calls []simulator.Call
}

// explain adds to an error of a run how to fix it.
func explain(err error) error {
	var missing *mocks.NoAnswerError
	if !errors.As(err, &missing) {
		return err
	}
	return fmt.Errorf("%w\nthe arguments of the call are %s\nadd to Mocks: %q: {asltest.Return(`{}`)}", err, missing.Call.Arguments.JSON(), missing.Call.State.Name)
}

// Succeeded asserts that the execution succeeded.
func (x *Execution) Succeeded(tb testing.TB) {
	tb.Helper()
	if x.Status != simulator.Succeeded {
		tb.Errorf("the execution should have succeeded, but is %s: %s", x.Status, x.failure())
	}
}

// Failed asserts that the execution failed with an error.
func (x *Execution) Failed(tb testing.TB, name string) {
	tb.Helper()
	if x.Execution.Failure == nil || x.Execution.Failure.Error != name {
		tb.Errorf("the execution should have failed with %q, but is %s: %s", name, x.Status, x.failure())
	}
}

func (x *Execution) failure() string {
	if x.Execution.Failure == nil {
		return "no error"
	}
	return x.Execution.Failure.Error + ": " + x.Execution.Failure.Cause
}

// HasOutput asserts members that the output has, among others: JSON text, or anything that encoding/json can marshal.
func (x *Execution) HasOutput(tb testing.TB, want any) {
	tb.Helper()
	compare(tb, "the output", want, x.Execution.Output, true)
}

// OutputIs asserts the complete output.
func (x *Execution) OutputIs(tb testing.TB, want any) {
	tb.Helper()
	compare(tb, "the output", want, x.Execution.Output, false)
}

func compare(tb testing.TB, what string, want any, got value.Value, subset bool) {
	tb.Helper()
	v, err := toValue(want)
	if err != nil {
		tb.Fatalf("expected value of %s: %v", what, err)
	}
	if lines := suite.Differences(v, got, subset); len(lines) > 0 {
		tb.Errorf("%s differs:\n\t%s", what, strings.Join(lines, "\n\t"))
	}
}

// Path asserts the states outside Map and Parallel states, in order; "..." matches any.
func (x *Execution) Path(tb testing.TB, want ...string) {
	tb.Helper()
	if got := x.Execution.Path(); !suite.MatchPath(want, got) {
		tb.Errorf("the execution takes a different path:\n\twant %s\n\tgot  %s", strings.Join(want, " → "), strings.Join(got, " → "))
	}
}

// Retries asserts the waits before the retries of a state.
func (x *Execution) Retries(tb testing.TB, state string, want ...time.Duration) {
	tb.Helper()
	if got := suite.Retries(x.Execution, state); !slices.Equal(got, want) {
		tb.Errorf("state %q should retry after %v, but retries after %v", state, want, got)
	}
}

// Takes asserts the virtual time of the execution.
func (x *Execution) Takes(tb testing.TB, want time.Duration) {
	tb.Helper()
	if got := x.Duration(); got != want {
		tb.Errorf("the execution should take %v, but takes %v", want, got)
	}
}

// Calls returns the calls that a state made, by its name or path.
func (x *Execution) Calls(state string) []simulator.Call {
	return slices.DeleteFunc(slices.Clone(x.calls), func(c simulator.Call) bool { return c.State.Name != state && c.Path != state })
}

// Called asserts the calls of a state: members that the arguments of each must have, in order.
func (x *Execution) Called(tb testing.TB, state string, want ...any) {
	tb.Helper()
	calls := x.Calls(state)
	if len(calls) != len(want) {
		tb.Errorf("state %q should make %d calls, but makes %d", state, len(want), len(calls))
		return
	}
	for i := range want {
		compare(tb, fmt.Sprintf("call no. %d of %q", i+1, state), want[i], calls[i].Arguments, true)
	}
}

// Golden asserts the history: a line for each event. With -asl.update the file is written instead.
func (x *Execution) Golden(tb testing.TB, name string) {
	tb.Helper()
	var b bytes.Buffer
	for i := range x.Events {
		ev := &x.Events[i]
		fmt.Fprintf(&b, "#%d +%s %s %s\n", ev.ID, suite.FormatDuration(ev.Time.Sub(x.Start)), ev.Type, ev.Summary())
	}
	if *updateGoldens {
		if os.Getenv("CI") != "" {
			tb.Fatal("golden files are not updated if the environment variable CI is set")
		}
		if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
			tb.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		tb.Fatalf("read the golden history: %v (-asl.update writes it)", err)
	}
	wantLines, gotLines := strings.Split(string(want), "\n"), strings.Split(b.String(), "\n")
	for i := range max(len(wantLines), len(gotLines)) {
		w, g := lineAt(wantLines, i), lineAt(gotLines, i)
		if w != g {
			tb.Errorf("the history differs from %s at line %d:\n\twant %s\n\tgot  %s", name, i+1, w, g)
			return
		}
	}
}

func lineAt(lines []string, i int) string {
	if i >= len(lines) {
		return "(the end)"
	}
	return lines[i]
}
