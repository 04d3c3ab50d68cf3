package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var invalidSuppression = &analyzer.Rule{
	Name:    analyzer.RuleInvalidSuppression,
	Summary: "Reports suppressions without a rule name or a reason, and suppressions of unknown rules.",
	Why: `A Comment with "aslcheck:ignore rule-name reason" suppresses the findings of that rule in its object.
In a template, Metadata with {aslcheck: {ignore: ["rule-name reason"]}} suppresses those about the resource. The
reason is required so that a reviewer can tell whether the suppression is still justified.`,
	Since:      "0.1",
	Spec:       "https://github.com/aslcheck/aslcheck/blob/main/docs/rules.md",
	Severity:   source.Warning,
	Confidence: analyzer.Certain,
	Bad: `{
  "StartAt": "Rest",
  "States": {
    "Rest": {"Type": "Wait", "Seconds": 60, "Comment": "aslcheck:ignore no-such-rule it is a break", "End": true}
  }
}`,
	Good: `{
  "StartAt": "Large?",
  "States": {
    "Large?": {
      "Comment": "aslcheck:ignore choice-without-default the schema allows no other size",
      "Type": "Choice",
      "Choices": [{"Variable": "$.size", "StringEquals": "large", "Next": "Split"}]
    },
    "Split": {"Type": "Succeed"}
  }
}`,
}
