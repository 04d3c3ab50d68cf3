package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var missingField = &analyzer.Rule{
	Name:       "missing-field",
	Summary:    "Reports missing required fields.",
	Why:        "AWS rejects the definition.",
	Since:      "0.1",
	Spec:       specStates,
	Severity:   source.Error,
	Confidence: analyzer.Certain,
	Code:       "SCHEMA_VALIDATION_FAILED",
	Bad: `{
  "StartAt": "Rest",
  "States": {
    "Rest": {"Type": "Wait", "End": true}
  }
}`,
	Good: `{
  "StartAt": "Rest",
  "States": {
    "Rest": {"Type": "Wait", "Seconds": 60, "End": true}
  }
}`,
}
