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
	var found []TextTest
	e.textTests(e.code.AST(), &found)
	return found
}

func (e *Expression) textTests(n jsonata.Node, found *[]TextTest) {
	n = inParentheses(n)
	if call, ok := n.(*jsonata.Call); ok {
		for _, arg := range call.Args {
			e.textTests(arg, found)
		}
	}
	test, ok := n.(*jsonata.Binary)
	if !ok {
		return
	}
	left, right := inParentheses(test.Left), inParentheses(test.Right)
	switch test.Op {
	case "and", "or":
		e.textTests(left, found)
		e.textTests(right, found)
	case "=":
		e.compared(left, right, found)
		e.compared(right, left, found)
	case "in":
		if list, ok := right.(*jsonata.Array); ok {
			for _, item := range list.Elems {
				e.compared(left, item, found)
			}
		}
	}
}

// compared adds the comparison of a path with a text, where they are such.
func (e *Expression) compared(path, text jsonata.Node, found *[]TextTest) {
	literal, ok := text.(*jsonata.Literal)
	if !ok || literal.Value.Kind() != value.StringKind {
		return
	}
	for _, ref := range e.Refs().Reads {
		if ref.Whole && ref.Span == e.span(path.Start(), path.End()) {
			*found = append(*found, TextTest{Ref: ref, Text: literal.Value.Text(), Span: e.span(literal.Start(), literal.End())})
		}
	}
}
