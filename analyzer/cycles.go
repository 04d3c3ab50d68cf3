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
	order   []int // 0: not seen
	low     []int
	on      []bool
	stack   []int
	counter int
	found   [][]asl.State
	pending []frame
}

type frame struct{ at, edge int }

// cycles returns the strongly connected parts that have at least one edge inside, in source order.
func (g *Graph) cycles() [][]asl.State {
	if !g.goesBack() {
		return nil
	}
	t := &tarjan{
		graph: g, order: make([]int, len(g.States)), low: make([]int, len(g.States)), on: make([]bool, len(g.States)),
	}
	for i := range g.States {
		if t.order[i] == 0 {
			t.visit(i)
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
	return slices.ContainsFunc(g.Edges, func(e Edge) bool {
		return e.From != nil && e.To != nil && e.To.Head().Index() <= e.From.Head().Index()
	})
}

func (t *tarjan) enter(i int) {
	t.counter++
	t.order[i], t.low[i], t.on[i] = t.counter, t.counter, true
	t.stack = append(t.stack, i)
	t.pending = append(t.pending, frame{at: i})
}

func (t *tarjan) visit(root int) {
	t.enter(root)
	for len(t.pending) > 0 {
		f := &t.pending[len(t.pending)-1]
		out := t.graph.nodes[f.at].out
		if f.edge == len(out) {
			t.leave(f.at)
			continue
		}
		e := out[f.edge]
		f.edge++
		if e.To == nil {
			continue
		}
		next := e.To.Head().Index()
		switch {
		case t.order[next] == 0:
			t.enter(next)
		case t.on[next]:
			t.low[f.at] = min(t.low[f.at], t.order[next])
		}
	}
}

// leave ends the visit of a state, and takes a part off the stack when the state is its root.
func (t *tarjan) leave(at int) {
	t.pending = t.pending[:len(t.pending)-1]
	if len(t.pending) > 0 {
		parent := t.pending[len(t.pending)-1].at
		t.low[parent] = min(t.low[parent], t.low[at])
	}
	if t.low[at] != t.order[at] {
		return
	}
	start := slices.Index(t.stack, at)
	part := make([]asl.State, 0, len(t.stack)-start)
	for _, i := range t.stack[start:] {
		t.on[i] = false
		part = append(part, t.graph.States[i])
	}
	t.stack = t.stack[:start]
	if len(part) > 1 || t.loopsOnItself(at) {
		t.found = append(t.found, part)
	}
}

func (t *tarjan) loopsOnItself(at int) bool {
	return slices.ContainsFunc(t.graph.nodes[at].out, func(e *Edge) bool { return e.To == t.graph.States[at] })
}
