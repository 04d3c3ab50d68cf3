package jsonpath

import (
	"github.com/aslcheck/aslcheck/value"
)

// A Path is a compiled path. It is immutable and safe for concurrent use.
type Path struct {
	Span
	text     string
	root     Root
	steps    []Step
	definite []bool // definite[i]: all steps from i on are definite
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

// Text returns the path as it was written.
func (p *Path) Text() string { return p.text }

// Root returns where the path starts.
func (p *Path) Root() Root { return p.root }

// Steps returns the steps in their order. The slice is shared and must not be changed.
func (p *Path) Steps() []Step { return p.steps }

// Definite reports whether the path leads to at most one value. An indefinite path yields an array.
func (p *Path) Definite() bool { return len(p.definite) == 0 || p.definite[0] }

// Parse compiles a path, which begins with "$". The error is a *SyntaxError.
func Parse(text string) (*Path, error) {
	return nil, &SyntaxError{End: len(text), Message: "not compiled yet"}
}

// Reference returns nil where the path is a Reference Path: one that leads to a single place by names and indexes
// alone. Otherwise it returns a *SyntaxError about the first step that offends.
func (p *Path) Reference() error { return nil }

// String returns the path in brackets notation; parsing it gives the same path again.
func (p *Path) String() string { return p.text }

// Eval returns the value that the path leads to; an array of values where the path is indefinite. The error is an
// *EvalError.
func (p *Path) Eval(scope Scope) (value.Value, error) { return scope.Document(), nil }

// Set returns doc with v at the place that the path, a Reference Path, leads to. The root of the path does not count:
// it stands for doc. The error is an *EvalError.
func (p *Path) Set(doc, v value.Value) (value.Value, error) { return v, nil }
