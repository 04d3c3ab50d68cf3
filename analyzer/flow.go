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
	// pending are the states that are found to be needed, and not yet what leads to them.
	pending []asl.State
	// visits are those of the walks through the containers.
	visits []visit
	// order is the order of visits, and rank the number of each state in it; both are nil where that is the order of the states.
	order   []asl.State
	rank    []int32
	waiting ranks // the states that a walk has yet to visit
	work    int   // what the walks have cost
	// inside are the paths in templates by their nodes, made where there are many.
	inside map[*source.Node]*query.Path
}

func newFlow(def *asl.Definition, g *Graph, x *Program) *Flow {
	f := &Flow{graph: g, program: x}
	if f.demand(def) {
		f.visits = make([]visit, len(g.States))
		f.arrange()
		f.container(def.Machine, nil)
		f.afterCatchers()
	}
	return f
}

// container checks a container, and those inside it.
func (f *Flow) container(m *asl.Machine, input *shape) {
	start := f.graph.Entry(m)
	if start == nil || !f.isNeeded(start) || !f.graph.Certain(m) {
		return
	}
	r := &run{flow: f, at: f.visits}
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
// for that reason is the Catcher's fault alone. Where there are so many that it takes too long, the others aren't looked at.
func (f *Flow) afterCatchers() {
	var found map[asl.State][]DeadRead
	var lost map[*source.Node]bool
	var r *run
	for i := range f.graph.Edges {
		e := &f.graph.Edges[i]
		if e.Catcher == nil || !f.leads(e) || e.Catcher.ResultPath.Set || e.Catcher.Language != asl.JSONPath || !f.graph.Certain(e.Machine) {
			continue
		}
		if found == nil {
			found, lost = map[asl.State][]DeadRead{}, map[*source.Node]bool{}
			f.work, r = 0, &run{flow: f, at: make([]visit, len(f.graph.States))}
		}
		reads, ok := found[e.To]
		if !ok && !f.isExhausted() {
			reads = r.lostAt(e.To)
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
func (r *run) lostAt(st asl.State) []DeadRead {
	reads := r.deadFrom(st, errorShape)
	if len(reads) == 0 {
		return nil
	}
	always := map[*Field]bool{}
	for _, read := range r.deadFrom(st, nil) {
		always[read.Field] = true
	}
	return slices.DeleteFunc(reads, func(d DeadRead) bool { return always[d.Field] })
}
