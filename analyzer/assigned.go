package analyzer

import (
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

// assigned is what is known about variables at a point: those that every path to it assigns, and those that one does, by their
// numbers. A point that is open may have any others.
type assigned struct {
	always, maybe *set
	open          bool
	// reached is whether some path is known that leads to the point.
	reached bool
}

// join adds what another path to the point assigns, and reports whether that changes anything.
func (a *assigned) join(other assigned) bool {
	before := *a
	if !a.reached {
		*a = other
	} else {
		a.always, a.maybe, a.open = a.always.and(other.always), a.maybe.or(other.maybe), a.open || other.open
	}
	return *a != before
}

// An assigner finds out what is assigned at each state.
type assigner struct {
	*Variables
	// components are the numbers of the strongly connected components of the states, and last is that of the last one.
	components []int32
	last       int32
	// tree is the Assign that was looked at last, which may be that of very many edges, and added what it assigns.
	tree  *asl.Tree
	added *set
}

func (v *Variables) follow(def *asl.Definition) {
	n := len(v.graph.States)
	v.known, v.numbers = make([]assigned, n), map[string]int{}
	a := &assigner{Variables: v, components: make([]int32, n)}
	a.container(def.Machine, assigned{reached: true})
}

// container finds out what is assigned at each state of a container, given what is at its start, and then inside its states.
func (a *assigner) container(m *asl.Machine, entry assigned) {
	start := a.graph.Entry(m)
	if start == nil || !a.graph.Certain(m) {
		for _, st := range m.States {
			*a.at(st) = assigned{open: true, reached: true}
		}
	} else {
		*a.at(start) = entry
		for component := range a.graph.components(m) {
			a.component(component)
		}
	}
	for _, st := range m.States {
		for _, inner := range asl.Machines(st) {
			a.container(inner, a.inside(st))
		}
	}
}

// inside returns what is known at the start of the containers in a state. A distributed Map starts executions of their own, which
// don't see the variables outside.
func (a *assigner) inside(st asl.State) assigned {
	if each, ok := st.(*asl.Map); ok && each.Distributed() {
		return assigned{reached: true}
	}
	if at := a.at(st); at.reached {
		return *at
	}
	return assigned{open: true, reached: true}
}

// mostRounds limits how often a component is gone through. Two rounds are enough where loops are entered at one state each, and others
// need a few more. After that, anything may be assigned.
const mostRounds = 30

// component finds out what is assigned at the states of a strongly connected component, and passes it on.
func (a *assigner) component(states []asl.State) {
	a.last++
	reached := false
	for _, st := range states {
		a.components[st.Head().Index()] = a.last
		reached = reached || a.at(st).reached
	}
	switch {
	case !reached:
		return
	case len(states) > 1 || a.graph.loopsOnItself(states[0]):
		a.cycle(states)
	}
	for _, st := range states {
		a.pass(st, false)
	}
}

// cycle finds out what is assigned at the states of a component with edges inside. As all lead to each other, what is assigned on one
// of these edges may be assigned at each of them. What every path assigns is looked for in rounds, in which it can only shrink.
func (a *assigner) cycle(states []asl.State) {
	var all assigned
	for _, st := range states {
		if at := a.at(st); at.reached {
			all.maybe, all.open = all.maybe.or(at.maybe), all.open || at.open
		}
		for _, e := range a.graph.Out(st) {
			if e.To != nil && a.isInside(e) {
				all = a.after(all, e)
			}
		}
	}
	for _, st := range states {
		at := a.at(st)
		at.maybe, at.open = all.maybe, all.open
	}
	changed := true
	for round := 0; changed && round < mostRounds; round++ {
		changed = false
		for _, st := range states {
			changed = a.pass(st, true) || changed
		}
	}
	for _, st := range states {
		at := a.at(st)
		at.open = at.open || changed
	}
}

// isInside reports whether an edge stays in the component of the state it leaves.
func (a *assigner) isInside(e *Edge) bool {
	return a.components[e.to] == a.components[e.from]
}

// pass carries what is assigned along the edges that leave a state and stay inside its component, or along those that leave that, too.
// It reports whether this changed what is known at their ends.
func (a *assigner) pass(st asl.State, inside bool) bool {
	at := *a.at(st)
	if !at.reached {
		return false
	}
	changed := false
	for _, e := range a.graph.Out(st) {
		if e.To != nil && a.isInside(e) == inside {
			changed = a.known[e.to].join(a.after(at, e)) || changed
		}
	}
	return changed
}

// after returns what is assigned after an edge, given what is before it.
func (a *assigner) after(at assigned, e *Edge) assigned {
	f := assignOf(e)
	switch {
	case f == nil || !f.Set:
		return at
	case f.Node.Kind != source.Object || asl.IsOpaque(f.Node):
		at.open = true
		return at
	}
	if a.tree != f {
		a.tree, a.added = f, nil
		for i := range f.Node.Members {
			a.added = a.added.or(setOf(a.number(variableName(e.From, f.Node.Members[i].Key))))
		}
	}
	same := at.always == at.maybe
	at.always = at.always.or(a.added)
	if same {
		at.maybe = at.always
	} else {
		at.maybe = at.maybe.or(a.added)
	}
	return at
}

// assignOf returns the Assign that takes effect on an edge. That of a Choice Rule replaces that of the state.
func assignOf(e *Edge) *asl.Tree {
	switch {
	case e.Catcher != nil:
		return &e.Catcher.Assign
	case e.Rule != nil && e.Rule.Assign.Set:
		return &e.Rule.Assign
	default:
		if flow := asl.Flow(e.From); flow != nil {
			return &flow.Assign
		}
		return nil
	}
}
