package query

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query/jsonata"
	"github.com/aslcheck/aslcheck/internal/query/jsonpath"
	"github.com/aslcheck/aslcheck/source"
)

// A Compiler compiles the fields of one definition. What it returns comes from chunks that the fields share, which saves
// most allocations. The zero value is ready to use; a Compiler is not safe for concurrent use.
type Compiler struct {
	templates     chunks[Template]
	paths         chunks[Path]
	templatePaths chunks[TemplatePath]
	expressions   chunks[Expression]
	parser        jsonpath.Parser
	jsonata       *jsonata.Compiler // nil before the first expression

	// The lists of all templates, one after the other.
	pathList       []*TemplatePath
	expressionList []*Expression
	// Of the template that is being compiled:
	diagnostics source.Diagnostics
	location    []byte // of the value at hand, for JSONata
}

// fewInside is how many paths or expressions the templates of most definitions have at most.
const fewInside = 8

// chunks hands out values of one type. Each chunk has as many as all chunks before it.
type chunks[T any] struct {
	free  []T
	total int
}

// The smallest chunk and the largest one.
const (
	minChunk = 2
	maxChunk = 32
)

// next returns a new value.
func (c *chunks[T]) next() *T {
	if len(c.free) == 0 {
		c.free = make([]T, min(max(c.total, minChunk), maxChunk))
		c.total += len(c.free)
	}
	v := &c.free[0]
	c.free = c.free[1:]
	return v
}

// Path is like CompilePath.
func (c *Compiler) Path(n *source.Node, content asl.Content) (*Path, source.Diagnostics) {
	p := c.paths.next()
	ok, diagnostics := p.compile(n, content, &c.parser)
	if !ok {
		return nil, diagnostics
	}
	return p, diagnostics
}

// Expression is like CompileExpression.
func (c *Compiler) Expression(n *source.Node, location string) (*Expression, source.Diagnostics) {
	if c.jsonata == nil {
		c.jsonata = &jsonata.Compiler{}
	}
	e := c.expressions.next()
	if diagnostics := e.compile(n, location, c.jsonata); diagnostics != nil {
		return nil, diagnostics
	}
	return e, nil
}

// Template is like CompileTemplate.
func (c *Compiler) Template(n *source.Node, lang asl.Language, location string) (*Template, source.Diagnostics) {
	t := c.templates.next()
	t.node, t.language = n, lang
	c.diagnostics = nil
	paths, expressions := len(c.pathList), len(c.expressionList)
	switch {
	case lang != asl.JSONata:
		c.pathsIn(n)
	case IsExpression(n):
		c.expression(n, location)
	default:
		c.location = append(c.location[:0], location...)
		c.expressionsIn(n)
	}
	t.Paths, t.Expressions = added(c.pathList, paths), added(c.expressionList, expressions)
	return t, c.diagnostics
}

// added returns what a list has from an index on, nil where that is nothing.
func added[T any](list []T, from int) []T {
	if len(list) == from {
		return nil
	}
	return list[from:len(list):len(list)]
}

// pathSuffix ends the keys of a payload template whose values are paths.
const pathSuffix = ".$"

// pathsIn compiles the paths in a value.
func (c *Compiler) pathsIn(n *source.Node) {
	for i := range n.Members {
		m := &n.Members[i]
		if strings.HasSuffix(m.Key, pathSuffix) {
			c.path(m)
		} else {
			c.pathsIn(m.Value)
		}
	}
	for _, item := range n.Items {
		c.pathsIn(item)
	}
}

// path compiles the value of a key that ends in ".$".
func (c *Compiler) path(m *source.Member) {
	n := m.Value
	switch {
	case isUnknownPath(n):
		return
	case n.Kind != source.String || !strings.HasPrefix(n.Text, "$") && !strings.HasPrefix(n.Text, "States."):
		c.diagnostics.Add(source.Diagnostic{
			Span: n.Span, Severity: source.Error, Rule: RuleInvalidPath,
			Message: fmt.Sprintf("the value of %q must be a JSONPath or a call of an intrinsic function", m.Key),
		})
		return
	}
	p := c.templatePaths.next()
	ok, diagnostics := p.compile(n, asl.PathOrCall, &c.parser)
	c.diagnostics = append(c.diagnostics, diagnostics...)
	if ok {
		p.Key, p.KeySpan = m.Key, m.KeySpan
		if c.pathList == nil {
			c.pathList = make([]*TemplatePath, 0, fewInside)
		}
		c.pathList = append(c.pathList, p)
	}
}

// isUnknownPath reports whether the value of a key that ends in ".$" can't be compiled for a reason that is reported
// elsewhere, or is not known before a template is filled in.
func isUnknownPath(n *source.Node) bool { return n.Kind == source.Invalid || asl.IsOpaque(n) }

// expressionsIn compiles the expressions in a value at c.location.
func (c *Compiler) expressionsIn(n *source.Node) {
	at := len(c.location)
	for i := range n.Members {
		m := &n.Members[i]
		c.location = append(append(c.location[:at], '/'), m.Key...)
		c.expressionsIn(m.Value)
	}
	for i, item := range n.Items {
		c.location = append(strconv.AppendInt(append(c.location[:at], '['), int64(i), 10), ']')
		c.expressionsIn(item)
	}
	if IsExpression(n) {
		c.expression(n, string(c.location))
	}
}

func (c *Compiler) expression(n *source.Node, location string) {
	e, diagnostics := c.Expression(n, location)
	c.diagnostics = append(c.diagnostics, diagnostics...)
	if e != nil {
		if c.expressionList == nil {
			c.expressionList = make([]*Expression, 0, fewInside)
		}
		c.expressionList = append(c.expressionList, e)
	}
}
