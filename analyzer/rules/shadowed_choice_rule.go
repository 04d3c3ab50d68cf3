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
		if len(st.Choices.Value) < 2 {
			continue
		}
		tests := conditions(p, st)
		var always *asl.ChoiceRule // the first rule that matches anything
		earlier := map[string]*asl.ChoiceRule{}
		for _, rule := range st.Choices.Value {
			key, matchesAll := testKey(tests, rule)
			shadow := always
			if first := earlier[key]; key != "" && first != nil && shadow == nil {
				shadow = first
			}
			if shadow != nil {
				p.ReportDiagnostic(source.Diagnostic{
					Span: rule.Span, Message: "this rule never matches: an earlier rule matches whenever it would",
					Related: []source.Related{{Span: shadow.Span, Message: "the earlier rule is here"}},
				})
			}
			if matchesAll && always == nil {
				always = rule
			}
			if earlier[key] == nil {
				earlier[key] = rule
			}
		}
	}
}

// testKey returns what two rules have in common only if they are the same test, "" for a rule that can't be compared, and
// whether the rule always matches.
func testKey(tests map[*asl.ChoiceRule]*query.Condition, rule *asl.ChoiceRule) (key string, always bool) {
	switch test := tests[rule]; {
	case rule.Condition.Known() && rule.Condition.Value:
		return "", true
	case test != nil:
		return test.Form(), test.AlwaysTrue()
	case rule.Test == nil || hasPlaceholder(rule.Node):
		return "", false
	}
	t := rule.Test
	if t.Operator == "" && len(t.And)+len(t.Or) == 0 && t.Not == nil {
		return "", false
	}
	return testForm(t), false
}
