package query

import (
	"sync"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// A Template is a compiled field that may hold any JSON, with paths (keys that end in ".$") or JSONata expressions
// inside: Parameters, Arguments, ResultSelector, ItemSelector, Assign, Output and their like.
type Template struct {
	// Expressions and Paths are what is inside, in source order.
	Expressions []*Expression
	Paths       []*TemplatePath

	node     *source.Node
	language asl.Language
	refs     *Refs // nil before they are asked for

	// The parts are built when the template is first evaluated: who only reads what is inside needs none.
	once sync.Once
	// unsureOrder says that the order of members is a conclusion.
	unsureOrder bool
	root        *part
}

// A TemplatePath is a path or call inside a template, with its key.
type TemplatePath struct {
	Path
	Key     string
	KeySpan source.Span
}

// CompileTemplate compiles the value of a field in the given language. The location names the field as the service does,
// such as "Output". What could not be compiled inside is left out, with a finding.
func CompileTemplate(n *source.Node, lang asl.Language, location string) (*Template, source.Diagnostics) {
	var c Compiler
	return c.Template(n, lang, location)
}

// ConstantTemplate returns the template that gives the value of a node as it is.
func ConstantTemplate(n *source.Node) *Template {
	t := &Template{node: n}
	t.once.Do(func() { t.root = &part{constant: Constant(n)} })
	return t
}

// built returns the template with its parts.
func (t *Template) built() *Template {
	t.once.Do(t.build)
	return t
}

func (t *Template) build() {
	b := builder{language: t.language, paths: t.Paths, expressions: t.Expressions}
	root := b.part(t.node)
	t.root = &root
	t.unsureOrder = b.unsureOrder
}

// Eval returns the value of the template.
func (t *Template) Eval(s *Scope) (value.Value, *Failure) { return t.built().root.eval(s) }

// maxSureOrder is how many paths the objects had at most that show their order in recordings.
const maxSureOrder = 12

// UnsureOrder reports whether the order of the members of some object is not known from recordings.
func (t *Template) UnsureOrder() bool { return t.built().unsureOrder }

// Constant returns the value of a template without anything to evaluate, and whether it is one.
func (t *Template) Constant() (value.Value, bool) {
	root := t.built().root
	return root.constant, root.dynamic == nil
}

// Expression returns the expression that makes up the whole template, nil where it is something else.
func (t *Template) Expression() *Expression {
	if len(t.Expressions) == 1 && t.Expressions[0].node == t.node {
		return t.Expressions[0]
	}
	return nil
}
