package query

import (
	"strings"

	"github.com/aslcheck/aslcheck/internal/query/intrinsic"
	"github.com/aslcheck/aslcheck/internal/query/jsonata"
)

// Call returns the call that a path consists of, false where it is a path. Calls in its arguments are left out.
func (p *Path) Call() (CallRef, bool) {
	if p.call == nil {
		return CallRef{}, false
	}
	var refs Refs
	refs.addCall(p.node, p.call)
	return refs.Calls[0], true
}

// CountItems returns how many elements the array has that a call of States.ArrayRange with three numbers gives; false
// where the text alone does not tell.
func (p *Path) CountItems() (int64, bool) {
	const first, last, step = 0, 1, 2
	if p.call == nil || p.call.Function.Name != "States.ArrayRange" || len(p.call.Args) != step+1 {
		return 0, false
	}
	var numbers [step + 1]int64
	for i, arg := range p.call.Args {
		constant, ok := arg.(*intrinsic.Constant)
		if !ok {
			return 0, false
		}
		if numbers[i], ok = constant.Value.Int(); !ok {
			return 0, false
		}
	}
	if numbers[step] < 1 {
		return 0, false
	}
	return max(0, (numbers[last]-numbers[first])/numbers[step]+1), true
}

// CountItems returns how many elements the array has that the expression writes out, as in [1..10] or ['a', 'b']; false
// where the text alone does not tell.
func (e *Expression) CountItems() (int64, bool) {
	if !strings.HasPrefix(e.text, "[") && !strings.HasPrefix(e.text, "(") {
		return 0, false
	}
	array, ok := inParentheses(e.code.AST()).(*jsonata.Array)
	if !ok {
		return 0, false
	}
	total := int64(0)
	for _, elem := range array.Elems {
		n, ok := countElements(elem)
		if !ok {
			return 0, false
		}
		total += n
	}
	return total, true
}

// countElements returns how many elements one part of an array constructor gives: a literal one, a range many.
func countElements(n jsonata.Node) (int64, bool) {
	if _, ok := n.(*jsonata.Literal); ok {
		return 1, true
	}
	between, ok := n.(*jsonata.Binary)
	if !ok || between.Op != ".." {
		return 0, false
	}
	from, isNumber := wholeNumber(between.Left)
	to, alsoNumber := wholeNumber(between.Right)
	return max(0, to-from+1), isNumber && alsoNumber
}

func wholeNumber(n jsonata.Node) (int64, bool) {
	if literal, ok := n.(*jsonata.Literal); ok {
		return literal.Value.Int()
	}
	return 0, false
}

// inParentheses returns what parentheses hold that group nothing but one expression.
func inParentheses(n jsonata.Node) jsonata.Node {
	for {
		block, ok := n.(*jsonata.Block)
		if !ok || len(block.Exprs) != 1 {
			return n
		}
		n = block.Exprs[0]
	}
}

// A Condition is what an expression tests, to be compared with what others test. Two spellings of one tree, such as with
// other blanks or with parentheses that change nothing, are the same test.
type Condition struct {
	form string // the tree, written out
	// op, left and right are set for a comparison.
	op, left, right string
	// not is what $not negates, nil for other expressions.
	not *Condition
}

// Condition returns what the expression tests.
func (e *Expression) Condition() *Condition { return e.condition(e.code.AST()) }

func (e *Expression) condition(root jsonata.Node) *Condition {
	root = inParentheses(root)
	c := &Condition{form: e.form(root)}
	if compares, ok := root.(*jsonata.Binary); ok {
		c.op, c.left, c.right = compares.Op, e.form(compares.Left), e.form(compares.Right)
	}
	if call, ok := root.(*jsonata.Call); ok && len(call.Args) == 1 && !call.Partial {
		if function, ok := call.Func.(*jsonata.Variable); ok && function.Name == "not" {
			c.not = e.condition(call.Args[0])
		}
	}
	return c
}

// The forms of the constants.
const (
	formTrue  = "true"
	formFalse = "false"
)

// AlwaysTrue reports whether the condition is the constant true.
func (c *Condition) AlwaysTrue() bool { return c.form == formTrue }

// Form returns the condition in a form that two have in common only if they are the same test.
func (c *Condition) Form() string { return c.form }

// Equal reports whether two conditions are the same test.
func (c *Condition) Equal(other *Condition) bool { return c.form == other.form }

// opposites are comparisons of which exactly one holds.
var opposites = map[string]string{"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}

// Opposite reports whether exactly one of two conditions holds: one is $not of the other, or both compare the same values
// by = and !=, by < and >= and the like, or with true and with false.
func (c *Condition) Opposite(other *Condition) bool {
	switch {
	case c.not != nil && c.not.Equal(other), other.not != nil && other.not.Equal(c):
		return true
	case c.not != nil && other.not != nil:
		return c.not.Opposite(other.not)
	case c.op == "" || c.left != other.left:
		return false
	case c.right == other.right:
		return opposites[c.op] != "" && opposites[c.op] == other.op
	default:
		return c.op == "=" && other.op == "=" &&
			(c.right == formTrue && other.right == formFalse || c.right == formFalse && other.right == formTrue)
	}
}

// form writes a tree out so that two texts are equal only when their trees are. Operators, calls and the like are written
// without blanks and needless parentheses; other nodes are their text.
func (e *Expression) form(n jsonata.Node) string {
	n = inParentheses(n)
	list := func(nodes []jsonata.Node) string {
		forms := make([]string, len(nodes))
		for i, node := range nodes {
			forms[i] = e.form(node)
		}
		return strings.Join(forms, ",")
	}
	switch n := n.(type) {
	case *jsonata.Literal:
		return n.Value.JSON()
	case *jsonata.Binary:
		return "(" + e.form(n.Left) + " " + n.Op + " " + e.form(n.Right) + ")"
	case *jsonata.Call:
		return e.form(n.Func) + "(" + list(n.Args) + ")"
	case *jsonata.Array:
		return "[" + list(n.Elems) + "]"
	default:
		return e.text[n.Start():n.End()]
	}
}
