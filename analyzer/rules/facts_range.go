package rules

import (
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

// ranges say which numbers the variables and the input of a state can have, where random numbers are all that they get. They keep
// what they find, since a definition may have very many Choices, and a Choice very many rules.
type ranges struct {
	pass *analyzer.Pass
	// variables are the ranges of all variables of the definition, nil until the first question.
	variables map[string]union
	values    templateValues

	// What follows is about the state that was asked about last.
	st           asl.State
	hasInputPath bool
	// inputs are the ranges of members of its input, by their names, nil until the first question.
	inputs map[string]union
	// writers are the templates that write its input; some other input may come in if unknown is set.
	writers []*analyzer.Field
	unknown bool
}

// at returns the ranges for the fields of a state.
func (r *ranges) at(st asl.State) *ranges {
	r.st, r.hasInputPath = st, r.pass.Program.Find(st, "InputPath") != nil
	r.inputs, r.writers, r.unknown = nil, nil, false
	return r
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
	if r.variables == nil {
		r.findVariables()
	}
	all := r.variables[name]
	return all.result()
}

func (r *ranges) findVariables() {
	r.variables = map[string]union{}
	vars := r.pass.Variables()
	if vars.Dynamic {
		return
	}
	assigned := make(map[string]bool, len(vars.Assignments))
	for i := range vars.Assignments {
		assigned[vars.Assignments[i].Name] = true
	}
	for _, site := range r.pass.Program.Fields {
		if site.Name != "Assign" || site.Template == nil || site.Node.Kind != source.Object {
			continue
		}
		for name, n := range assignedValues(site) {
			if assigned[name] {
				all := r.variables[name]
				all.add(r.values.rangeAt(site, n))
				r.variables[name] = all
			}
		}
	}
}

// assignedValues returns the values that an Assign gives its variables.
func assignedValues(site *analyzer.Field) map[string]*source.Node {
	values := make(map[string]*source.Node, len(site.Node.Members))
	isPath := func(m *source.Member) bool { return site.Language == asl.JSONPath && strings.HasSuffix(m.Key, ".$") }
	for i := range site.Node.Members {
		if m := &site.Node.Members[i]; !isPath(m) {
			values[m.Key] = m.Value
		}
	}
	for i := range site.Node.Members {
		if m := &site.Node.Members[i]; isPath(m) {
			values[strings.TrimSuffix(m.Key, ".$")] = m.Value
		}
	}
	return values
}

// input returns the range of a member of the input, which the states before have written.
func (r *ranges) input(names []string) (query.Range, bool) {
	if r.inputs == nil {
		r.inputs = map[string]union{}
		r.findWriters()
	}
	if r.unknown {
		return query.Range{}, false
	}
	key := strings.Join(names, "\x00")
	all, known := r.inputs[key]
	if !known {
		for i := 0; i < len(r.writers) && !all.bad; i++ {
			all.add(r.values.rangeOf(r.writers[i], names))
		}
		r.inputs[key] = all
	}
	return all.result()
}

func (r *ranges) findWriters() {
	graph, m := r.pass.Graph, r.st.Head().Machine
	if r.unknown = graph.Entry(m) == r.st || !graph.Certain(m); r.unknown {
		return
	}
	for _, e := range graph.In(r.st) {
		site := r.writer(e)
		if r.unknown = site == nil; r.unknown {
			return
		}
		r.writers = append(r.writers, site)
	}
}

// writer returns the template of what a state gives to the next one, nil where there is none.
func (r *ranges) writer(e *analyzer.Edge) *analyzer.Field {
	if e.Catcher != nil || e.Rule != nil {
		return nil
	}
	field := "Output"
	if e.From.Head().Language == asl.JSONPath {
		field = "Parameters"
		if pass, ok := e.From.(*asl.Pass); !ok || pass.ResultPath.Set || pass.OutputPath.Set || pass.Result.Set {
			return nil
		}
	}
	if site := r.pass.Program.Find(e.From, field); site != nil && site.Template != nil {
		return site
	}
	return nil
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
