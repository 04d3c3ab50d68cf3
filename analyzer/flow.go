package analyzer

import (
	"slices"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

// A DeadRead is a path that leads to nothing, whichever way the state was reached.
type DeadRead struct {
	Field *Field
	Ref   query.Ref
}

// A LostRead is a read that finds nothing after a Catcher that replaced the input by the error.
type LostRead struct {
	State   asl.State
	Catcher *asl.Catcher
	Read    DeadRead
}

// Flow is what is known about the data between states: which paths cannot lead anywhere. Where something is not known for
// certain, any value is assumed.
type Flow struct {
	Dead    []DeadRead
	Partial []PartialRead
	Lost    []LostRead
	// Unlisted are comparisons in Choices that never hold.
	Unlisted []UnlistedValue
	// Parsed are the paths to the JSON of a child execution that a function parses as if it were text.
	Parsed []query.Ref

	graph   *Graph
	program *Program
	// needs says of each state what its input is needed for.
	needs []need
	// visits are those of the walks through the containers, and pending the states that a walk has yet to visit.
	visits  []visit
	pending []asl.State
	// inside are the paths in templates by their nodes, made where there are many.
	inside map[*source.Node]*query.Path
}

func newFlow(def *asl.Definition, g *Graph, x *Program) *Flow {
	f := &Flow{graph: g, program: x}
	if f.demand(def) {
		f.visits = make([]visit, len(g.States))
		f.container(def.Machine, nil)
		f.afterCatchers()
	}
	return f
}

// A run is one walk through the states of a container from a given start.
type run struct {
	flow    *Flow
	purpose purpose
	first   int // the index in the graph of the first state of the container
	at      []visit
	found   findings // in the state that is visited
}

// A purpose is what a run visits a state for.
type purpose uint8

const (
	walking  purpose = iota // to find the inputs of the states after it
	arriving                // to note what it alone gives to those
	looking                 // for its own reads
)

// findings are what the reads of a state show.
type findings struct {
	dead     []DeadRead
	unlisted []UnlistedValue
	parsed   []query.Ref
}

// A visit is what is known about one state: its input, and how often it was reached.
type visit struct {
	input *shape
	// found is what the last visit found, nil where that is nothing.
	found *findings
	// arrivals are what the states before it give, where there are several.
	arrivals []arrival
	count    int32
	reached  bool
	pending  bool
}

// of returns the visit of a state of the container.
func (r *run) of(st asl.State) *visit { return &r.at[st.Head().Index()-r.first] }

// mostVisits limits the visits of a state; after that, its input may be any value.
const mostVisits = 12

// walk finds the shapes of the inputs of all states that can be reached from a state with the given input, and what they read. The
// last visit of a state is that with the input that it has in the end.
func (r *run) walk(start asl.State, input *shape) {
	f := r.flow
	*r.of(start) = visit{input: input, reached: true}
	f.pending = append(f.pending[:0], start)
	for i := 0; i < len(f.pending); i++ {
		st := f.pending[i]
		v := r.of(st)
		v.count++
		v.pending, v.found, r.found = false, nil, findings{}
		r.leave(st)
		if r.found.dead != nil || r.found.unlisted != nil || r.found.parsed != nil {
			found := r.found
			v.found = &found
		}
	}
}

// wants reports whether what an edge gives to the state that it leads to is of use.
func (r *run) wants(e *Edge) bool {
	switch r.purpose {
	case walking:
		return r.flow.leads(e)
	case arriving:
		return e.To != nil && r.mayLack(e.To)
	case looking:
	}
	return false
}

// give passes on what an edge gives, if that is wanted.
func (r *run) give(e *Edge, out *shape) {
	switch {
	case !r.wants(e):
	case r.purpose == walking:
		r.enter(e.To, out)
	default:
		v := r.of(e.To)
		v.arrivals = append(v.arrivals, arrival{e.From, e.Catcher != nil, out})
	}
}

func (r *run) enter(st asl.State, input *shape) {
	v := r.of(st)
	if v.reached {
		input = join(v.input, input)
	}
	if v.count > mostVisits {
		input = nil
	}
	if v.reached && equalShapes(v.input, input) {
		return
	}
	v.input, v.reached = input, true
	if !v.pending {
		v.pending = true
		r.flow.pending = append(r.flow.pending, st)
	}
}

// dead returns the reads that found nothing, in the order of the states.
func (r *run) dead(states []asl.State) []DeadRead {
	var dead []DeadRead
	for _, st := range states {
		if found := r.of(st).found; found != nil {
			dead = append(dead, found.dead...)
		}
	}
	return dead
}

// container checks a container, and those inside it.
func (f *Flow) container(m *asl.Machine, input *shape) {
	start := f.graph.Entry(m)
	if start == nil || !f.isNeeded(start) || !f.graph.Certain(m) {
		return
	}
	first := m.States[0].Head().Index()
	r := &run{flow: f, first: first, at: f.visits[first : first+len(m.States)]}
	r.walk(start, input)
	for _, st := range m.States {
		if found := r.of(st).found; found != nil {
			f.Dead = append(f.Dead, found.dead...)
			f.Unlisted, f.Parsed = append(f.Unlisted, found.unlisted...), append(f.Parsed, found.parsed...)
		}
	}
	f.Partial = append(f.Partial, r.partial(m.States)...)
	for _, st := range m.States {
		if !r.of(st).reached {
			continue
		}
		for _, inner := range asl.Machines(st) {
			f.container(inner, r.innerInput(st))
		}
	}
}

// afterCatchers walks from the target of each Catcher that replaces the input by the error. A read that finds nothing
// for that reason is the Catcher's fault alone.
func (f *Flow) afterCatchers() {
	var found map[asl.State][]DeadRead
	var lost map[*source.Node]bool
	for i := range f.graph.Edges {
		e := &f.graph.Edges[i]
		if e.Catcher == nil || !f.leads(e) || e.Catcher.ResultPath.Set || e.Catcher.Language != asl.JSONPath || !f.graph.Certain(e.Machine) {
			continue
		}
		if found == nil {
			found, lost = map[asl.State][]DeadRead{}, map[*source.Node]bool{}
		}
		reads, ok := found[e.To]
		if !ok {
			reads = f.lostAt(e.To)
			found[e.To] = reads
		}
		for i, read := range reads {
			lost[read.Field.Node] = true
			if i == 0 { // one is enough to show what is wrong
				f.Lost = append(f.Lost, LostRead{State: e.From, Catcher: e.Catcher, Read: read})
			}
		}
	}
	f.Dead = slices.DeleteFunc(f.Dead, func(d DeadRead) bool { return lost[d.Field.Node] })
	f.Partial = without(f.Partial, lost)
}

// lostAt returns the reads after a state that find nothing if its input is an error, but might with another input.
func (f *Flow) lostAt(st asl.State) []DeadRead {
	states := st.Head().Machine.States
	r := &run{flow: f, first: states[0].Head().Index(), at: make([]visit, len(states))}
	r.walk(st, errorShape)
	reads := r.dead(states)
	if len(reads) == 0 {
		return nil
	}
	clear(r.at)
	r.walk(st, nil)
	always := r.dead(states)
	return slices.DeleteFunc(reads, func(d DeadRead) bool {
		return slices.ContainsFunc(always, func(other DeadRead) bool { return other.Field == d.Field })
	})
}
