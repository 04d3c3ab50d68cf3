package suite

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
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
	first := 0
	for first < min(len(e.want), len(got)) && e.want[first] == got[first] {
		first++
	}
	lines := []string{"want: " + strings.Join(e.want, " → "), "got:  " + strings.Join(got, " → ")}
	if !slices.Contains(e.want, AnyStates) {
		lines = append(lines, fmt.Sprintf("first difference at step %d: want %s, got %s", first+1, stepAt(e.want, first), stepAt(got, first)))
	}
	names := make([]value.Value, len(got))
	for i, name := range got {
		names[i] = value.String(name)
	}
	return e.accept(run, value.Array(names...), e.unmet(run, "", lines, "the execution takes a different path"))
}

func stepAt(path []string, i int) string {
	if i >= len(path) {
		return "the end"
	}
	return fmt.Sprintf("%q", path[i])
}

// MatchPath reports whether the names of states are those that want lists, where "..." matches any.
func MatchPath(want, got []string) bool {
	i, k := 0, 0
	// Where a name does not fit, the last "..." takes one more; earlier ones need not change.
	back, from := -1, 0
	for k < len(got) {
		switch {
		case i < len(want) && want[i] == AnyStates:
			back, from = i, k
			i++
		case i < len(want) && want[i] == got[k]:
			i++
			k++
		case back >= 0:
			from++
			i, k = back+1, from
		default:
			return false
		}
	}
	for i < len(want) && want[i] == AnyStates {
		i++
	}
	return i == len(want)
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
	for i := range x.Events {
		f(&x.Events[i])
	}
	for _, child := range x.Children {
		visit(child, f)
	}
}

// A callExpectation compares the calls of states.
type callExpectation struct {
	states []callList
}

type callList struct {
	at
	state string
	count int // -1 for any
	with  []value.Value
}

func (p *parser) callExpectation(m *source.Member) Expectation {
	e := &callExpectation{}
	for i := range m.Value.Members {
		s := &m.Value.Members[i]
		p.checkRole(s.Key, s.KeySpan, callsTasks)
		c := callList{at: at{span: s.KeySpan}, state: s.Key, count: -1}
		list := s.Value
		if s.Value.Kind == source.Object {
			if n := s.Value.Get("count"); n != nil {
				count, _ := query.Constant(n).Int()
				c.count = int(count)
			}
			list = s.Value.Get("with")
		} else {
			c.count = len(list.Items)
		}
		if list != nil {
			for _, item := range list.Items {
				c.with = append(c.with, query.Constant(item))
			}
		}
		if c.count < 0 && len(c.with) == 0 {
			p.report(s.KeySpan, "the calls of %q can't fail: \"count\" or \"with\" is missing", s.Key)
		}
		e.states = append(e.states, c)
	}
	return e
}

// Check implements Expectation.
func (e *callExpectation) Check(run *Run) source.Diagnostics {
	var failures source.Diagnostics
	for _, c := range e.states {
		var calls []simulator.Call
		for _, call := range run.Calls {
			if call.Path == c.state || call.State.Name == c.state {
				calls = append(calls, call)
			}
		}
		if c.count >= 0 && len(calls) != c.count {
			failures = append(failures, c.unmet(run, c.state, nil, "state %q should make %d calls, but makes %d", c.state, c.count, len(calls))...)
			continue
		}
		for i, want := range c.with {
			if i >= len(calls) {
				failures = append(failures, c.unmet(run, c.state, nil, "state %q does not make call no. %d", c.state, i+1)...)
				break
			}
			if lines := Differences(want, calls[i].Arguments, true); len(lines) > 0 {
				failures = append(failures, c.unmet(run, c.state, lines, "call no. %d of state %q has different arguments", i+1, c.state)...)
			}
		}
	}
	return failures
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
