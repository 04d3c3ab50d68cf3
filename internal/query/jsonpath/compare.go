package jsonpath

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/aslcheck/aslcheck/value"
)

// compare applies a comparison. Values of kinds that cannot be compared make it false, "!=" included.
func compare(op Operator, left, right operandValue) (bool, error) {
	if op == Matches {
		return match(left, right)
	}
	if op != Equal && op != NotEqual && isNull(left) != isNull(right) {
		return false, nil
	}
	order, ok, err := safeCompare(right, left)
	if !ok || err != nil {
		return false, err
	}
	switch op {
	case Equal:
		return order == 0, nil
	case NotEqual:
		return order != 0, nil
	case Greater:
		return order < 0, nil
	case GreaterOrEqual:
		return order <= 0, nil
	case Less:
		return order > 0, nil
	default:
		return order >= 0, nil
	}
}

func match(left, right operandValue) (bool, error) {
	pattern, target := right.pattern, left
	if left.pattern != nil {
		pattern, target = left.pattern, right
	}
	switch {
	case pattern == nil:
		return false, &EvalError{Kind: Mismatch, Message: "A regular expression must stand on one side of =~"}
	case target.pattern != nil:
		return pattern.match(target.pattern.Source), nil
	case isNull(target):
		return false, nil
	default:
		return pattern.match(javaText(target.value)), nil
	}
}

func isNull(o operandValue) bool { return o.pattern == nil && o.value.IsNull() }

// isNullish holds for null and for the text "null", which is how the literal null is read.
func isNullish(o operandValue) bool {
	return isNull(o) || o.pattern == nil && o.value.Kind() == value.StringKind && o.value.Text() == "null"
}

// safeCompare orders the right side of a comparison against the left one, in this direction: text on the right is read
// as a number or boolean where the left side is one, but not the other way round.
func safeCompare(right, left operandValue) (order int, ordered bool, err error) {
	switch r, l := isNullish(right), isNullish(left); {
	case r && l:
		return 0, true, nil
	case r:
		return -1, true, nil
	case l:
		return 1, true, nil
	}
	if right.pattern != nil || left.pattern != nil {
		return 0, right.pattern == left.pattern, nil
	}
	return compareValues(right.value, left.value)
}

func compareValues(r, l value.Value) (order int, ordered bool, err error) {
	switch l.Kind() {
	case value.StringKind:
		if r.Kind() == value.StringKind {
			return compareText(strings.ReplaceAll(r.Text(), `\'`, `'`), l.Text()), true, nil
		}
	case value.NumberKind:
		switch r.Kind() {
		case value.NumberKind:
			return compareNumbers(r, l), true, nil
		case value.StringKind:
			return compareNumeric(r.Text(), l)
		}
	case value.BoolKind:
		switch r.Kind() {
		case value.BoolKind:
			return compareBools(r.Bool(), l.Bool()), true, nil
		case value.StringKind:
			return compareBools(strings.EqualFold(r.Text(), "true"), l.Bool()), true, nil
		}
	case value.ArrayKind, value.ObjectKind:
		// A container equals itself alone: the very same place of a document.
		return 0, r.WithMark(0) == l.WithMark(0), nil
	}
	return 0, false, nil
}

func compareBools(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	default:
		return 1
	}
}

// compareText orders by UTF-16 code units, as Java does. This differs from the order of UTF-8 for characters beyond
// U+FFFF, which are surrogates there.
func compareText(a, b string) int {
	for a != "" && b != "" {
		x, n := utf8.DecodeRuneInString(a)
		y, m := utf8.DecodeRuneInString(b)
		if x != y || n != m {
			if (x > 0xFFFF) != (y > 0xFFFF) {
				x, y = firstUnit(x), firstUnit(y)
			}
			if x < y {
				return -1
			}
			return 1
		}
		a, b = a[n:], b[m:]
	}
	return len(a) - len(b)
}

func firstUnit(r rune) rune {
	if r > 0xFFFF {
		return 0xD800 + (r-0x10000)>>10
	}
	return r
}

func compareNumbers(a, b value.Value) int {
	switch x, y := a.Float(), b.Float(); {
	case x < y:
		return -1
	case x > y:
		return 1
	case value.Equal(a, b):
		return 0
	}
	x, _ := parseDecimal(a.Literal())
	y, _ := parseDecimal(b.Literal())
	return x.compare(y)
}

// compareNumeric reads text as a number, as Java's BigDecimal does, and fails where it is none.
func compareNumeric(text string, l value.Value) (order int, ordered bool, err error) {
	x, ok := parseDecimal(text)
	if !ok {
		return 0, false, &EvalError{Kind: Mismatch, Message: "NumberFormatException: not a number: " + strconv.Quote(text)}
	}
	y, _ := parseDecimal(l.Literal())
	return x.compare(y), true, nil
}
