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
	refs.addCall(p.node.Within(), p.call)
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
