package analyzer

import (
	"cmp"
	"iter"
	"slices"

	"github.com/aslcheck/aslcheck/asl"
)

// cycles returns the strongly connected components that have at least one edge inside, in source order.
func (g *Graph) cycles() [][]asl.State {
	if !g.goesBack(g.States) {
		return nil
	}
	var found [][]asl.State
	for _, component := range g.search(g.States) {
		if len(component) > 1 || g.loopsOnItself(component[0]) {
			slices.SortFunc(component, func(a, b asl.State) int { return cmp.Compare(a.Head().Index(), b.Head().Index()) })
			found = append(found, component)
		}
	}
	slices.SortFunc(found, func(a, b []asl.State) int { return cmp.Compare(a[0].Head().Index(), b[0].Head().Index()) })
	return found
}

// components yields the strongly connected components of a container, each after those that lead to it. The states of a component are
// in reverse postorder: where no edge goes back, after those that lead to them.
func (g *Graph) components(m *asl.Machine) iter.Seq[[]asl.State] {
	return func(yield func([]asl.State) bool) {
		if !g.goesBack(m.States) {
			for i := range m.States {
				if !yield(m.States[i : i+1]) {
					return
				}
			}
			return
		}
		for _, component := range slices.Backward(g.search(m.States)) {
			if !yield(component) {
				return
			}
		}
	}
}

// goesBack reports whether some edge of the states leads to the state it leaves or to an earlier one, as every cycle has one.
func (g *Graph) goesBack(states []asl.State) bool {
	if len(states) == 0 {
		return false
	}
	first := states[0].Head().Index()
	for i := first; i < first+len(states); i++ {
		for _, e := range g.outOf(i) {
			if e.To != nil && int(e.to) <= i {
				return true
			}
		}
	}
	return false
}

func (g *Graph) loopsOnItself(st asl.State) bool {
	return slices.ContainsFunc(g.Out(st), func(e *Edge) bool { return e.To == st })
}

// tarjan finds strongly connected components. It keeps its own stack of calls, since a definition may have many thousands of
// states in a row.
type tarjan struct {
	graph   *Graph
	states  []asl.State
	first   int    // the index of the first state
	seen    []seen // by the index of the state after that
	stack   []int32
	entered int32
	left    int32
	pending []frame
	// order has the states of the components that were found, one after the other.
	order []asl.State
	found [][]asl.State
}

// seen is what is known about a state: when it was entered, or 0, when it was left, the earliest state that it leads to, and whether
// it is on the stack.
type seen struct {
	order, left, low int32
	on               bool
}

type frame struct{ at, edge int32 }

// search returns the strongly connected components of states that follow each other in the definition, each before those that lead to
// it.
func (g *Graph) search(states []asl.State) [][]asl.State {
	n := len(states)
	t := &tarjan{
		graph: g, states: states, first: states[0].Head().Index(),
		seen: make([]seen, n), stack: make([]int32, 0, n), pending: make([]frame, 0, n), order: make([]asl.State, 0, n),
	}
	for i := range states {
		if t.seen[i].order == 0 {
			t.visit(int32(i))
		}
	}
	return t.found
}

func (t *tarjan) enter(i int32) {
	t.entered++
	t.seen[i] = seen{order: t.entered, low: t.entered, on: true}
	t.stack = append(t.stack, i)
	t.pending = append(t.pending, frame{at: i})
}

func (t *tarjan) visit(root int32) {
	t.enter(root)
	for len(t.pending) > 0 {
		f := &t.pending[len(t.pending)-1]
		out := t.graph.outOf(t.first + int(f.at))
		if int(f.edge) == len(out) {
			t.leave(f.at)
			continue
		}
		e := out[f.edge]
		f.edge++
		if e.To == nil {
			continue
		}
		next := e.to - int32(t.first)
		switch {
		case t.seen[next].order == 0:
			t.enter(next)
		case t.seen[next].on:
			t.seen[f.at].low = min(t.seen[f.at].low, t.seen[next].order)
		}
	}
}

// leave ends the visit of a state, and takes a component off the stack when the state is its root.
func (t *tarjan) leave(at int32) {
	t.left++
	t.seen[at].left = t.left
	t.pending = t.pending[:len(t.pending)-1]
	if len(t.pending) > 0 {
		parent := &t.seen[t.pending[len(t.pending)-1].at]
		parent.low = min(parent.low, t.seen[at].low)
	}
	if t.seen[at].low != t.seen[at].order {
		return
	}
	start := len(t.stack) - 1
	for t.stack[start] != at {
		start--
	}
	component := t.stack[start:]
	t.stack = t.stack[:start]
	slices.SortFunc(component, func(a, b int32) int { return cmp.Compare(t.seen[b].left, t.seen[a].left) })
	first := len(t.order)
	for _, i := range component {
		t.seen[i].on = false
		t.order = append(t.order, t.states[i])
	}
	t.found = append(t.found, t.order[first:len(t.order):len(t.order)])
}
