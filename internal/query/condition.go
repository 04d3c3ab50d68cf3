package query

import (
	"slices"
	"strconv"
	"strings"

	"github.com/aslcheck/aslcheck/internal/query/jsonata"
	"github.com/aslcheck/aslcheck/value"
)

// A Condition is what an expression tests, to be compared with what others test. Two spellings of one tree, such as with
// other blanks or with parentheses that change nothing, are the same test.
type Condition struct {
	expression *Expression
	form       string // the tree, written out
}

// Condition returns what the expression tests.
func (e *Expression) Condition() *Condition {
	return &Condition{expression: e, form: e.form(e.code.AST())}
}

// AlwaysTrue reports whether the condition holds whatever the data is.
func (c *Condition) AlwaysTrue() bool { return OneHolds([]*Formula{c.Formula(nothingKnown)}) }

// Form returns the condition in a form that two have in common only if they are the same test.
func (c *Condition) Form() string { return c.form }

// Equal reports whether two conditions are the same test.
func (c *Condition) Equal(other *Condition) bool { return c.form == other.form }

// Formula returns the condition as a combination of comparisons.
func (c *Condition) Formula(known Known) *Formula {
	return c.expression.formula(c.expression.code.AST(), known)
}

// randomName is the function that gives another number each time.
const randomName = "random"

// changing are functions that give another value each time if they have no arguments.
var changing = []string{randomName, "uuid"}

// form writes a tree out so that two texts are equal only when their trees are. Operators, calls and the like are written
// without blanks and needless parentheses; other nodes are their text. Of what gives another value each time, each is
// written in another way.
func (e *Expression) form(n jsonata.Node) string {
	var b strings.Builder
	e.writeForm(&b, n)
	return b.String()
}

// writeForm writes a tree out, and returns whether it may give another value each time.
func (e *Expression) writeForm(b *strings.Builder, n jsonata.Node) (changing bool) {
	switch n := inParentheses(n).(type) {
	case *jsonata.Literal:
		b.WriteString(n.Value.JSON())
		return false
	case *jsonata.Binary:
		b.WriteByte('(')
		left := e.writeForm(b, n.Left)
		b.WriteString(" " + n.Op + " ")
		right := e.writeForm(b, n.Right)
		b.WriteByte(')')
		return left || right
	case *jsonata.Call:
		changing = isChanging(n)
		changing = e.writeForm(b, n.Func) || changing
		changing = e.writeForms(b, '(', n.Args, ')') || changing
		e.writeOccurrence(b, n, changing)
		return changing
	case *jsonata.Array:
		return e.writeForms(b, '[', n.Elems, ']')
	default:
		changing = changes(n)
		b.WriteString(e.text[n.Start():n.End()])
		e.writeOccurrence(b, n, changing)
		return changing
	}
}

func (e *Expression) writeForms(b *strings.Builder, open byte, nodes []jsonata.Node, end byte) (changing bool) {
	b.WriteByte(open)
	for i, n := range nodes {
		if i > 0 {
			b.WriteByte(',')
		}
		changing = e.writeForm(b, n) || changing
	}
	b.WriteByte(end)
	return changing
}

// writeOccurrence tells an expression that may give another value each time from others by its location in the state.
func (e *Expression) writeOccurrence(b *strings.Builder, n jsonata.Node, changing bool) {
	if changing {
		b.WriteString("#" + e.location + ":" + strconv.Itoa(n.Start()))
	}
}

// changes reports whether an expression may give another value each time.
func changes(n jsonata.Node) bool {
	if call, ok := n.(*jsonata.Call); ok && isChanging(call) {
		return true
	}
	return slices.ContainsFunc(jsonata.Children(n), changes)
}

func isChanging(n *jsonata.Call) bool {
	return len(n.Args) == 0 && slices.Contains(changing, functionOf(n))
}

// orders are what the operators hold for.
var orders = map[string]Order{"<": Less, "<=": Less | Equal, "=": Equal, "!=": Less | Greater, ">=": Greater | Equal, ">": Greater}

func nothingKnown(string, []string) (Range, bool) { return Range{}, false }

