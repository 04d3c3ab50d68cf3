package analyzer

import (
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/program"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

// The types of what a pass shows of the compiled definition. The packages that declare them are internal; rules of other
// modules name them here.
type (
	// A Program is a definition with every evaluated field compiled once.
	Program = program.Program
	// A Field is one of these fields: its state, name, location and stage, and the Path, Template or Expression it holds.
	Field = program.Field
	// A Path is a compiled JSONPath, or a call of an intrinsic function.
	Path = query.Path
	// A Template is any JSON with paths or JSONata expressions inside.
	Template = query.Template
	// A TemplatePath is a path inside a template, with its key.
	TemplatePath = query.TemplatePath
	// An Expression is a compiled JSONata expression.
	Expression = query.Expression
	// Refs are what a field reads and calls.
	Refs = query.Refs
	// A Ref is one value that a field reads.
	Ref = query.Ref
	// A CallRef is one call of a function.
	CallRef = query.CallRef
)

// faultsOf returns the findings about fields of a program, but for texts that are not known before a template is filled
// in: those cannot be checked.
func faultsOf(p *Program) source.Diagnostics {
	var found source.Diagnostics
	for i := range p.Faults {
		if f := &p.Faults[i]; !hasPlaceholderAt(f.Field.Node, f.Span.Start.Offset) {
			found.Add(f.Diagnostic)
		}
	}
	return found
}

// hasPlaceholderAt reports whether the text at an offset in a field has a placeholder such as ${Name}, without which it
// cannot be checked.
func hasPlaceholderAt(n *source.Node, offset int32) bool {
	if n == nil || offset < n.Span.Start.Offset || n.Span.End.Offset <= offset {
		return false
	}
	for _, item := range n.Items {
		if hasPlaceholderAt(item, offset) {
			return true
		}
	}
	for i := range n.Members {
		if hasPlaceholderAt(n.Members[i].Value, offset) {
			return true
		}
	}
	return n.Kind == source.String && asl.HasPlaceholder(n.Text)
}
