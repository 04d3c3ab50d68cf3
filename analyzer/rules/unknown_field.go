package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var unknownField = &analyzer.Rule{
	Name:       "unknown-field",
	Summary:    "Reports fields that don't exist, or aren't allowed here.",
	Why:        "AWS rejects the definition. If it didn't, a misspelled field would silently have no effect.",
	Since:      "0.1",
	Spec:       specStates,
	Severity:   source.Error,
	Confidence: analyzer.Certain,
	Code:       "SCHEMA_VALIDATION_FAILED",
	Bad: `{
  "StartAt": "Rest",
  "States": {
    "Rest": {"Type": "Wait", "Seconds": 60, "Coment": "a break", "End": true}
  }
}`,
	Good: `{
  "StartAt": "Rest",
  "States": {
    "Rest": {"Type": "Wait", "Seconds": 60, "Comment": "a break", "End": true}
  }
}`,
}
