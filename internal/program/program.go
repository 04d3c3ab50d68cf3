// Package program compiles a definition: every path, template and expression in it once. The analyzer and the simulator
// read the same Program, so what one of them rejects the other rejects too, at the same location. Nobody else compiles a
// field of a definition.
//
// Which fields there are is declared in package asl, beside the state that has them; how they are compiled is in package
// query. A new field of the language is one declaration there, and appears here by itself.
//
//	p, diagnostics := program.Compile(def)
//	for _, f := range p.Of(st) {
//		fmt.Println(f.Location, f.Refs().Reads)
//	}
package program

import (
	"slices"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

// A Field is one evaluated field of a state, compiled. Exactly one of Path, Template and Expression is set.
type Field struct {
	asl.Evaluated
	Language asl.Language

	Path       *query.Path
	Template   *query.Template
	Expression *query.Expression
}

// Refs returns what the field reads and calls. It must not be called from several goroutines at first.
func (f *Field) Refs() *query.Refs {
	switch {
	case f.Path != nil:
		return f.Path.Refs()
	case f.Template != nil:
		return f.Template.Refs()
	case f.Expression != nil:
		return f.Expression.Refs()
	default:
		return &query.Refs{}
	}
}

// Some reports whether one of the paths in the field, or one of the expressions, is as asked.
func (f *Field) Some(path func(*query.Path) bool, expression func(*query.Expression) bool) bool {
	switch {
	case f.Path != nil:
		return path(f.Path)
	case f.Expression != nil:
		return expression(f.Expression)
	case f.Template != nil:
		return slices.ContainsFunc(f.Template.Paths, func(p *query.TemplatePath) bool { return path(&p.Path) }) ||
			slices.ContainsFunc(f.Template.Expressions, expression)
	default:
		return false
	}
}

// A Fault is a finding about a field.
type Fault struct {
	Field *Field
	source.Diagnostic
}

// A Program is a compiled definition.
type Program struct {
	Definition *asl.Definition
	// States are all states, outer ones first, in source order.
	States []asl.State
	// Fields are all fields that compile, in the order of the states, and within a state in the order of evaluation. A
	// field whose value is null or not known before a template is filled in has nothing to compile.
	Fields []*Field
	// Faults are the findings about fields, also about those that do not compile.
	Faults []Fault

	// first[i] is the index of the first field of state i.
	first []int
	// paths are the fields that are paths by their nodes, nil until PathAt is asked about a state with many fields.
	paths map[*source.Node]*Field
	// slab is where further fields come from; one that is full is not used any more.
	slab []Field
	// compiler compiles the fields; it is here to come with the program's memory.
	compiler query.Compiler
}

// Compile compiles every evaluated field of a definition. It returns a program even when there are findings: what could not
// be compiled is left out of its field.
func Compile(def *asl.Definition) (*Program, source.Diagnostics) {
	states := def.States()
	p := newProgram(len(states))
	p.Definition, p.States = def, states
	asl.EachEvaluated(states, func(i int, e *asl.Evaluated) {
		p.add(e, states[i].Head().Language)
		p.first[i+1] = len(p.Fields)
	})
	for i := range states {
		p.first[i+1] = max(p.first[i], p.first[i+1]) // a state without fields
	}
	var diagnostics source.Diagnostics
	for i := range p.Faults {
		diagnostics.Add(p.Faults[i].Diagnostic)
	}
	return p, diagnostics
}

// A small is a program of few states with room for its fields, which is one allocation instead of four.
type small struct {
	Program
	fields [fewFields]Field
	list   [fewFields]*Field
	first  [fewStates + 1]int
}

// fewStates have fewFields at most in most definitions.
const (
	fewStates = 3
	fewFields = 4
)

// newProgram returns a program with room for the fields that a number of states nearly always has at most. Very many states may
// have none.
func newProgram(states int) *Program {
	if states <= fewStates {
		s := &small{}
		s.Program.first, s.Fields, s.slab = s.first[:], s.list[:0], s.fields[:0]
		return &s.Program
	}
	most := min(states+states/4+1, maxSlab)
	return &Program{first: make([]int, states+1), Fields: make([]*Field, 0, most), slab: make([]Field, 0, most)}
}

// maxSlab is how many fields a slab has at most.
const maxSlab = 256

func (p *Program) add(e *asl.Evaluated, language asl.Language) {
	if len(p.slab) == cap(p.slab) {
		p.slab = make([]Field, 0, min(cap(p.slab)+2, maxSlab))
	}
	p.slab = p.slab[:len(p.slab)+1]
	f := &p.slab[len(p.slab)-1]
	f.Evaluated, f.Language = *e, language
	for _, d := range f.compile(&p.compiler) {
		p.Faults = append(p.Faults, Fault{Field: f, Diagnostic: d})
	}
	if f.Path != nil || f.Template != nil || f.Expression != nil {
		p.Fields = append(p.Fields, f)
	}
}

func (f *Field) compile(c *query.Compiler) (diagnostics source.Diagnostics) {
	switch f.Content {
	case asl.Template:
		if !f.Null && !f.Opaque {
			f.Template, diagnostics = c.Template(f.Node, f.Language, f.Location)
		}
	case asl.Scalar:
		f.Expression, diagnostics = c.Expression(f.Node, f.Location)
	case asl.AnyPath, asl.ReferencePath, asl.ResultPath, asl.NumberPath, asl.PathOrCall:
		if !f.Null && !f.Opaque && f.Node.Kind == source.String {
			f.Path, diagnostics = c.Path(f.Node, f.Content)
		}
	}
	return diagnostics
}

// Of returns the fields of one state.
func (p *Program) Of(st asl.State) []*Field {
	i := st.Head().Index()
	return p.Fields[p.first[i]:p.first[i+1]]
}

// Find returns a state's own field, nil when it is not set or does not compile.
func (p *Program) Find(st asl.State, name string) *Field {
	for _, f := range p.Of(st) {
		if f.Name == name && f.Catcher == nil && f.Rule == nil {
			return f
		}
	}
	return nil
}

// fewFieldsOfState is up to how many fields of a state are looked at one after the other.
const fewFieldsOfState = 16

// PathAt returns the field of a state that is a path in a node, nil if there is none. It must not be called from several goroutines at
// first.
func (p *Program) PathAt(st asl.State, n *source.Node) *Field {
	fields := p.Of(st)
	if len(fields) <= fewFieldsOfState {
		for _, f := range fields {
			if f.Node == n && f.Path != nil {
				return f
			}
		}
		return nil
	}
	if p.paths == nil {
		p.paths = make(map[*source.Node]*Field, len(p.Fields))
		for _, f := range p.Fields {
			if f.Path != nil {
				p.paths[f.Node] = f
			}
		}
	}
	return p.paths[n]
}

// Keys returns the fields by the address of the Field of the model that each was made of.
func (p *Program) Keys() map[any]*Field {
	keys := make(map[any]*Field, len(p.Fields))
	for _, f := range p.Fields {
		keys[f.Key] = f
	}
	return keys
}
