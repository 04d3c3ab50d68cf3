package analyzer

import (
	"cmp"
	"slices"

	"github.com/aslcheck/aslcheck/asl"
)

// tarjan finds strongly connected parts. It keeps its own stack of calls, since a definition may have many thousands of
// states in a row.
type tarjan struct {
	graph   *Graph
	seen    []seen // by the index of the state
	stack   []int32
	counter int32
	found   [][]asl.State
	pending []frame
}

// seen is what is known about a state: when it was seen first, or 0, the earliest state that it leads to, and whether it is on the
// stack.
type seen struct {
	order, low int32
	on         bool
}

type frame struct{ at, edge int32 }

// cycles returns the strongly connected parts that have at least one edge inside, in source order.
func (g *Graph) cycles() [][]asl.State {
	if !g.goesBack() {
		return nil
	}
	n := len(g.States)
	t := &tarjan{graph: g, seen: make([]seen, n), stack: make([]int32, 0, n), pending: make([]frame, 0, n)}
	for i := range g.States {
		if t.seen[i].order == 0 {
			t.visit(int32(i))
		}
	}
	for _, part := range t.found {
		slices.SortFunc(part, func(a, b asl.State) int { return cmp.Compare(a.Head().Index(), b.Head().Index()) })
	}
	slices.SortFunc(t.found, func(a, b []asl.State) int { return cmp.Compare(a[0].Head().Index(), b[0].Head().Index()) })
	return t.found
}

// goesBack reports whether some edge leads to the state it leaves or to an earlier one, as every cycle has one.
func (g *Graph) goesBack() bool {
	for i := range g.Edges {
		if e := &g.Edges[i]; e.From != nil && e.To != nil && e.To.Head().Index() <= e.From.Head().Index() {
			return true
		}
	}
	return false
}

func (t *tarjan) enter(i int32) {
	t.counter++
	t.seen[i] = seen{order: t.counter, low: t.counter, on: true}
	t.stack = append(t.stack, i)
	t.pending = append(t.pending, frame{at: i})
}

func (t *tarjan) visit(root int32) {
	t.enter(root)
	for len(t.pending) > 0 {
		f := &t.pending[len(t.pending)-1]
		out := t.graph.Out(t.graph.States[f.at])
		if int(f.edge) == len(out) {
			t.leave(f.at)
			continue
		}
		e := out[f.edge]
		f.edge++
		if e.To == nil {
			continue
		}
		next := int32(e.To.Head().Index())
		switch {
		case t.seen[next].order == 0:
			t.enter(next)
		case t.seen[next].on:
			t.seen[f.at].low = min(t.seen[f.at].low, t.seen[next].order)
		}
	}
}

// leave ends the visit of a state, and takes a part off the stack when the state is its root.
func (t *tarjan) leave(at int32) {
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
	part := t.stack[start:]
	t.stack = t.stack[:start]
	for _, i := range part {
		t.seen[i].on = false
	}
	if len(part) == 1 && !t.loopsOnItself(at) {
		return
	}
	states := make([]asl.State, len(part))
	for i, at := range part {
		states[i] = t.graph.States[at]
	}
	t.found = append(t.found, states)
}

func (t *tarjan) loopsOnItself(at int32) bool {
	st := t.graph.States[at]
	return slices.ContainsFunc(t.graph.Out(st), func(e *Edge) bool { return e.To == st })
}
