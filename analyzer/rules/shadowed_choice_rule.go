package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

var shadowedChoiceRule = &analyzer.Rule{
	Name:    "shadowed-choice-rule",
	Summary: "Reports Choice rules that never match because an earlier rule has the same condition or always matches.",
	Why: `The first matching rule wins, so the later transition is never taken. Often the rule was copied and
its condition not changed.`,
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
        {"Variable": "$.size", "StringEquals": "large", "Next": "Split"},
        {"Variable": "$.size", "StringEquals": "large", "Next": "Ship"}
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
        {"Variable": "$.size", "StringEquals": "large", "Next": "Split"},
        {"Variable": "$.size", "StringEquals": "small", "Next": "Ship"}
      ],
      "Default": "Ship"
    },
    "Split": {"Type": "Pass", "Next": "Ship"},
    "Ship": {"Type": "Succeed"}
  }
}`,
	Check: checkShadowedChoiceRule,
}

func checkShadowedChoiceRule(p *analyzer.Pass) {
	for _, st := range p.Graph.Choices {
		tests := conditions(p, st)
		for i, rule := range st.Choices.Value {
			for _, earlier := range st.Choices.Value[:i] {
				if !shadows(tests, earlier, rule) {
					continue
				}
				p.ReportDiagnostic(source.Diagnostic{
					Span: rule.Span, Message: "this rule never matches: an earlier rule matches whenever it would",
					Related: []source.Related{{Span: earlier.Span, Message: "the earlier rule is here"}},
				})
				break
			}
		}
	}
}

// shadows reports whether the second of two rules can match nothing that the first does not.
func shadows(tests map[*asl.ChoiceRule]*query.Condition, first, second *asl.ChoiceRule) bool {
	if first.Condition.Known() && first.Condition.Value {
		return true
	}
	if test := tests[first]; test != nil {
		other := tests[second]
		return test.AlwaysTrue() || other != nil && test.Equal(other)
	}
	if first.Test == nil || second.Test == nil || hasPlaceholder(first.Node) || hasPlaceholder(second.Node) {
		return false
	}
	complete := first.Test.Operator != "" || len(first.Test.And)+len(first.Test.Or) > 0 || first.Test.Not != nil
	return complete && equalTests(first.Test, second.Test)
}
