package analyzer

import (
	"slices"
	"strings"

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
	byNode  map[*source.Node]*Field
	// inside are the paths in templates.
	inside map[*source.Node]*query.Path
	// unknown are the shapes of templates when nothing is known about what they read.
	unknown map[*Field]*shape
}

// route is a path as far as it is made of names.
type route struct {
	ref      query.Ref
	document bool // it begins at the input
}

func newFlow(def *asl.Definition, g *Graph, x *Program) *Flow {
	inside := 0
	for _, site := range x.Fields {
		if site.Template != nil {
			inside += len(site.Template.Paths)
		}
	}
	f := &Flow{
		graph: g, program: x, byNode: make(map[*source.Node]*Field, len(x.Fields)), inside: make(map[*source.Node]*query.Path, inside),
		unknown: map[*Field]*shape{},
	}
	for _, site := range x.Fields {
		switch {
		case site.Path != nil:
			f.byNode[site.Node] = site
		case site.Template != nil:
			for _, p := range site.Template.Paths {
				f.inside[p.Node()] = &p.Path
			}
		}
	}
	f.container(def.Machine, nil)
	f.afterCatchers()
	return f
}

// A run is one walk through the states of a container from a given start.
type run struct {
	flow   *Flow
	first  int // the index in the graph of the first state of the container
	at     []visit
	dead   []DeadRead
	report bool
	// unlisted are the comparisons with values that are never there.
	unlisted []UnlistedValue
	parsed   []query.Ref
}

// A visit is what is known about one state: its input, and how often it was reached.
type visit struct {
	input   *shape
	count   int
	reached bool
	pending bool
	// arrivals are what the states before it give, where there are several.
	arrivals []arrival
}

// of returns the visit of a state of the container.
func (r *run) of(st asl.State) *visit { return &r.at[st.Head().Index()-r.first] }

// mostVisits limits the visits of a state; after that, its input may be any value.
const mostVisits = 12

// walk finds the shapes of the inputs of all states that can be reached from a state with the given input.
func (f *Flow) walk(start asl.State, input *shape) *run {
	states := start.Head().Machine.States
	r := &run{flow: f, first: states[0].Head().Index(), at: make([]visit, len(states))}
	*r.of(start) = visit{input: input, reached: true}
	pending := []asl.State{start}
	next := func(e *Edge, out *shape) {
		v := r.of(e.To)
		if v.reached {
			out = join(v.input, out)
		}
		if v.count > mostVisits {
			out = nil
		}
		if v.reached && equalShapes(v.input, out) {
			return
		}
		v.input, v.reached = out, true
		if !v.pending {
			v.pending = true
			pending = append(pending, e.To)
		}
	}
	for len(pending) > 0 {
		st := pending[0]
		pending = pending[1:]
		v := r.of(st)
		v.count++
		v.pending = false
		r.leave(st, next)
	}
	return r
}

// check goes through all states once more, when their inputs are known, and collects the reads that find nothing. It
// calls next for each edge that is taken.
func (r *run) check(states []asl.State, next func(*Edge, *shape)) []DeadRead {
	r.report = true
	for _, st := range states {
		if r.of(st).reached {
			r.leave(st, next)
		}
	}
	r.report = false
	return r.dead
}

// ignore is the next of a walk that looks at reads alone.
func ignore(*Edge, *shape) {}

// container checks a container, and those inside it.
func (f *Flow) container(m *asl.Machine, input *shape) {
	start := f.graph.Entry(m)
	if start == nil || !f.graph.Certain(m) {
		return
	}
	r := f.walk(start, input)
	f.Dead = append(f.Dead, r.check(m.States, r.arrive)...)
	f.Unlisted, f.Parsed = append(f.Unlisted, r.unlisted...), append(f.Parsed, r.parsed...)
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
	found := map[asl.State][]DeadRead{}
	lost := map[*source.Node]bool{}
	for i := range f.graph.Edges {
		e := &f.graph.Edges[i]
		if e.Catcher == nil || e.To == nil || e.Catcher.ResultPath.Set || e.Catcher.Language != asl.JSONPath || !f.graph.Certain(e.Machine) {
			continue
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
	reads := f.walk(st, errorShape()).check(states, ignore)
	if len(reads) == 0 {
		return nil
	}
	always := f.walk(st, nil).check(states, ignore)
	return slices.DeleteFunc(reads, func(d DeadRead) bool {
		return slices.ContainsFunc(always, func(other DeadRead) bool { return other.Field == d.Field })
	})
}

// routeOf returns where a path leads.
func routeOf(p *query.Path) route {
	if reads := p.Refs().Reads; !p.IsCall() && len(reads) > 0 {
		return route{ref: reads[0], document: reads[0].Root == query.Document}
	}
	return route{}
}

// read returns what a path finds in a document, and reports it when that is nothing.
func (r *run) read(site *Field, p *query.Path, doc *shape) *shape {
	if doc == nil {
		return nil // anything may be anywhere
	}
	to := routeOf(p)
	if !to.document {
		if p.IsCall() {
			r.arguments(site, p, doc)
		}
		return nil
	}
	found, ok := doc.get(to.ref.Steps, to.ref.Whole)
	if !ok {
		r.nothing(site, to.ref)
	}
	return found
}

// arguments checks what a call of an intrinsic function reads.
func (r *run) arguments(site *Field, p *query.Path, doc *shape) {
	if !r.report || doc == nil {
		return
	}
	for _, ref := range p.Refs().Reads {
		if ref.Root != query.Document {
			continue
		}
		if _, ok := doc.get(ref.Steps, ref.Whole); !ok {
			r.nothing(site, ref)
		}
	}
	for _, ref := range p.Passed("States.StringToJson") {
		if ref.Root == query.Document {
			r.parse(doc, ref, ref.Steps)
		}
	}
}

func (r *run) nothing(site *Field, ref query.Ref) {
	if r.report {
		r.dead = append(r.dead, DeadRead{Field: site, Ref: ref})
	}
}

// field returns what a state's own field that holds a path finds, and doc where the field is not set.
func (r *run) field(st asl.State, name string, doc *shape) *shape {
	if site := r.flow.program.Find(st, name); site != nil && site.Path != nil {
		return r.read(site, site.Path, doc)
	}
	return doc
}

// template returns the shape of a payload template.
func (r *run) template(st asl.State, name string, doc *shape) *shape {
	site := r.flow.program.Find(st, name)
	if site == nil || site.Template == nil {
		return nil
	}
	if doc != nil {
		return r.part(site, site.Node, doc)
	}
	known, ok := r.flow.unknown[site]
	if !ok {
		known = r.part(site, site.Node, nil)
		r.flow.unknown[site] = known
	}
	return known
}

func (r *run) part(site *Field, n *source.Node, doc *shape) *shape {
	if asl.IsOpaque(n) {
		return nil
	}
	switch n.Kind {
	case source.Object:
		list, open := make([]member, len(n.Members)), false
		for i := range n.Members {
			m := &n.Members[i]
			list[i].name = strings.TrimSuffix(m.Key, ".$")
			if p := r.flow.inside[m.Value]; p != nil {
				list[i].value = r.read(site, p, doc)
			} else {
				list[i].value = r.part(site, m.Value, doc)
			}
			open = open || asl.HasPlaceholder(m.Key)
		}
		return object(newMembers(list), open)
	case source.Array:
		for _, item := range n.Items {
			r.part(site, item, doc)
		}
		return &anyArray
	case source.Invalid, source.Null, source.Bool, source.Number, source.String, source.Placeholder:
		return constantShape(n)
	default:
		return nil
	}
}
