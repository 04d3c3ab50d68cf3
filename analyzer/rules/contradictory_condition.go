package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var contradictoryCondition = &analyzer.Rule{
	Name:     "contradictory-condition",
	Summary:  "Reports And of tests that cannot hold together, such as one value being equal to two texts.",
	Why:      "The rule never matches. Mostly Or was meant.",
	Since:    "0.1",
	Spec:     guideChoice,
	Severity: source.Warning,
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
		for st := range each[*asl.Choice](p) {
			for _, rule := range st.Choices.Value {
				findContradictions(p, rule.Test)
			}
		}
	},
}

func findContradictions(p *analyzer.Pass, t *asl.Test) {
	if t == nil {
		return
	}
	for i, a := range t.And {
		findContradictions(p, a)
		for _, b := range t.And[:i] {
			if excludes(a, b) {
				p.ReportDiagnostic(source.Diagnostic{
					Span: a.Span, Message: "this test cannot hold together with an earlier one",
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
	switch {
	case a.Operator == b.Operator && (a.Operator == "StringEquals" || a.Operator == "BooleanEquals" || isBooleanTest(a.Operator)):
		return x.Kind == y.Kind && x.Text != y.Text
	case isTypes[a.Operator] && isTypes[b.Operator]:
		return x.Text == "true" && y.Text == "true"
	default:
		return false
	}
}

func isBooleanTest(op asl.Operator) bool {
	return op == "IsPresent" || op == "IsTimestamp" || isTypes[op]
}
