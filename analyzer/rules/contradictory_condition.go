package rules

import (
	"strconv"
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var contradictoryCondition = &analyzer.Rule{
	Name:    "contradictory-condition",
	Summary: "Reports tests inside an And that contradict each other, such as one value being equal to two different strings.",
	Why: `The rule never matches, so its transition is dead and the data falls through to a later rule or the
Default. In most cases Or was meant.`,
	Since:      "0.1",
	Spec:       guideChoice,
	Severity:   source.Warning,
	Confidence: analyzer.Certain,
	Bad: `{
  "StartAt": "Size?",
  "States": {
    "Size?": {
      "Type": "Choice",
      "Choices": [
        {
          "And": [
            {"Variable": "$.size", "StringEquals": "large"},
            {"Variable": "$.size", "StringEquals": "huge"}
          ],
          "Next": "Split"
        }
      ],
      "Default": "Ship"
    },
    "Split": {"Type": "Pass", "Next": "Ship"},
    "Ship": {"Type": "Succeed"}
  }
}`,
	Good: `{
  "StartAt": "Size?",
  "States": {
    "Size?": {
      "Type": "Choice",
      "Choices": [
        {
          "Or": [
            {"Variable": "$.size", "StringEquals": "large"},
            {"Variable": "$.size", "StringEquals": "huge"}
          ],
          "Next": "Split"
        }
      ],
      "Default": "Ship"
    },
    "Split": {"Type": "Pass", "Next": "Ship"},
    "Ship": {"Type": "Succeed"}
  }
}`,
	Check: func(p *analyzer.Pass) {
		for _, st := range p.Graph.Choices {
			for _, rule := range st.Choices.Value {
				findContradictions(p, rule.Test)
			}
		}
	},
}

// maxCompared limits how many tests of one variable the next ones are compared with.
const maxCompared = 30

func findContradictions(p *analyzer.Pass, t *asl.Test) {
	if t == nil {
		return
	}
	var earlier map[string][]*asl.Test // by their variables
	if len(t.And) > 0 {
		earlier = make(map[string][]*asl.Test, 1)
	}
	for _, a := range t.And {
		findContradictions(p, a)
		same := earlier[a.Variable.Value]
		if len(same) < maxCompared {
			earlier[a.Variable.Value] = append(same, a)
		}
		for _, b := range same {
			if excludes(a, b) {
				p.ReportDiagnostic(source.Diagnostic{
					Span: a.Span, Message: "this test contradicts an earlier one",
					Related: []source.Related{{Span: b.Span, Message: "the earlier one is here"}},
				})
				break
			}
		}
	}
	for _, inner := range t.Or {
		findContradictions(p, inner)
	}
	findContradictions(p, t.Not)
}

// isTypes are the operators that ask for the type of a value, which has only one of them.
var isTypes = map[asl.Operator]bool{"IsNull": true, "IsNumeric": true, "IsString": true, "IsBoolean": true}

// excludes reports whether two tests of one variable never hold together.
func excludes(a, b *asl.Test) bool {
	if !a.Operand.Known() || !b.Operand.Known() || a.Variable.Opaque || a.Variable.Value != b.Variable.Value || a.Variable.Value == "" {
		return false
	}
	x, y := a.Operand.Value, b.Operand.Value
	if asl.IsOpaque(x) || asl.IsOpaque(y) {
		return false
	}
	if one, other := testedType(a), testedType(b); one != "" && other != "" && one != other {
		return true
	}
	switch {
	case a.Operator == b.Operator && (a.Operator == "StringEquals" || a.Operator == "BooleanEquals" || isBooleanTest(a.Operator)):
		return x.Kind == y.Kind && x.Text != y.Text
	case x.Kind == source.Number && y.Kind == source.Number:
		return noNumber(a, b) || noNumber(b, a)
	default:
		return false
	}
}

// testedType returns the type that a value must have for a test to hold; "" where it may have any.
func testedType(t *asl.Test) string {
	if isTypes[t.Operator] || t.Operator == "IsTimestamp" {
		if t.Operand.Value.Text != "true" {
			return ""
		}
	}
	op := strings.TrimPrefix(string(t.Operator), "Is")
	switch {
	case strings.HasPrefix(op, "Numeric"):
		return "number"
	case strings.HasPrefix(op, "String"), strings.HasPrefix(op, "Timestamp"):
		return "string"
	case strings.HasPrefix(op, "Boolean"):
		return "boolean"
	case op == "Null":
		return "null"
	default:
		return ""
	}
}

// noNumber reports whether no number passes a test for an upper bound or a value together with one for a lower bound or
// another value.
func noNumber(upper, lower *asl.Test) bool {
	most, err := strconv.ParseFloat(upper.Operand.Value.Text, 64)
	least, err2 := strconv.ParseFloat(lower.Operand.Value.Text, 64)
	if err != nil || err2 != nil {
		return false
	}
	up, low := upper.Operator, lower.Operator
	isUpper := up == "NumericLessThan" || up == "NumericLessThanEquals" || up == "NumericEquals"
	isLower := low == "NumericGreaterThan" || low == "NumericGreaterThanEquals" || low == "NumericEquals"
	strict := up == "NumericLessThan" || low == "NumericGreaterThan"
	return isUpper && isLower && (least > most || least == most && strict)
}

func isBooleanTest(op asl.Operator) bool {
	return op == "IsPresent" || op == "IsTimestamp" || isTypes[op]
}
