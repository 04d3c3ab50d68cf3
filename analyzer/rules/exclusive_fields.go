package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var exclusiveFields = &analyzer.Rule{
	Name:       "exclusive-fields",
	Summary:    "Reports fields that can't be used together.",
	Why:        "AWS rejects the definition because the fields contradict each other.",
	Since:      "0.1",
	Spec:       specStates,
	Severity:   source.Error,
	Confidence: analyzer.Certain,
	Code:       "SCHEMA_VALIDATION_FAILED",
	Bad: `{
  "StartAt": "Rest",
  "States": {
    "Rest": {"Type": "Wait", "Seconds": 60, "SecondsPath": "$.pause", "End": true}
  }
}`,
	Good: `{
  "StartAt": "Rest",
  "States": {
    "Rest": {"Type": "Wait", "SecondsPath": "$.pause", "End": true}
  }
}`,
}
