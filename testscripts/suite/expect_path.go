package suite

import (
	"fmt"
	"strings"
	"time"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/mocks"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// AnyStates matches any number of states in an expected path.
const AnyStates = "..."

// FormatDuration writes a duration as test files and reports show it: "1h0m5s", "250ms".
func FormatDuration(d time.Duration) string { return mocks.FormatDuration(d) }

// A pathExpectation compares the states outside Map and Parallel states.
type pathExpectation struct {
	at
	want []string
}

// Check implements Expectation.
func (e *pathExpectation) Check(run *Run) source.Diagnostics {
	got := run.Execution.Path()
	if MatchPath(e.want, got) {
		return nil
	}
	names := make([]value.Value, len(got))
	for i, name := range got {
		names[i] = value.String(name)
	}
	return e.accept(run, value.Array(names...), e.unmet(run, "", PathDifference(e.want, got), "the execution takes a different path"))
}

// A visitExpectation says that states are entered, or are not, anywhere.
type visitExpectation struct {
	at
	states []string
	want   bool
}

// Check implements Expectation.
func (e *visitExpectation) Check(run *Run) source.Diagnostics {
	entered := map[string]bool{}
	visit(run.Execution, func(ev *simulator.Event) {
		if _, ok := ev.Details.(*simulator.StateEntered); ok {
			entered[ev.State.Head().Name] = true
			entered[asl.Path(ev.State)] = true
		}
	})
	var wrong []string
	for _, name := range e.states {
		if entered[name] != e.want {
			wrong = append(wrong, fmt.Sprintf("%q", name))
		}
	}
	if len(wrong) == 0 {
		return nil
	}
	verb := "never enters"
	if !e.want {
		verb = "enters"
	}
	return e.unmet(run, "", nil, "the execution %s %s", verb, strings.Join(wrong, ", "))
}

// visit calls f for all events of an execution and of its children.
func visit(x *simulator.Execution, f func(*simulator.Event)) {
	visitEach(x, func(_ *simulator.Execution, ev *simulator.Event) { f(ev) })
}

// visitEach calls f for all events of an execution and of its children, each with its own execution.
func visitEach(x *simulator.Execution, f func(*simulator.Execution, *simulator.Event)) {
	for i := range x.Events {
		f(x, &x.Events[i])
	}
	for _, child := range x.Children {
		visitEach(child, f)
	}
}

// An eventExpectation says that events occur in an order, with others in between.
type eventExpectation struct {
	at
	want []string
}

// Check implements Expectation.
func (e *eventExpectation) Check(run *Run) source.Diagnostics {
	next := 0
	for i := range run.Execution.Events {
		if next < len(e.want) && string(run.Execution.Events[i].Type) == e.want[next] {
			next++
		}
	}
	if next == len(e.want) {
		return nil
	}
	return e.unmet(run, "", nil, "event %s does not occur where it is expected (no. %d in the list)", e.want[next], next+1)
}
