package jsonpath

import "github.com/aslcheck/aslcheck/value"

// A Path is a compiled path. It is immutable and safe for concurrent use.
type Path struct {
	text string
	// offset is that of text in the text of the outermost path, rootEnd where the root ends there.
	offset, rootEnd int32
	kind            RootKind
	// names are the steps of a path that has nothing but names after dots; steps are those of all other paths. Names alone
	// take a quarter of the memory.
	names []string
	steps []Step
	// definiteFrom is the first step from which on all are definite.
	definiteFrom int32
}

// A Scope holds what a path may start at.
type Scope interface {
	// Document returns the value of "$".
	Document() value.Value
	// Context returns the value of "$$", the context object.
	Context() value.Value
	// Variable returns the value of a workflow variable, and whether it is assigned.
	Variable(name string) (value.Value, bool)
}

// An Interrupter is a Scope that may end an evaluation.
type Interrupter interface {
	// Interrupted reports whether nobody wants the result any more.
	Interrupted() bool
}

// Text returns the path as it was written.
func (p *Path) Text() string { return p.text }

// Place returns the range of the path in the text of the outermost path.
func (p *Path) Place() Span { return Span{int(p.offset), int(p.offset) + len(p.text)} }

// Root returns where the path starts.
func (p *Path) Root() Root {
	return Root{Kind: p.kind, Name: p.variable(), Span: Span{int(p.offset), int(p.rootEnd)}}
}

// variable returns the name of the variable that the path starts at, "" for other roots.
func (p *Path) variable() string {
	if p.kind != Variable {
		return ""
	}
	return p.text[1 : p.rootEnd-p.offset]
}

// Steps returns the steps in their order. The slice may be shared and must not be changed. Names is cheaper for a path of
// names alone, whose steps are made for each call.
func (p *Path) Steps() []Step {
	if len(p.names) > 0 {
		return p.childrenOf()
	}
	return p.steps
}

// Names returns the names that follow the root, and whether the whole path is written as names after dots. The slice is
// shared and must not be changed.
func (p *Path) Names() ([]string, bool) { return p.names, len(p.steps) == 0 }

// Definite reports whether the path leads to at most one value. An indefinite path yields an array.
func (p *Path) Definite() bool { return p.definiteFrom == 0 }

// Reference returns nil where the path is a Reference Path: one that leads to a single place by names and indexes
// alone (https://states-language.net/#ref-paths). Otherwise it returns a *SyntaxError about the first step that offends.
func (p *Path) Reference() error {
	for _, step := range p.steps {
		what := ""
		switch step := step.(type) {
		case *Child:
		case *Index:
			if step.FromEnd {
				what = "the operator '@'"
			}
		case *Children:
			what = "several fields"
			if len(step.Names) == 0 {
				what = "no field"
			}
		case *Indices:
			what = "several indexes"
		case *Slice:
			what = "a slice"
		case *Wildcard:
			what = "a wildcard"
		case *DeepScan:
			what = "a deep scan"
		case *Dollar:
			what = "'$' in the middle"
		case *Filter:
			what = "a filter"
		}
		if what != "" {
			at := step.Place()
			return &SyntaxError{at.Offset, at.End, "A Reference Path can not have " + what}
		}
	}
	return nil
}
