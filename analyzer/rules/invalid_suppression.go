package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var invalidSuppression = &analyzer.Rule{
	Name:    analyzer.RuleInvalidSuppression,
	Summary: "Reports suppressions in a Comment or in the Metadata of a resource that name no rule, a rule that does not exist, or no reason.",
	Why: `A Comment with "aslcheck:ignore rule-name reason" drops the findings of that rule in the object it stands in; in
a template, Metadata with {aslcheck: {ignore: ["rule-name reason"]}} those about the resource. Without a reason nobody knows
later whether it is still right.`,
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
