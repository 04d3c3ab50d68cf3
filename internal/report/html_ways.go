package report

import (
	"fmt"
	"slices"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/graph"
)

// An edge is a transition out of a state.
type edge struct {
	kind  graph.LinkKind
	index int
	to    asl.State
	// end says that the machine ends there.
	end bool
	// thrown is the error that makes the execution go there, "" for none.
	thrown string
}

// edges lists the transitions out of a state, the ordinary ones first.
func edges(st asl.State) []edge {
	var list []edge
	machine := st.Head().Machine
	if next := asl.Next(st); next != nil {
		if next.Next.Set {
			list = append(list, edge{kind: graph.NextLink, to: machine.State(next.Next.Value)})
		} else {
			list = append(list, edge{kind: graph.EndLink, end: true})
		}
	}
	switch st := st.(type) {
	case *asl.Choice:
		for i, rule := range st.Choices.Value {
			list = append(list, edge{kind: graph.RuleLink, index: i, to: machine.State(rule.Next.Value)})
		}
		if st.Default.Set {
			list = append(list, edge{kind: graph.DefaultLink, to: machine.State(st.Default.Value)})
		}
	case *asl.Succeed, *asl.Fail:
		list = append(list, edge{kind: graph.EndLink, end: true})
	case *asl.Task, *asl.Pass, *asl.Wait, *asl.Parallel, *asl.Map, *asl.Unknown:
	}
	if r := asl.Recover(st); r != nil {
		for i, catcher := range r.Catch.Value {
			list = append(list, edge{kind: graph.CatchLink, index: i, to: machine.State(catcher.Next.Value), thrown: thrownBy(catcher.ErrorEquals.Value)})
		}
	}
	return slices.DeleteFunc(list, func(e edge) bool { return e.to == nil && !e.end })
}

// thrownBy returns an error that a list of names matches.
func thrownBy(names []asl.Field[string]) string {
	if len(names) == 0 || names[0].Value == "States.ALL" {
		return "States.TaskFailed"
	}
	return names[0].Value
}

// A leg is a state on the way, and the transition by which it is left.
type leg struct {
	st asl.State
	by edge
}

// hint says what makes the execution go this way; "" if nothing special has to happen.
func (l leg) hint() string {
	choice, ok := l.st.(*asl.Choice)
	switch {
	case ok && l.by.kind == graph.RuleLink:
		return fmt.Sprintf("%s takes rule %d: %s", choice.Name, l.by.index+1, choice.Choices.Value[l.by.index].Words())
	case ok && l.by.kind == graph.DefaultLink:
		return choice.Name + " takes its Default: no rule holds"
	default:
		return ""
	}
}

// ways are the shortest ways through the machines of a definition, found once for all points. Of several ways that are equally short,
// it is the one that takes the first transitions.
type ways struct {
	byPath   map[string]asl.State
	edges    map[asl.State][]edge
	machines map[*asl.Machine]*machineWays
}

// machineWays are the ways through one machine.
type machineWays struct {
	// before is the last leg of the way from the start of the machine to a state.
	before map[asl.State]leg
	// toEnd is how many legs the way from a state to an end has.
	toEnd map[asl.State]int
}

func newWays(def *asl.Definition) *ways {
	w := &ways{byPath: map[string]asl.State{}, edges: map[asl.State][]edge{}, machines: map[*asl.Machine]*machineWays{}}
	for _, st := range def.States() {
		if path := asl.Path(st); w.byPath[path] == nil {
			w.byPath[path] = st
		}
		w.edges[st] = edges(st)
	}
	return w
}

// through returns the legs of a way through the machine of a state from its start to an end, on which the state is left by a
// transition that is wanted. There is none if it has more than maxSteps legs.
func (w *ways) through(st asl.State, wanted func(edge) bool) ([]leg, bool) {
	machine := st.Head().Machine
	start := machine.State(machine.StartAt.Value)
	by := slices.IndexFunc(w.edges[st], wanted)
	if start == nil || by < 0 {
		return nil, false
	}
	m := w.machine(machine, start)
	legs := []leg{{st, w.edges[st][by]}}
	for at := st; at != start; {
		before, ok := m.before[at]
		if !ok || len(legs) == maxSteps {
			return nil, false
		}
		legs = append(legs, before)
		at = before.st
	}
	slices.Reverse(legs)
	for at := legs[len(legs)-1].by.to; at != nil; {
		left, ok := m.toEnd[at]
		if !ok || len(legs)+left > maxSteps {
			return nil, false
		}
		next := slices.IndexFunc(w.edges[at], func(e edge) bool { return e.end && left == 1 || e.to != nil && left > 1 && m.toEnd[e.to] == left-1 })
		legs = append(legs, leg{at, w.edges[at][next]})
		at = w.edges[at][next].to
	}
	return legs, true
}

// machine returns the ways through a machine that begins with a state.
func (w *ways) machine(machine *asl.Machine, start asl.State) *machineWays {
	if m := w.machines[machine]; m != nil {
		return m
	}
	m := &machineWays{before: map[asl.State]leg{}, toEnd: map[asl.State]int{}}
	w.machines[machine] = m
	for queue := []asl.State{start}; len(queue) > 0; queue = queue[1:] {
		for _, e := range w.edges[queue[0]] {
			if _, seen := m.before[e.to]; e.to != nil && e.to != start && !seen {
				m.before[e.to] = leg{queue[0], e}
				queue = append(queue, e.to)
			}
		}
	}
	from := map[asl.State][]asl.State{}
	var queue []asl.State
	for _, st := range machine.States {
		for _, e := range w.edges[st] {
			switch _, seen := m.toEnd[st]; {
			case e.to != nil:
				from[e.to] = append(from[e.to], st)
			case !seen:
				m.toEnd[st] = 1
				queue = append(queue, st)
			}
		}
	}
	for ; len(queue) > 0; queue = queue[1:] {
		for _, st := range from[queue[0]] {
			if _, seen := m.toEnd[st]; !seen {
				m.toEnd[st] = m.toEnd[queue[0]] + 1
				queue = append(queue, st)
			}
		}
	}
	return m
}
