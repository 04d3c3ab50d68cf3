package simulator

import (
	"strings"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/value"
)

// A comparison applies one operator to the value of a path.
type comparison struct {
	variable *query.Path
	// present says that the operator is IsPresent, which wants no value.
	present bool
	operand value.Value
	path    *query.Path // where the operand comes from, nil for operand
	numeric bool        // compares numbers
	compare func(v, operand value.Value) bool
}

func (c *compiler) comparison(t *asl.Test) test {
	k := &comparison{variable: c.path(&t.Variable), present: t.Operator == "IsPresent", compare: comparer(t.Operator)}
	k.numeric = strings.HasPrefix(string(t.Operator), "Numeric")
	n := t.Operand.Value
	switch {
	case n == nil || t.Operand.Opaque:
		c.report(t.Span, "the operand of %q depends on a placeholder", string(t.Operator))
	case asl.Operators[t.Operator] == asl.PathOperand:
		if f := c.fields[&t.Operand]; f != nil {
			k.path = f.Path
		}
	default:
		k.operand = query.Constant(n)
	}
	if k.compare == nil {
		c.report(t.Span, "unknown operator %q", string(t.Operator))
	}
	return k
}

func (k *comparison) holds(s *visit) (bool, *problem) {
	v, failure := k.variable.Eval(&s.scope)
	if k.present {
		return (failure == nil) == k.operand.Bool(), nil
	}
	if failure != nil {
		return false, choicePath(s, k.variable)
	}
	operand := k.operand
	if k.path != nil {
		if operand, failure = k.path.Eval(&s.scope); failure != nil {
			return false, choicePath(s, k.path)
		}
		if k.numeric && operand.Kind() != value.NumberKind {
			s.x.note("a comparison of numbers whose right operand is not a number")
			operand = asNumber(operand)
		}
	}
	return k.compare(v, operand), nil
}

// asNumber is a value as the right operand of a comparison of numbers: 1 for true, the number in a text, and 0 for all else.
// It is a conclusion from measured comparisons, which fit Jackson's JsonNode.asDouble.
func asNumber(v value.Value) value.Value {
	switch v.Kind() {
	case value.BoolKind:
		if v.Bool() {
			return value.Int(1)
		}
	case value.StringKind:
		if n, err := value.Parse(strings.TrimSpace(v.Text())); err == nil && n.Kind() == value.NumberKind {
			return n
		}
	default:
	}
	return value.Int(0)
}

// choicePath is the failure of a path in a Choice Rule.
func choicePath(s *visit, p *query.Path) *problem {
	return s.runtimeProblem("Invalid path '%s': The choice state's condition path references an invalid value.", p.Text()).pointer()
}

// comparer returns the comparison of an operator; nil for an unknown operator. A value of another type does not match;
// the service reports no error (PITFALLS of the recordings).
func comparer(op asl.Operator) func(v, operand value.Value) bool {
	name := strings.TrimSuffix(string(op), "Path")
	switch {
	case name == "StringMatches":
		return func(v, operand value.Value) bool {
			return v.Kind() == value.StringKind && matchWildcards(v.Text(), operand.Text())
		}
	case name == "BooleanEquals":
		return func(v, operand value.Value) bool {
			return v.Kind() == value.BoolKind && operand.Kind() == value.BoolKind && v.Bool() == operand.Bool()
		}
	case strings.HasPrefix(name, "Is"):
		return typeTest(name)
	}
	for prefix, order := range map[string]func(a, b value.Value) (int, bool){
		"String": orderStrings, "Numeric": orderNumbers, "Timestamp": orderTimestamps,
	} {
		if relation := relations[strings.TrimPrefix(name, prefix)]; relation != nil && strings.HasPrefix(name, prefix) {
			return func(v, operand value.Value) bool {
				c, ok := order(v, operand)
				return ok && relation(c)
			}
		}
	}
	return nil
}

var relations = map[string]func(int) bool{
	"Equals":            func(c int) bool { return c == 0 },
	"LessThan":          func(c int) bool { return c < 0 },
	"GreaterThan":       func(c int) bool { return c > 0 },
	"LessThanEquals":    func(c int) bool { return c <= 0 },
	"GreaterThanEquals": func(c int) bool { return c >= 0 },
}

func orderStrings(a, b value.Value) (int, bool) {
	return strings.Compare(a.Text(), b.Text()), a.Kind() == value.StringKind && b.Kind() == value.StringKind
}

func orderNumbers(a, b value.Value) (int, bool) {
	if a.Kind() != value.NumberKind || b.Kind() != value.NumberKind {
		return 0, false
	}
	switch {
	case a.Float() < b.Float():
		return -1, true
	case a.Float() > b.Float():
		return 1, true
	default:
		return 0, true
	}
}

func orderTimestamps(a, b value.Value) (int, bool) {
	x, okX := parseTimestamp(a)
	y, okY := parseTimestamp(b)
	return x.Compare(y), okX && okY
}

// typeTest returns the comparison of IsNull, IsString and their like.
func typeTest(name string) func(v, operand value.Value) bool {
	tests := map[string]func(value.Value) bool{
		"IsPresent": func(value.Value) bool { return true },
		"IsNull":    value.Value.IsNull,
		"IsNumeric": func(v value.Value) bool { return v.Kind() == value.NumberKind },
		"IsString":  func(v value.Value) bool { return v.Kind() == value.StringKind },
		"IsBoolean": func(v value.Value) bool { return v.Kind() == value.BoolKind },
		"IsTimestamp": func(v value.Value) bool {
			_, ok := parseTimestamp(v)
			return ok
		},
	}
	is := tests[name]
	if is == nil {
		return nil
	}
	return func(v, operand value.Value) bool { return is(v) == operand.Bool() }
}

// matchWildcards reports whether s matches a pattern of StringMatches: "*" matches any characters, "\\*" for an
// asterisk and "\\\\" for a backslash. https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html
func matchWildcards(s, pattern string) bool {
	var pieces []string
	var piece strings.Builder
	for i := 0; i < len(pattern); i++ {
		switch {
		case pattern[i] == '\\' && i+1 < len(pattern):
			i++
			piece.WriteByte(pattern[i])
		case pattern[i] == '*':
			pieces = append(pieces, piece.String())
			piece.Reset()
		default:
			piece.WriteByte(pattern[i])
		}
	}
	last := piece.String()
	if len(pieces) == 0 {
		return s == last
	}
	if !strings.HasPrefix(s, pieces[0]) {
		return false
	}
	s = s[len(pieces[0]):]
	for _, p := range pieces[1:] {
		i := strings.Index(s, p)
		if i < 0 {
			return false
		}
		s = s[i+len(p):]
	}
	return len(s) >= len(last) && strings.HasSuffix(s, last)
}
