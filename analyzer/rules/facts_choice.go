package rules

import (
	"strconv"
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

// conditions returns what the conditions of a Choice of JSONata test, as far as they are expressions that can be read.
func conditions(p *analyzer.Pass, st *asl.Choice) map[*asl.ChoiceRule]*query.Condition {
	if st.Language != asl.JSONata {
		return nil
	}
	tests := map[*asl.ChoiceRule]*query.Condition{}
	for _, site := range p.Program.Of(st) {
		if site.Rule != nil && site.Name == "Condition" && site.Expression != nil {
			tests[site.Rule] = site.Expression.Condition()
		}
	}
	return tests
}

// formOf writes a value out so that two have the same form only if they are written alike.
func formOf(n *source.Node) string {
	var b strings.Builder
	writeNode(&b, n)
	return b.String()
}

// testForm writes a test out so that two have the same form only if they are the same test.
func testForm(t *asl.Test) string {
	var b strings.Builder
	writeTest(&b, t)
	return b.String()
}

func writeTest(b *strings.Builder, t *asl.Test) {
	if t == nil {
		b.WriteByte('?')
		return
	}
	writeText(b, string(t.Operator))
	writeTests(b, '&', t.And)
	writeTests(b, '|', t.Or)
	if t.Not != nil {
		b.WriteByte('!')
		writeTest(b, t.Not)
		return
	}
	writeText(b, t.Variable.Value)
	writeNode(b, t.Operand.Node)
}

func writeTests(b *strings.Builder, operator byte, tests []*asl.Test) {
	b.WriteByte('(')
	for _, t := range tests {
		b.WriteByte(operator)
		writeTest(b, t)
	}
	b.WriteByte(')')
}

func writeNode(b *strings.Builder, n *source.Node) {
	if n == nil {
		b.WriteByte('?')
		return
	}
	b.WriteByte('0' + byte(n.Kind))
	writeText(b, n.Text)
	b.WriteByte('[')
	for _, item := range n.Items {
		writeNode(b, item)
	}
	b.WriteByte('{')
	for i := range n.Members {
		writeText(b, n.Members[i].Key)
		writeNode(b, n.Members[i].Value)
	}
	b.WriteByte('}')
}

// writeText writes a text with its length before it, so that nothing in it looks like what follows.
func writeText(b *strings.Builder, text string) {
	b.WriteString(strconv.Itoa(len(text)))
	b.WriteByte(':')
	b.WriteString(text)
}

// eachTest calls visit for a test and those that it combines.
func eachTest(t *asl.Test, visit func(*asl.Test)) {
	if t == nil {
		return
	}
	visit(t)
	eachTest(t.Not, visit)
	for _, inner := range t.And {
		eachTest(inner, visit)
	}
	for _, inner := range t.Or {
		eachTest(inner, visit)
	}
}
