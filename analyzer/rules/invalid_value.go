package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var invalidValue = &analyzer.Rule{
	Name:       "invalid-value",
	Summary:    "Reports values that their field doesn't allow: unknown keywords, numbers out of range and empty lists.",
	Why:        "AWS rejects the definition.",
	Since:      "0.1",
	Spec:       specStates,
	Severity:   source.Error,
	Confidence: analyzer.Certain,
	Code:       "SCHEMA_VALIDATION_FAILED",
	Bad: `{
  "StartAt": "Rest",
  "States": {
    "Rest": {"Type": "Wait", "Seconds": -1, "End": true}
  }
}`,
	Good: `{
  "StartAt": "Rest",
  "States": {
    "Rest": {"Type": "Wait", "Seconds": 1, "End": true}
  }
}`,
}
