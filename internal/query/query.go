package query

import (
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
	code, err := jsonata.Compile(text)
	if err != nil {
		return nil, e.syntaxDiagnostics(err)
	}
	e.code = code
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

// Eval returns the value of the query over an input; undefined where it yields nothing.
func (q *Query) Eval(input value.Value, vars Variables) (value.Value, error) {
	env := &jsonata.Env{}
	if vars != nil {
		env.Vars = vars.Variable
	}
	return q.code.Eval(input, env)
}
