package suite

import (
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

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
	byState := callsByState(run.Calls)
	for _, c := range e.states {
		calls := byState[c.state]
		if c.count >= 0 && len(calls) != c.count {
			lines := CallCountDifference(c.with, calls)
			failures = append(failures, c.unmet(run, c.state, lines, "state %q should make %s, but makes %d", c.state, source.Plural(c.count, "call"), len(calls))...)
			continue
		}
		for i, want := range c.with {
			if i >= len(calls) {
				failures = append(failures, c.unmet(run, c.state, CallCountDifference(c.with, calls), "state %q does not make call no. %d", c.state, i+1)...)
				break
			}
			if lines := CallDifferences(want, calls, i); len(lines) > 0 {
				failures = append(failures, c.unmet(run, c.state, lines, "call no. %d of state %q has different arguments", i+1, c.state)...)
			}
		}
	}
	return failures
}

// callsByState returns the calls of each state by its name and by its path.
func callsByState(calls []simulator.Call) map[string][]simulator.Call {
	byState := map[string][]simulator.Call{}
	for i := range calls {
		call := &calls[i]
		byState[call.State.Name] = append(byState[call.State.Name], *call)
		if call.Path != call.State.Name {
			byState[call.Path] = append(byState[call.Path], *call)
		}
	}
	return byState
}
