package analyzer

import (
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

// An EdgeKind says which field makes a transition.
type EdgeKind uint8

// The kinds of edges.
const (
	StartEdge EdgeKind = iota
	NextEdge
	ChoiceEdge
	DefaultEdge
	CatchEdge
)

var edgeFields = [...]string{"StartAt", "Next", "Next", "Default", "Next"}

// Field returns the name of the field that makes an edge of this kind.
func (k EdgeKind) Field() string { return edgeFields[k] }

// An Edge is a transition as the definition names it.
type Edge struct {
	Kind EdgeKind
	// Guessed is whether To is what a name that doesn't exist nearly names: the mistake is in the name, and not in the state that
	// nothing else leads to.
	Guessed bool
	Machine *asl.Machine
	// From is nil for a StartEdge.
	From asl.State
	// To is nil if the container has no state of that name, or the name is opaque.
	To asl.State
	// Field is what names the state.
	Field *asl.Field[string]
	// Catcher and Rule are set in edges of these kinds.
	Catcher *asl.Catcher
	Rule    *asl.ChoiceRule
	// from and to are the indexes of the states, where there are any: to go along very many edges needs no look at the states then.
	from, to int32
}

// A Graph has all containers and states of a definition, and the edges between states.
type Graph struct {
	// Machines are all containers, outer ones first, in source order.
	Machines []*asl.Machine
	// States are all states, outer ones first, in source order.
	States []asl.State
	// Tasks, Maps and Choices are the states of these kinds, in the same order: most rules look at one kind alone.
	Tasks   []*asl.Task
	Maps    []*asl.Map
	Choices []*asl.Choice
	// Edges are all transitions in the order of the states they leave.
	Edges []Edge

	nodes []node
	// out are the edges in their order, so that those that leave a state are side by side; in has them by the states that
	// they lead to.
	out, in []*Edge
	// ends has for each state whether it Ends, nil until somebody asks.
	ends []bool
}

// A node is what is known about a state. A definition may have very many, so they are small.
type node struct {
	// out and in are the indexes in the lists of the graph of the first edges that leave the state, and of the first that lead
	// to it; departures and arrivals are how many there are.
	out, in, departures, arrivals int32
	// start is of the first state of a container: the index of its StartEdge, or noEdge.
	start int32
	// certain is of the first state of a container: whether it is Certain.
	certain, reachable bool
}

const noEdge = -1

func (g *Graph) node(st asl.State) *node { return &g.nodes[st.Head().Index()] }

func newGraph(def *asl.Definition) *Graph {
	g := &Graph{States: def.States()}
	g.Tasks = make([]*asl.Task, 0, len(g.States))
	g.container(def.Machine)
	g.nodes = make([]node, len(g.States))
	g.Edges = make([]Edge, 0, len(g.Machines)+len(g.States)+len(g.States)/4)
	for _, m := range g.Machines {
		start := int32(len(g.Edges))
		g.add(Edge{Kind: StartEdge, Machine: m, Field: &m.StartAt})
		if len(g.Edges) == int(start) {
			start = noEdge
		}
		for _, st := range m.States {
			n := g.node(st)
			n.out = int32(len(g.Edges))
			g.addState(m, st)
			n.departures = int32(len(g.Edges)) - n.out
		}
		if len(m.States) > 0 {
			g.node(m.States[0]).start = start
		}
	}
	g.guess()
	g.connect()
	for _, m := range g.Machines {
		if len(m.States) > 0 {
			g.node(m.States[0]).certain = g.isCertain(m)
			g.reach(m)
		}
	}
	return g
}

// container lists a container and its states, then those inside it.
func (g *Graph) container(m *asl.Machine) {
	g.Machines = append(g.Machines, m)
	for _, st := range m.States {
		switch st := st.(type) {
		case *asl.Task:
			g.Tasks = append(g.Tasks, st)
		case *asl.Map:
			g.Maps = append(g.Maps, st)
		case *asl.Choice:
			g.Choices = append(g.Choices, st)
		case *asl.Pass, *asl.Wait, *asl.Succeed, *asl.Fail, *asl.Parallel, *asl.Unknown:
		}
	}
	for _, st := range m.States {
		for _, inner := range asl.Machines(st) {
			g.container(inner)
		}
	}
}

func (g *Graph) addState(m *asl.Machine, st asl.State) {
	if next := asl.Next(st); next != nil {
		g.add(Edge{Kind: NextEdge, Machine: m, From: st, Field: &next.Next})
	}
	if choice, ok := st.(*asl.Choice); ok {
		for _, rule := range choice.Choices.Value {
			g.add(Edge{Kind: ChoiceEdge, Machine: m, From: st, Field: &rule.Next, Rule: rule})
		}
		g.add(Edge{Kind: DefaultEdge, Machine: m, From: st, Field: &choice.Default})
	}
	if recovery := asl.Recover(st); recovery != nil {
		for _, catcher := range recovery.Catch.Value {
			g.add(Edge{Kind: CatchEdge, Machine: m, From: st, Field: &catcher.Next, Catcher: catcher})
		}
	}
}

func (g *Graph) add(e Edge) {
	if !e.Field.Set {
		return
	}
	if e.From != nil {
		e.from = int32(e.From.Head().Index())
	}
	if e.Field.Known() {
		e.lead(e.Machine.State(e.Field.Value))
	}
	g.Edges = append(g.Edges, e)
}

// lead makes an edge lead to a state, if there is one.
func (e *Edge) lead(to asl.State) {
	if e.To = to; to != nil {
		e.to = int32(to.Head().Index())
	}
}

// maxGuesses limits the names that are compared with all others.
const maxGuesses = 100

// guess connects misspelt names with the state that they nearly name, if nothing else leads there.
func (g *Graph) guess() {
	var led map[asl.State]bool
	for i, guesses := 0, 0; i < len(g.Edges) && guesses < maxGuesses; i++ {
		e := &g.Edges[i]
		if e.To != nil || !e.Field.Known() || e.Machine.OpaqueStates {
			continue
		}
		guesses++
		if led == nil {
			led = make(map[asl.State]bool, len(g.States))
			for k := range g.Edges {
				led[g.Edges[k].To] = true
			}
		}
		if to := e.Machine.State(source.Suggest(e.Field.Value, e.Machine.Names())); to != nil && !led[to] {
			e.Guessed = true
			e.lead(to)
		}
	}
}

// connect makes the lists of edges once all edges are in the slice.
func (g *Graph) connect() {
	lists := make([]*Edge, 2*len(g.Edges))
	g.out, g.in = lists[:len(g.Edges)], lists[len(g.Edges):]
	for i := range g.Edges {
		e := &g.Edges[i]
		g.out[i] = e
		if e.To != nil {
			g.nodes[e.to].arrivals++
		}
	}
	first := int32(0)
	for i := range g.nodes {
		n := &g.nodes[i]
		n.in = first
		first += n.arrivals
		n.arrivals = 0
	}
	for _, e := range g.out {
		if e.To != nil {
			to := &g.nodes[e.to]
			g.in[to.in+to.arrivals] = e
			to.arrivals++
		}
	}
}

// reach marks the states that can be reached from the start of a container.
func (g *Graph) reach(m *asl.Machine) {
	if !g.Certain(m) || g.Entry(m) == nil {
		for _, st := range m.States {
			g.node(st).reachable = true
		}
		return
	}
	pending := append(make([]int, 0, 16), g.Entry(m).Head().Index()) // with room for most definitions, on the stack
	for len(pending) > 0 {
		i := pending[len(pending)-1]
		pending = pending[:len(pending)-1]
		if g.nodes[i].reachable {
			continue
		}
		g.nodes[i].reachable = true
		for _, e := range g.outOf(i) {
			if e.To != nil && !g.nodes[e.to].reachable {
				pending = append(pending, int(e.to))
			}
		}
	}
}

// Entry returns the state that a container starts with, nil if there is none or it is not known.
func (g *Graph) Entry(m *asl.Machine) asl.State {
	if len(m.States) == 0 {
		return nil
	}
	if start := g.node(m.States[0]).start; start != noEdge {
		return g.Edges[start].To
	}
	return nil
}

// Out returns the edges that leave a state, in source order.
func (g *Graph) Out(st asl.State) []*Edge { return g.outOf(st.Head().Index()) }

// outOf is Out of the state with an index.
func (g *Graph) outOf(i int) []*Edge {
	n := &g.nodes[i]
	return g.out[n.out : n.out+n.departures : n.out+n.departures]
}

// In returns the edges that lead to a state, the one from StartAt included.
func (g *Graph) In(st asl.State) []*Edge {
	n := g.node(st)
	return g.in[n.in : n.in+n.arrivals : n.in+n.arrivals]
}

// Reachable reports whether a state can be reached from the start of its container. In a container that is not Certain,
// or has no known start, every state may be.
func (g *Graph) Reachable(st asl.State) bool { return g.node(st).reachable }

// Certain reports whether all states of a container and all transitions between them are known: nothing of it comes
// from a placeholder or could not be read.
func (g *Graph) Certain(m *asl.Machine) bool {
	if len(m.States) == 0 {
		return !m.OpaqueStates && !m.StartAt.Opaque
	}
	return g.node(m.States[0]).certain
}

func (g *Graph) isCertain(m *asl.Machine) bool {
	if m.OpaqueStates || m.StartAt.Opaque {
		return false
	}
	for _, st := range m.States {
		if _, unknown := st.(*asl.Unknown); unknown {
			return false
		}
		if choice, ok := st.(*asl.Choice); ok && choice.Choices.Opaque {
			return false
		}
		if recovery := asl.Recover(st); recovery != nil && recovery.Catch.Opaque {
			return false
		}
		for _, e := range g.Out(st) {
			if e.Field.Opaque {
				return false
			}
		}
	}
	return true
}

// Terminal reports whether a state ends its container, or may do so.
func Terminal(st asl.State) bool {
	switch st := st.(type) {
	case *asl.Succeed, *asl.Fail, *asl.Unknown:
		return true
	case *asl.Choice:
		return false
	case *asl.Task, *asl.Pass, *asl.Wait, *asl.Parallel, *asl.Map:
		next := asl.Next(st)
		return next.End.Set && (next.End.Value || next.End.Opaque)
	default:
		return false
	}
}

// Ends reports whether some state can be reached from st that ends the container. It must not be called from several goroutines at
// first.
func (g *Graph) Ends(st asl.State) bool {
	if g.ends == nil {
		g.findEnds()
	}
	return g.ends[st.Head().Index()]
}

// findEnds follows the edges backwards from all states that end their container.
func (g *Graph) findEnds() {
	g.ends = make([]bool, len(g.States))
	var pending []asl.State
	add := func(st asl.State) {
		if i := st.Head().Index(); !g.ends[i] {
			g.ends[i], pending = true, append(pending, st)
		}
	}
	for _, st := range g.States {
		if Terminal(st) {
			add(st)
		}
	}
	for len(pending) > 0 {
		st := pending[len(pending)-1]
		pending = pending[:len(pending)-1]
		for _, e := range g.In(st) {
			if e.From != nil {
				add(e.From)
			}
		}
	}
}
