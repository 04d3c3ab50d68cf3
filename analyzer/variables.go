package analyzer

import (
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

// A VariableRead is one location where a workflow variable is read.
type VariableRead struct {
	Field *Field
	Ref   query.Ref
	// Assigned reports whether every path to the state assigns the variable, Maybe whether one does.
	Assigned, Maybe bool
}

// A VariableAssignment is one key of an Assign.
type VariableAssignment struct {
	State asl.State
	Name  string
	Key   source.Span
}

// Variables are the workflow variables of a definition: where they are assigned and where they are read.
type Variables struct {
	Reads       []VariableRead
	Assignments []VariableAssignment
	// Dynamic reports whether some Assign is an expression as a whole, so that not all names are known.
	Dynamic bool

	graph *Graph
	// known is what is known at each state, by its index; it is empty where nothing is assigned.
	known []*assigned
	// numbers are those of the variables that are assigned somewhere.
	numbers map[string]int
}

// assigned is what is known about variables at a point: those that every path assigns, and those that one does, by their
// numbers. A point that is open may have any others.
type assigned struct {
	always, maybe bits
	open          bool
	// pending is whether the state is to be visited.
	pending bool
}

func newVariables(def *asl.Definition, g *Graph, x *Program) *Variables {
	v := &Variables{graph: g}
	for _, st := range g.States {
		v.assignments(st)
		_, isUnknown := st.(*asl.Unknown)
		v.Dynamic = v.Dynamic || isUnknown // nobody knows what it assigns
	}
	for _, m := range g.Machines {
		v.Dynamic = v.Dynamic || m.OpaqueStates
	}
	if len(v.Assignments) > 0 || v.Dynamic {
		v.known, v.numbers = make([]*assigned, len(g.States)), map[string]int{}
		v.container(def.Machine, &assigned{})
	}
	for _, site := range x.Fields {
		if mayReadVariables(site) {
			v.reads(site)
		}
	}
	return v
}

// reads collects the variables that a field reads.
func (v *Variables) reads(site *Field) {
	at, reads := v.at(site.State), site.Refs().Reads
	for i := range reads {
		ref := &reads[i]
		if ref.Root != query.Variable {
			continue
		}
		read := VariableRead{Field: site, Ref: *ref, Assigned: true, Maybe: true}
		switch {
		case len(v.Assignments) == 0 && !v.Dynamic:
			read.Assigned, read.Maybe = false, false
		case at != nil && !at.open:
			read.Assigned, read.Maybe = v.has(at.always, ref.Name), v.has(at.maybe, ref.Name)
		}
		if ref.Builtin && !read.Maybe {
			continue // the function of that name
		}
		v.Reads = append(v.Reads, read)
	}
}

// at returns what is known at a state, nil if that is nothing.
func (v *Variables) at(st asl.State) *assigned {
	if len(v.known) == 0 {
		return nil
	}
	return v.known[st.Head().Index()]
}

func (v *Variables) set(st asl.State, known *assigned) { v.known[st.Head().Index()] = known }

// mayReadVariables reports whether a field may read variables. Most don't, and need no closer look.
func mayReadVariables(site *Field) bool {
	return site.Some(
		func(p *query.Path) bool { return mentionsVariables(p.Text(), "$") },
		func(e *query.Expression) bool { return mentionsVariables(e.Text(), "states.") },
	)
}

// mentionsVariables reports whether a path or an expression has a dollar sign before a letter. After those before except is what the
// language provides: the context object or $states.
func mentionsVariables(text, except string) bool {
	for {
		i := strings.IndexByte(text, '$')
		if i < 0 {
			return false
		}
		text = text[i+1:]
		if text != "" && strings.IndexByte(" .$[{\"',)\n", text[0]) < 0 && !strings.HasPrefix(text, except) {
			return true
		}
	}
}

// Names returns the variables that a state refers to, sorted.
func (v *Variables) Names(st asl.State) []string {
	var names []string
	for _, read := range v.Reads {
		if read.Field.State == st && !slices.Contains(names, read.Ref.Name) {
			names = append(names, read.Ref.Name)
		}
	}
	slices.Sort(names)
	return names
}

// assignments collects the keys of all Assign of a state.
func (v *Variables) assignments(st asl.State) {
	if flow := asl.Flow(st); flow != nil {
		v.assign(st, &flow.Assign)
	}
	if choice, ok := st.(*asl.Choice); ok {
		for _, rule := range choice.Choices.Value {
			v.assign(st, &rule.Assign)
		}
	}
	if recovery := asl.Recover(st); recovery != nil {
		for _, catcher := range recovery.Catch.Value {
			v.assign(st, &catcher.Assign)
		}
	}
}

func (v *Variables) assign(st asl.State, f *asl.Tree) {
	if !f.Set {
		return
	}
	n := f.Node
	if n.Kind != source.Object || asl.IsOpaque(n) {
		v.Dynamic = true
		return
	}
	for i := range n.Members {
		m := &n.Members[i]
		if asl.HasPlaceholder(m.Key) {
			v.Dynamic = true
			continue
		}
		v.Assignments = append(v.Assignments, VariableAssignment{State: st, Name: variableName(st, m.Key), Key: m.KeySpan})
	}
}

// number returns the number of a variable that is assigned.
func (v *Variables) number(name string) int {
	n, ok := v.numbers[name]
	if !ok {
		n = len(v.numbers)
		v.numbers[name] = n
	}
	return n
}

// has reports whether a variable is in a set; one that nothing assigns is in none.
func (v *Variables) has(set bits, name string) bool {
	n, ok := v.numbers[name]
	return ok && set.has(n)
}

func variableName(st asl.State, key string) string {
	if st.Head().Language == asl.JSONPath {
		return strings.TrimSuffix(key, ".$")
	}
	return key
}

// MayBeAssigned reports whether some path to a state assigns a variable, in its container or in one around it.
func (v *Variables) MayBeAssigned(st asl.State, name string) bool {
	at := v.at(st)
	return at != nil && v.has(at.maybe, name)
}

// container finds out what is assigned at each state of a container, given what is at its start. States are visited until
// nothing changes: what every path assigns can only shrink, what one does can only grow.
func (v *Variables) container(m *asl.Machine, entry *assigned) {
	start := v.graph.Entry(m)
	if start == nil || !v.graph.Certain(m) {
		for _, st := range m.States {
			v.set(st, &assigned{open: true})
			v.inside(st)
		}
		return
	}
	v.set(start, entry.copy())
	pending := []asl.State{start}
	for len(pending) > 0 {
		st := pending[0]
		pending = pending[1:]
		v.at(st).pending = false
		for _, e := range v.graph.Out(st) {
			if e.To != nil && v.flow(e) && !v.at(e.To).pending {
				v.at(e.To).pending = true
				pending = append(pending, e.To)
			}
		}
	}
	for _, st := range m.States {
		v.inside(st)
	}
}

// inside goes on with the containers in a state. A distributed Map starts executions of their own, which do not see the
// variables outside.
func (v *Variables) inside(st asl.State) {
	for _, inner := range asl.Machines(st) {
		entry := v.at(st)
		if entry == nil {
			entry = &assigned{open: true}
		}
		if each, ok := st.(*asl.Map); ok && each.Distributed() {
			entry = &assigned{}
		}
		v.container(inner, entry)
	}
}

// flow carries what is assigned along an edge, and reports whether that changed what is known at its end.
func (v *Variables) flow(e *Edge) bool {
	out := v.at(e.From).copy()
	f := assignOf(e)
	if f != nil && f.Set {
		if f.Node.Kind != source.Object || asl.IsOpaque(f.Node) {
			out.open = true
		} else {
			for i := range f.Node.Members {
				name := variableName(e.From, f.Node.Members[i].Key)
				out.always, out.maybe = out.always.with(v.number(name)), out.maybe.with(v.number(name))
			}
		}
	}
	at := v.at(e.To)
	if at == nil {
		v.set(e.To, out)
		return true
	}
	return at.join(out)
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

func (a *assigned) copy() *assigned {
	return &assigned{always: slices.Clone(a.always), maybe: slices.Clone(a.maybe), open: a.open}
}

// join adds another path that leads here, and reports whether something changed.
func (a *assigned) join(other *assigned) bool {
	changed := other.open && !a.open
	a.open = a.open || other.open
	kept, shrunk := a.always.and(other.always)
	all, grown := a.maybe.or(other.maybe)
	a.always, a.maybe = kept, all
	return changed || shrunk || grown
}
