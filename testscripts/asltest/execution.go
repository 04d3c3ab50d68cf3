package asltest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/mocks"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
	"github.com/aslcheck/aslcheck/value"
)

// An Execution is what a run did, with assertions. A failed assertion is an error of the test, which continues.
type Execution struct {
	*simulator.Execution
	calls  []simulator.Call
	states []asl.State
}

// failf reports a failed assertion, with the last events of the execution, or of one of its states.
func (x *Execution) failf(tb testing.TB, state, format string, args ...any) {
	tb.Helper()
	tb.Errorf("%s\nhistory:\n%s", fmt.Sprintf(format, args...), strings.Join(suite.History(x.Execution, state), "\n"))
}

// knows reports whether the definition has a state of a name or path, and fails the test if it doesn't.
func (x *Execution) knows(tb testing.TB, name string) bool {
	tb.Helper()
	names := make([]string, len(x.states))
	for i, st := range x.states {
		if names[i] = st.Head().Name; names[i] == name || asl.Path(st) == name {
			return true
		}
	}
	tb.Errorf("the definition has no state %q%s", name, source.DidYouMean(name, names))
	return false
}

// explain adds to an error of a run how to fix it.
func explain(err error) error {
	var missing *mocks.NoAnswerError
	if !errors.As(err, &missing) {
		return err
	}
	return fmt.Errorf("%w\nthe arguments of the call are %s\nadd to Mocks: %q: {asltest.Return(`%s`)}",
		err, missing.Call.Arguments.JSON(), missing.Call.State.Name, mocks.Sample(missing.Call.State).JSON())
}

// Succeeded asserts that the execution succeeded.
func (x *Execution) Succeeded(tb testing.TB) {
	tb.Helper()
	if x.Status != simulator.Succeeded {
		x.failf(tb, "", "the execution should have succeeded, but is %s: %s", x.Status, x.failure())
	}
}

// Failed asserts that the execution failed with an error.
func (x *Execution) Failed(tb testing.TB, name string) {
	tb.Helper()
	if x.Execution.Failure == nil || x.Execution.Failure.Error != name {
		x.failf(tb, "", "the execution should have failed with %q, but is %s: %s", name, x.Status, x.failure())
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
	x.compareOutput(tb, want, true)
}

// OutputIs asserts the complete output.
func (x *Execution) OutputIs(tb testing.TB, want any) {
	tb.Helper()
	x.compareOutput(tb, want, false)
}

func (x *Execution) compareOutput(tb testing.TB, want any, subset bool) {
	tb.Helper()
	v, err := toValue(want)
	if err != nil {
		tb.Fatalf("expected value of the output: %v", err)
	}
	if lines := suite.Differences(v, x.Output, subset); len(lines) > 0 {
		x.failf(tb, "", "the output differs:\n\t%s", strings.Join(lines, "\n\t"))
	}
}

// PathIs asserts the states outside of Map and Parallel states, in order; "..." matches any. Path returns them.
func (x *Execution) PathIs(tb testing.TB, want ...string) {
	tb.Helper()
	for _, name := range want {
		if name != suite.AnyStates && !x.knows(tb, name) {
			return
		}
	}
	if got := x.Path(); !suite.MatchPath(want, got) {
		x.failf(tb, "", "the execution takes a different path:\n\t%s", strings.Join(suite.PathDifference(want, got), "\n\t"))
	}
}

// Retries asserts the waits before the retries of a state.
func (x *Execution) Retries(tb testing.TB, state string, want ...time.Duration) {
	tb.Helper()
	if !x.knows(tb, state) {
		return
	}
	if got := suite.Retries(x.Execution, state); !slices.Equal(got, want) {
		x.failf(tb, state, "state %q should retry after %v, but retries after %v", state, want, got)
	}
}

// Takes asserts the virtual time of the execution.
func (x *Execution) Takes(tb testing.TB, want time.Duration) {
	tb.Helper()
	if got := x.Duration(); got != want {
		x.failf(tb, "", "the execution should take %v, but takes %v:\n\t%s", want, got, strings.Join(suite.LongestStates(x.Execution), "\n\t"))
	}
}

// Calls returns the calls that a state made, by its name or path.
func (x *Execution) Calls(state string) []simulator.Call {
	return slices.DeleteFunc(slices.Clone(x.calls), func(c simulator.Call) bool { return c.State.Name != state && c.Path != state })
}

// Called asserts the calls of a state: members that the arguments of each must have, in order.
func (x *Execution) Called(tb testing.TB, state string, want ...any) {
	tb.Helper()
	if !x.knows(tb, state) {
		return
	}
	values := make([]value.Value, len(want))
	for i := range want {
		v, err := toValue(want[i])
		if err != nil {
			tb.Fatalf("expected value of call no. %d of %q: %v", i+1, state, err)
		}
		values[i] = v
	}
	calls := x.Calls(state)
	if len(calls) != len(want) {
		lines := append([]string{""}, suite.CallCountDifference(values, calls)...)
		x.failf(tb, state, "state %q should make %s, but makes %d%s", state, source.Plural(len(want), "call"), len(calls), strings.Join(lines, "\n\t"))
		return
	}
	for i := range values {
		if lines := suite.CallDifferences(values[i], calls, i); len(lines) > 0 {
			x.failf(tb, state, "call no. %d of %q differs:\n\t%s", i+1, state, strings.Join(lines, "\n\t"))
		}
	}
}
