package query

import (
	"github.com/aslcheck/aslcheck/internal/query/jsonata"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// A TextTest is a test of a value that is read by a path for being a text.
type TextTest struct {
	Ref  Ref
	Text string
	Span source.Span // of the text
}

// TextTests returns the tests by "=" and "in" of an expression that compare a path with a literal text.
func (e *Expression) TextTests() []TextTest {
	t := textTests{expression: e, reads: e.readsAt()}
	t.find(e.code.AST())
	return t.found
}

// textTests collects the tests of an expression.
type textTests struct {
	expression *Expression
	reads      readsAt
	found      []TextTest
}

func (t *textTests) find(n jsonata.Node) {
	n = inParentheses(n)
	if call, ok := n.(*jsonata.Call); ok {
		for _, arg := range call.Args {
			t.find(arg)
		}
	}
	test, ok := n.(*jsonata.Binary)
	if !ok {
		return
	}
	left, right := inParentheses(test.Left), inParentheses(test.Right)
	switch test.Op {
	case "and", "or":
		t.find(left)
		t.find(right)
	case "=":
		t.compared(left, right)
		t.compared(right, left)
	case "in":
		if list, ok := right.(*jsonata.Array); ok {
			for _, item := range list.Elems {
				t.compared(left, item)
			}
		}
	}
}

// compared adds the comparison of a path with a text, where they are such.
func (t *textTests) compared(path, text jsonata.Node) {
	literal, ok := text.(*jsonata.Literal)
	if !ok || literal.Value.Kind() != value.StringKind {
		return
	}
	for _, ref := range t.reads.of(path) {
		if ref.Whole {
			at := t.expression.spanIn(t.reads.within, literal.Start(), literal.End())
			t.found = append(t.found, TextTest{Ref: ref, Text: literal.Value.Text(), Span: at})
		}
	}
}
