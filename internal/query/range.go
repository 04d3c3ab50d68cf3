package query

import (
	"math"

	"github.com/aslcheck/aslcheck/internal/query/intrinsic"
	"github.com/aslcheck/aslcheck/internal/query/jsonata"
)

// A Range is a set of numbers: those from Min to Max, without the ends that are open. With Whole, it has whole numbers
// only. The zero value is the number 0.
type Range struct {
	Min, Max         float64
	OpenMin, OpenMax bool
	Whole            bool
}

var everything = Range{Min: math.Inf(-1), Max: math.Inf(1)}

// AnyNumber returns the range of all numbers.
func AnyNumber() Range { return everything }

// Truths returns the range of false and true, as 0 and 1.
func Truths() Range { return Range{Max: 1, Whole: true} }

func (r Range) has(n float64) bool {
	return (n > r.Min || n == r.Min && !r.OpenMin) && (n < r.Max || n == r.Max && !r.OpenMax) && (!r.Whole || n == math.Floor(n))
}

// between reports whether the range has a number between two others.
func (r Range) between(low, high float64) bool {
	if low >= r.Min {
		r.Min, r.OpenMin = low, true
	}
	if high <= r.Max {
		r.Max, r.OpenMax = high, true
	}
	if r.Whole {
		first, last := math.Ceil(r.Min), math.Floor(r.Max)
		if r.OpenMin && first == r.Min {
			first++
		}
		if r.OpenMax && last == r.Max {
			last--
		}
		return first <= last
	}
	return r.Min < r.Max || r.Min == r.Max && !r.OpenMin && !r.OpenMax
}

// Join returns the range of all numbers between the least and the greatest of two ranges.
func (r Range) Join(other Range) Range {
	if other.Min < r.Min || other.Min == r.Min && r.OpenMin {
		r.Min, r.OpenMin = other.Min, other.OpenMin
	}
	if other.Max > r.Max || other.Max == r.Max && r.OpenMax {
		r.Max, r.OpenMax = other.Max, other.OpenMax
	}
	r.Whole = r.Whole && other.Whole
	return r
}

// shift returns the range of n+r, and scale that of n*r.
func (r Range) shift(n float64) Range {
	r.Min, r.Max, r.Whole = r.Min+n, r.Max+n, r.Whole && n == math.Floor(n)
	return r
}

func (r Range) scale(n float64) Range {
	r.Min, r.Max, r.Whole = r.Min*n, r.Max*n, r.Whole && n == math.Floor(n)
	if n < 0 {
		r.Min, r.Max, r.OpenMin, r.OpenMax = r.Max, r.Min, r.OpenMax, r.OpenMin
	}
	return r
}

// floor returns the range of $floor(r), and ceil that of $ceil(r).
func (r Range) floor() Range {
	last := math.Floor(r.Max)
	if r.OpenMax && last == r.Max {
		last--
	}
	return Range{Min: math.Floor(r.Min), Max: last, Whole: true}
}

func (r Range) ceil() Range { return r.scale(-1).floor().scale(-1) }

// Range returns the numbers that the call of an intrinsic function can give; false where they are not known. The end of
// States.MathRandom is exclusive.
func (p *Path) Range() (Range, bool) {
	if p.call == nil || p.call.Function.Name != "States.MathRandom" || len(p.call.Args) < 2 {
		return Range{}, false
	}
	var ends [2]int64
	for i := range ends {
		constant, ok := p.call.Args[i].(*intrinsic.Constant)
		if !ok {
			return Range{}, false
		}
		if ends[i], ok = constant.Value.Int(); !ok {
			return Range{}, false
		}
	}
	return Range{Min: float64(ends[0]), Max: float64(ends[1]), OpenMax: true, Whole: true}, ends[0] < ends[1]
}

// Known says which numbers a variable can have, or the member of one that the names lead to; false where it is not known.
type Known func(variable string, names []string) (Range, bool)

// Range returns the numbers that the expression can give; false where they are not known.
func (e *Expression) Range() (Range, bool) {
	return rangeOf(e.code.AST(), func(string, []string) (Range, bool) { return Range{}, false })
}

func rangeOf(n jsonata.Node, known Known) (Range, bool) {
	switch n := inParentheses(n).(type) {
	case *jsonata.Literal:
		number, ok := literalNumber(n)
		return Range{Min: number, Max: number, Whole: number == math.Floor(number)}, ok
	case *jsonata.Unary:
		r, ok := rangeOf(n.Expr, known)
		return r.scale(-1), ok
	case *jsonata.Binary:
		return rangeOfBinary(n, known)
	case *jsonata.Call:
		return rangeOfCall(n, known)
	case *jsonata.Variable:
		return known(n.Name, nil)
	case *jsonata.Path:
		if variable, names, ok := namesFrom(n); ok {
			return known(variable, names)
		}
	}
	return Range{}, false
}

// rangeOfBinary returns the range of a sum, difference or product of which one side is constant.
func rangeOfBinary(n *jsonata.Binary, known Known) (Range, bool) {
	if n.Op != "+" && n.Op != "-" && n.Op != "*" {
		return Range{}, false
	}
	left, ok := rangeOf(n.Left, known)
	right, ok2 := rangeOf(n.Right, known)
	if !ok || !ok2 {
		return Range{}, false
	}
	if n.Op == "-" {
		right = right.scale(-1)
	}
	if left.Min == left.Max {
		left, right = right, left
	}
	if n.Op == "*" {
		return left.scale(right.Min), right.Min == right.Max && right.Min != 0
	}
	return left.shift(right.Min), right.Min == right.Max
}

func rangeOfCall(n *jsonata.Call, known Known) (Range, bool) {
	function, ok := n.Func.(*jsonata.Variable)
	if !ok || n.Partial {
		return Range{}, false
	}
	switch {
	case function.Name == randomName && len(n.Args) == 0:
		return Range{Max: 1, OpenMax: true}, true
	case len(n.Args) != 1:
		return Range{}, false
	case function.Name == "count" || function.Name == "length":
		return Range{Max: math.Inf(1), Whole: true}, true
	}
	r, ok := rangeOf(n.Args[0], known)
	switch function.Name {
	case "floor":
		return r.floor(), ok
	case "ceil":
		return r.ceil(), ok
	case "round": // half to even, so both ends are possible
		return Range{Min: math.RoundToEven(r.Min), Max: math.RoundToEven(r.Max), Whole: true}, ok
	}
	return Range{}, false
}

// namesFrom returns the variable that a path begins with and the names that follow; false if there is anything else in it.
func namesFrom(n *jsonata.Path) (variable string, names []string, ok bool) {
	for i, step := range n.Steps {
		if len(step.Stages) > 0 || step.Focus != "" {
			return "", nil, false
		}
		switch expr := step.Expr.(type) {
		case *jsonata.Variable:
			variable = expr.Name
			if i > 0 {
				return "", nil, false
			}
		case *jsonata.Name:
			names = append(names, expr.Name)
		default:
			return "", nil, false
		}
	}
	return variable, names, variable != ""
}
