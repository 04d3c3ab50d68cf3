package query

import (
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/internal/query/jsonata"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// A Query is a JSONata expression outside of a definition, such as a predicate of a test file. It may stand with or
// without the delimiters "{% %}", and reads its input by "$" and by bare names.
type Query struct {
	*Expression
}

// CompileQuery compiles the string node n.
func CompileQuery(n *source.Node) (*Query, source.Diagnostics) {
	inner := n.Text
	if IsExpression(n) {
		inner = inner[delimiter : len(inner)-delimiter]
	}
	text := strings.TrimSpace(inner)
	e := &Expression{text: text, node: n, offset: strings.Index(n.Text, text)}
	var c jsonata.Compiler
	if err := c.Compile(&e.code, text); err != nil {
		return nil, e.syntaxDiagnostics(err)
	}
	return &Query{e}, nil
}

// Names returns the bare names that the query reads from the top level of its input.
func (q *Query) Names() []Ref {
	var names []Ref
	for _, ref := range q.Refs().Reads {
		if ref.Root == Free && !strings.HasPrefix(ref.Name, "$") {
			names = append(names, ref)
		}
	}
	return names
}

// Operands returns what the query compares, each as a query of its own, and the operator: the two sides of a comparison or of joined
// conditions, or the arguments of a function, whose operator is "". Parentheses around the query don't matter. It returns nil for
// other queries.
func (q *Query) Operands() (operands []*Query, op string) {
	var parts []jsonata.Node
	switch n := inParentheses(q.code.AST()).(type) {
	case *jsonata.Binary:
		if !slices.Contains(conditions, n.Op) {
			return nil, ""
		}
		parts, op = []jsonata.Node{n.Left, n.Right}, n.Op
	case *jsonata.Call:
		parts = n.Args
	}
	for _, n := range parts {
		part := q.part(n)
		if part == nil {
			return nil, ""
		}
		operands = append(operands, part)
	}
	return operands, op
}

// conditions are the operators of Operands.
var conditions = []string{"=", "!=", "<", "<=", ">", ">=", "in", "and", "or"}

// part returns a part of the query, nil if it can't stand alone.
func (q *Query) part(n jsonata.Node) *Query {
	text := q.text[n.Start():n.End()]
	e := &Expression{text: text, node: q.node, offset: q.offset + n.Start()}
	var c jsonata.Compiler
	if err := c.Compile(&e.code, text); err != nil {
		return nil
	}
	return &Query{e}
}

// IsConstant reports whether the query is a string, a number, true, false or null, an array of these, or a function.
func (q *Query) IsConstant() bool { return isFixed(q.code.AST()) }

func isFixed(n jsonata.Node) bool {
	switch n := n.(type) {
	case *jsonata.Regex, *jsonata.Lambda:
		return true
	case *jsonata.Array:
		return !slices.ContainsFunc(n.Elems, func(elem jsonata.Node) bool { return !isFixed(elem) })
	default:
		return isConstant(n)
	}
}

// Eval returns the value of the query over an input; undefined where it yields nothing. A nil budget is an unlimited one.
func (q *Query) Eval(input value.Value, vars Variables, budget *Budget) (value.Value, error) {
	env := &jsonata.Env{Budget: budget}
	if vars != nil {
		env.Vars = vars.Variable
	}
	return q.code.Eval(input, env)
}
