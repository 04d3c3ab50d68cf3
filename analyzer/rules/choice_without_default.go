package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

var choiceWithoutDefault = &analyzer.Rule{
	Name:    "choice-without-default",
	Summary: "Reports Choice states without a Default, unless one of their rules always matches.",
	Why: `If no rule matches and the state has no Default, the execution fails with States.Runtime. No Catch
handles that error, not even one on an enclosing Parallel or Map state, so a single unexpected value ends the
whole execution. Add a Default that handles the value, or one that leads to a Fail state with a clear error.`,
	Since:      "0.1",
	Spec:       guideChoice,
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
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
		if !st.Default.Set && !st.Choices.Opaque && len(st.Choices.Value) > 0 && !exhaustive(st.Choices.Value, conditions(p, st)) {
			p.Report(st.NameSpan, "choice %q has no Default and fails if none of its rules matches", st.Name)
		}
	}
}

// exhaustive reports whether some rule always matches: a constant one, or one of several that leave nothing out.
func exhaustive(rules []*asl.ChoiceRule, tests map[*asl.ChoiceRule]*query.Condition) bool {
	var compared []*asl.Test
	for i, rule := range rules {
		if rule.Condition.Known() && rule.Condition.Value || rule.Condition.Opaque || asl.IsOpaque(rule.Node) {
			return true
		}
		if rule.Test != nil {
			compared = append(compared, rule.Test)
		}
		for _, other := range rules[:i] {
			if oppositeConditions(tests[rule], tests[other]) {
				return true
			}
		}
	}
	return oneHolds(compared)
}

// opposites are pairs of operators; exactly one of a pair is true for a value of their type.
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

// opposite reports whether exactly one of two comparisons holds.
func opposite(a, b *asl.Test) bool {
	switch {
	case a.Operator == "" || b.Operator == "" || a.Variable.Value != b.Variable.Value || !a.Operand.Set || !b.Operand.Set:
		return false
	case a.Operator == b.Operator:
		return a.Operand.Known() && b.Operand.Known() && a.Operand.Value.Kind == source.Bool && b.Operand.Value.Kind == source.Bool &&
			a.Operand.Value.Text != b.Operand.Value.Text
	default:
		return opposites[a.Operator] == b.Operator && equalNodes(a.Operand.Node, b.Operand.Node)
	}
}

// oppositeConditions reports whether one of two conditions of JSONata always holds: one is constant, or they are opposite.
func oppositeConditions(a, b *query.Condition) bool {
	return a != nil && b != nil && (a.AlwaysTrue() || b.AlwaysTrue() || a.Opposite(b))
}
