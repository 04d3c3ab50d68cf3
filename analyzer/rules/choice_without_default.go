package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var choiceWithoutDefault = &analyzer.Rule{
	Name:    "choice-without-default",
	Summary: "Reports Choice states without Default, unless two of their rules are the opposite of each other.",
	Why: `When no rule matches and there is no Default, the execution fails with States.NoChoiceMatched. A value that nobody
expected is then an error of the state machine and not of the data.`,
	Since:    "0.1",
	Spec:     guideChoice,
	Severity: source.Warning,
	Bad: `{
  "StartAt": "Large?",
  "States": {
    "Large?": {"Type": "Choice", "Choices": [{"Variable": "$.size", "StringEquals": "large", "Next": "Split"}]},
    "Split": {"Type": "Succeed"}
  }
}`,
	Good: `{
  "StartAt": "Large?",
  "States": {
    "Large?": {
      "Type": "Choice",
      "Choices": [{"Variable": "$.size", "StringEquals": "large", "Next": "Split"}],
      "Default": "Refuse"
    },
    "Split": {"Type": "Succeed"},
    "Refuse": {"Type": "Fail"}
  }
}`,
	Check: checkChoiceWithoutDefault,
}

func checkChoiceWithoutDefault(p *analyzer.Pass) {
	for _, st := range p.Graph.Choices {
		if !st.Default.Set && !st.Choices.Opaque && len(st.Choices.Value) > 0 && !exhaustive(st.Choices.Value) {
			p.Report(st.NameSpan, "choice %q has no Default, and fails when none of its rules matches", st.Name)
		}
	}
}

// exhaustive reports whether some rule always matches: a constant one, or one of two opposite ones.
func exhaustive(rules []*asl.ChoiceRule) bool {
	for i, rule := range rules {
		if rule.Condition.Known() && rule.Condition.Value || rule.Condition.Opaque || asl.IsOpaque(rule.Node) {
			return true
		}
		for _, other := range rules[:i] {
			if rule.Test != nil && other.Test != nil && opposite(rule.Test, other.Test) {
				return true
			}
			if oppositeConditions(rule, other) {
				return true
			}
		}
	}
	return false
}

// opposites are operators of which exactly one holds for a value of their type.
var opposites = map[asl.Operator]asl.Operator{
	"NumericLessThan": "NumericGreaterThanEquals", "NumericGreaterThan": "NumericLessThanEquals",
	"NumericGreaterThanEquals": "NumericLessThan", "NumericLessThanEquals": "NumericGreaterThan",
	"NumericLessThanPath": "NumericGreaterThanEqualsPath", "NumericGreaterThanPath": "NumericLessThanEqualsPath",
	"NumericGreaterThanEqualsPath": "NumericLessThanPath", "NumericLessThanEqualsPath": "NumericGreaterThanPath",
	"StringLessThan": "StringGreaterThanEquals", "StringGreaterThan": "StringLessThanEquals",
	"StringGreaterThanEquals": "StringLessThan", "StringLessThanEquals": "StringGreaterThan",
	"TimestampLessThan": "TimestampGreaterThanEquals", "TimestampGreaterThan": "TimestampLessThanEquals",
	"TimestampGreaterThanEquals": "TimestampLessThan", "TimestampLessThanEquals": "TimestampGreaterThan",
}

func opposite(a, b *asl.Test) bool {
	switch {
	case a.Not != nil && equalTests(a.Not, b), b.Not != nil && equalTests(b.Not, a):
		return true
	case a.Operator == "" || b.Operator == "" || a.Variable.Value != b.Variable.Value || !a.Operand.Set || !b.Operand.Set:
		return false
	case a.Operator == b.Operator:
		return a.Operand.Known() && b.Operand.Known() && a.Operand.Value.Kind == source.Bool && b.Operand.Value.Kind == source.Bool &&
			a.Operand.Value.Text != b.Operand.Value.Text
	default:
		return opposites[a.Operator] == b.Operator && equalNodes(a.Operand.Node, b.Operand.Node)
	}
}

// equalTests reports whether two tests are the same.
func equalTests(a, b *asl.Test) bool {
	if a == nil || b == nil || a.Operator != b.Operator || len(a.And) != len(b.And) || len(a.Or) != len(b.Or) {
		return a == nil && b == nil
	}
	for i := range a.And {
		if !equalTests(a.And[i], b.And[i]) {
			return false
		}
	}
	for i := range a.Or {
		if !equalTests(a.Or[i], b.Or[i]) {
			return false
		}
	}
	if a.Not != nil || b.Not != nil {
		return a.Not != nil && b.Not != nil && equalTests(a.Not, b.Not)
	}
	return a.Variable.Value == b.Variable.Value && equalNodes(a.Operand.Node, b.Operand.Node)
}

// equalNodes reports whether two values are written alike.
func equalNodes(a, b *source.Node) bool {
	if a == nil || b == nil {
		return a == b
	}
	if a.Kind != b.Kind || a.Text != b.Text || len(a.Items) != len(b.Items) || len(a.Members) != len(b.Members) {
		return false
	}
	for i := range a.Items {
		if !equalNodes(a.Items[i], b.Items[i]) {
			return false
		}
	}
	for i := range a.Members {
		if a.Members[i].Key != b.Members[i].Key || !equalNodes(a.Members[i].Value, b.Members[i].Value) {
			return false
		}
	}
	return true
}
