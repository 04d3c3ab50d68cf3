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
	known []assigned
	// numbers are those of the variables that are assigned somewhere.
	numbers map[string]int
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
		v.follow(def)
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
		case at.reached && !at.open:
			read.Assigned, read.Maybe = v.has(at.always, ref.Name), v.has(at.maybe, ref.Name)
		}
		if ref.Builtin && !read.Maybe {
			continue // the function of that name
		}
		v.Reads = append(v.Reads, read)
	}
}

// at returns what is known at a state.
func (v *Variables) at(st asl.State) *assigned {
	if len(v.known) == 0 {
		return &assigned{}
	}
	return &v.known[st.Head().Index()]
}

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
func (v *Variables) has(s *set, name string) bool {
	n, ok := v.numbers[name]
	return ok && s.has(n)
}

func variableName(st asl.State, key string) string {
	if st.Head().Language == asl.JSONPath {
		return strings.TrimSuffix(key, ".$")
	}
	return key
}

// MayBeAssigned reports whether some path to a state assigns a variable, in its container or in one around it.
func (v *Variables) MayBeAssigned(st asl.State, name string) bool {
	return v.has(v.at(st).maybe, name)
}
