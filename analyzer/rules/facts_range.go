package rules

import (
	"slices"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

// ranges say which numbers the variables and the input of a state can have, where random numbers are all that they get.
type ranges struct {
	pass *analyzer.Pass
	st   asl.State
	// variables are the ranges that were asked for, since a Choice may have very many rules.
	variables    map[string]union
	hasInputPath bool
}

func rangesAt(p *analyzer.Pass, st asl.State) *ranges {
	return &ranges{pass: p, st: st, variables: map[string]union{}, hasInputPath: p.Program.Find(st, "InputPath") != nil}
}

// of returns the range of a variable of JSONata, or of a member of one.
func (r *ranges) of(variable string, names []string) (query.Range, bool) {
	switch {
	case variable == "states" && len(names) > 1 && names[0] == "input":
		return r.input(names[1:])
	case len(names) == 0:
		return r.variable(variable)
	default:
		return query.Range{}, false
	}
}

// ofPath returns the range of the Variable of a test.
func (r *ranges) ofPath(variable *source.Node) (query.Range, bool) {
	site := r.pass.Program.PathAt(r.st, variable)
	if site == nil || len(site.Refs().Reads) != 1 {
		return query.Range{}, false
	}
	switch ref := site.Refs().Reads[0]; {
	case !ref.Whole:
		return query.Range{}, false
	case ref.Root == query.Variable && len(ref.Steps) == 0:
		return r.variable(ref.Name)
	case ref.Root == query.Document && len(ref.Steps) > 0 && !r.hasInputPath:
		return r.input(ref.Steps)
	default:
		return query.Range{}, false
	}
}

// variable returns the range of everything that is assigned to a variable in the definition.
func (r *ranges) variable(name string) (query.Range, bool) {
	vars := r.pass.Variables()
	if vars.Dynamic || !slices.ContainsFunc(vars.Assignments, func(a analyzer.VariableAssignment) bool { return a.Name == name }) {
		return query.Range{}, false
	}
	all, known := r.variables[name]
	if known {
		return all.result()
	}
	for _, site := range r.pass.Program.Fields {
		if site.Name == "Assign" && site.Template != nil && site.Node.Kind == source.Object {
			if n := memberOf(site, name); n != nil {
				all.add(rangeAt(site, n))
			}
		}
	}
	r.variables[name] = all
	return all.result()
}

// input returns the range of a member of the input, which the states before have written.
func (r *ranges) input(names []string) (query.Range, bool) {
	graph := r.pass.Graph
	if graph.Entry(r.st.Head().Machine) == r.st || !graph.Certain(r.st.Head().Machine) {
		return query.Range{}, false
	}
	var all union
	for _, e := range graph.In(r.st) {
		all.add(r.output(e, names))
	}
	return all.result()
}

// output returns the range of a member of what a state gives to the next one.
func (r *ranges) output(e *analyzer.Edge, names []string) (query.Range, bool) {
	field := "Output"
	pass, isPass := e.From.(*asl.Pass)
	if e.From.Head().Language == asl.JSONPath {
		field = "Parameters"
		if !isPass || pass.ResultPath.Set || pass.OutputPath.Set || pass.Result.Set {
			return query.Range{}, false
		}
	}
	site := r.pass.Program.Find(e.From, field)
	if site == nil || site.Template == nil || e.Catcher != nil || e.Rule != nil {
		return query.Range{}, false
	}
	n := site.Node
	for i, name := range names {
		if n == nil || n.Kind != source.Object {
			return query.Range{}, false
		}
		if m := n.Member(name + ".$"); m != nil && i == len(names)-1 && site.Language == asl.JSONPath {
			return rangeAt(site, m.Value)
		}
		n = n.Get(name)
	}
	return rangeAt(site, n)
}

// memberOf returns the value that an Assign gives a variable, nil if it doesn't.
func memberOf(site *analyzer.Field, name string) *source.Node {
	if m := site.Node.Member(name + ".$"); m != nil && site.Language == asl.JSONPath {
		return m.Value
	}
	return site.Node.Get(name)
}

// rangeAt returns the range of a value in a template.
func rangeAt(site *analyzer.Field, n *source.Node) (query.Range, bool) {
	for _, e := range site.Template.Expressions {
		if e.Node() == n {
			return e.Range()
		}
	}
	for _, path := range site.Template.Paths {
		if path.Node() == n {
			return path.Range()
		}
	}
	return query.Range{}, false
}

// A union is a range of several values, all of which must be known.
type union struct {
	all        query.Range
	known, bad bool
}

func (u *union) add(r query.Range, ok bool) {
	switch {
	case !ok:
		u.bad = true
	case u.known:
		u.all = u.all.Join(r)
	default:
		u.all, u.known = r, true
	}
}

func (u *union) result() (query.Range, bool) { return u.all, u.known && !u.bad }
