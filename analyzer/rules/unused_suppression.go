package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var unusedSuppression = &analyzer.Rule{
	Name:       analyzer.RuleUnusedSuppression,
	Summary:    "Reports suppressions that match no finding.",
	Why:        "The finding was fixed or has moved. A suppression that stays would hide the next mistake of that kind.",
	Since:      "0.1",
	Spec:       "https://github.com/aslcheck/aslcheck/blob/main/docs/rules.md",
	Severity:   source.Advice,
	Confidence: analyzer.Certain,
	Bad: `{
  "StartAt": "Rest",
  "States": {
    "Rest": {"Type": "Wait", "Seconds": 60, "Comment": "aslcheck:ignore missing-catch it is a break", "End": true}
  }
}`,
	Good: `{
  "StartAt": "Rest",
  "States": {
    "Rest": {"Type": "Wait", "Seconds": 60, "Comment": "a break", "End": true}
  }
}`,
}
