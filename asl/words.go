package asl

import (
	"strings"

	"github.com/aslcheck/aslcheck/source"
)

// Words says for people when the rule holds, such as "status = FAILED and count > 3"; "?" if it has no condition.
func (r *ChoiceRule) Words() string {
	switch {
	case r.Test != nil:
		return testWords(r.Test, false)
	case r.Condition.Node != nil:
		return ExpressionWords(r.Condition.Node.Text)
	default:
		return "?"
	}
}

// ErrorWords lists the names of ErrorEquals.
func ErrorWords(names []Field[string]) string {
	list := make([]string, len(names))
	for i := range names {
		list[i] = names[i].Value
	}
	return strings.Join(list, ", ")
}

// ExpressionWords is the text of a JSONata expression without its delimiters and without the prefix of the input.
func ExpressionWords(text string) string {
	body, ok := strings.CutPrefix(strings.TrimSpace(text), "{%")
	if !ok {
		return text
	}
	body = strings.TrimSuffix(body, "%}")
	body = strings.ReplaceAll(body, "$states.input.", "")
	return strings.Join(strings.Fields(body), " ")
}

// testWords says when a test of JSONPath holds. A nested test that joins others has parentheses.
func testWords(t *Test, nested bool) string {
	switch {
	case t == nil:
		return "?"
	case t.Not != nil:
		return negated(t.Not)
	case len(t.And) > 0:
		return joined(t.And, " and ", nested)
	case len(t.Or) > 0:
		return joined(t.Or, " or ", nested)
	case t.Operator == "":
		return "?"
	default:
		return comparison(t)
	}
}

func joined(tests []*Test, word string, nested bool) string {
	parts := make([]string, len(tests))
	for i, t := range tests {
		parts[i] = testWords(t, len(tests) > 1)
	}
	text := strings.Join(parts, word)
	if nested && len(parts) > 1 {
		return "(" + text + ")"
	}
	return text
}

// negations are the relations that say the opposite, the longer ones first. Comparisons by size are left out: both they and
// their opposite are false for values of another type.
var negations = [][2]string{{" is not ", " is "}, {" is missing", " exists"}, {" = ", " ≠ "}, {" is ", " is not "}, {" exists", " is missing"}}

func negated(t *Test) string {
	text := testWords(t, true)
	if t.Operator != "" {
		for _, n := range negations {
			if strings.Count(text, n[0]) == 1 {
				return strings.Replace(text, n[0], n[1], 1)
			}
		}
	}
	return "not " + text
}

// relations are the operators after their type, longest first.
var relations = []struct{ operator, sign string }{
	{"GreaterThanEquals", " ≥ "}, {"LessThanEquals", " ≤ "}, {"GreaterThan", " > "}, {"LessThan", " < "}, {"Equals", " = "}, {"Matches", " matches "},
}

// comparison says what an operator compares.
func comparison(t *Test) string {
	variable := PathWords(t.Variable.Value)
	operator, operand := string(t.Operator), operandText(t.Operand.Node)
	if kind, ok := strings.CutPrefix(operator, "Is"); ok {
		return typeTest(variable, kind, operand)
	}
	if path, ok := strings.CutSuffix(operator, "Path"); ok {
		operator, operand = path, PathWords(operand)
	}
	for _, r := range relations {
		if strings.HasSuffix(operator, r.operator) {
			return variable + r.sign + operand
		}
	}
	return variable + " " + operator + " " + operand
}

func typeTest(variable, kind, operand string) string {
	is := " is "
	if operand == "false" {
		is = " is not "
	}
	switch {
	case kind != "Present":
		return variable + is + strings.ToLower(kind)
	case operand == "false":
		return variable + " is missing"
	default:
		return variable + " exists"
	}
}

func operandText(n *source.Node) string {
	switch {
	case n == nil:
		return "?"
	case n.Kind == source.String && n.Text == "":
		return `""`
	default:
		return n.Text
	}
}

// PathWords leaves out the root of a path.
func PathWords(path string) string {
	if rest, ok := strings.CutPrefix(path, "$."); ok && rest != "" {
		return rest
	}
	return path
}