// formula reads the tree of a condition. Anything else than a comparison is compared with true.
func (e *Expression) formula(n jsonata.Node, known Known) *Formula {
	n = inParentheses(n)
	switch n := n.(type) {
	case *jsonata.Literal:
		if n.Value.Kind() == value.BoolKind {
			return AlwaysOrNever(n.Value.Bool())
		}
	case *jsonata.Binary:
		switch n.Op {
		case "and", "or":
			return &Formula{Any: n.Op == "or", Parts: []*Formula{e.formula(n.Left, known), e.formula(n.Right, known)}}
		}
		if order, ok := orders[n.Op]; ok {
			return e.comparison(n, order, known)
		}
	case *jsonata.Condition:
		return e.choice(n, known)
	case *jsonata.Call:
		if name := functionOf(n); len(n.Args) == 1 && (name == "not" || name == "boolean") {
			return &Formula{Parts: []*Formula{e.formula(n.Args[0], known)}, Negated: name == "not"}
		}
	}
	return &Formula{Compare: &Comparison{Subject: "?" + e.form(n), Order: Equal, Kind: BoolOperand, Number: 1, Range: Truths()}}
}

// choice reads test ? then : else.
func (e *Expression) choice(n *jsonata.Condition, known Known) *Formula {
	test, then := e.formula(n.Test, known), e.formula(n.Then, known)
	if n.Else == nil {
		return &Formula{Parts: []*Formula{test, then}}
	}
	return &Formula{Test: test, Parts: []*Formula{then, e.formula(n.Else, known)}}
}

// comparison reads a comparison. A constant is its operand, on whichever side it is.
func (e *Expression) comparison(n *jsonata.Binary, order Order, known Known) *Formula {
	left, right := inParentheses(n.Left), inParentheses(n.Right)
	if isConstant(left) && !isConstant(right) || !isConstant(right) && e.form(left) > e.form(right) {
		left, right, order = right, left, order.reversed()
	}
	if literal, ok := right.(*jsonata.Literal); ok && literal.Value.Kind() == value.BoolKind && isTruth(left) && (order == Equal || order == Less|Greater) {
		return &Formula{Parts: []*Formula{e.formula(left, known)}, Negated: literal.Value.Bool() != (order == Equal)}
	}
	c := &Comparison{Subject: e.form(left), Order: order, Text: e.form(right), Range: everything}
	if limit, ok := rangeOf(left, known); ok {
		c.Range = limit
	}
	if number, ok := constantNumber(right); ok {
		c.Kind, c.Number = NumberOperand, number
	} else if literal, ok := right.(*jsonata.Literal); ok {
		switch literal.Value.Kind() {
		case value.StringKind:
			c.Kind, c.Text = TextOperand, literal.Value.Text()
		case value.BoolKind:
			c.Kind, c.Number, c.Range = BoolOperand, 0, Truths()
			if literal.Value.Bool() {
				c.Number = 1
			}
		}
	}
	return &Formula{Compare: c}
}

func isConstant(n jsonata.Node) bool {
	_, isLiteral := n.(*jsonata.Literal)
	_, isNumber := constantNumber(n)
	return isLiteral || isNumber
}

// constantNumber returns a number that is written out, with or without a sign.
func constantNumber(n jsonata.Node) (float64, bool) {
	if negative, ok := n.(*jsonata.Unary); ok {
		number, ok := constantNumber(inParentheses(negative.Expr))
		return -number, ok
	}
	literal, ok := n.(*jsonata.Literal)
	if !ok {
		return 0, false
	}
	return literalNumber(literal)
}

func literalNumber(n *jsonata.Literal) (float64, bool) {
	if n.Value.Kind() != value.NumberKind {
		return 0, false
	}
	return n.Value.Float(), true
}

// isTruth reports whether an expression can only be true or false.
func isTruth(n jsonata.Node) bool {
	switch n := inParentheses(n).(type) {
	case *jsonata.Binary:
		return orders[n.Op] != 0 || n.Op == "and" || n.Op == "or" || n.Op == "in"
	case *jsonata.Call:
		return slices.Contains([]string{"exists", "not", "boolean", "contains"}, functionOf(n))
	default:
		return false
	}
}

// functionOf returns the name of the function that is called, "" if it has none.
func functionOf(n *jsonata.Call) string {
	if function, ok := n.Func.(*jsonata.Variable); ok && !n.Partial {
		return function.Name
	}
	return ""
}
