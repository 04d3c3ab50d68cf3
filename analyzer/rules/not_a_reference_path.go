package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var notAReferencePath = &analyzer.Rule{
	Name:       "not-a-reference-path",
	Summary:    "Reports paths that may lead to several places, in fields that need a single one.",
	Why:        "The service refuses the definition. A Reference Path has names and indexes only: no wildcards, slices, filters or \"..\". A ResultPath also must start at the input of the state.",
	Since:      "0.1",
	Spec:       specReference,
	Severity:   source.Error,
	Confidence: analyzer.Certain,
	Code:       "SCHEMA_VALIDATION_FAILED",
	Bad: `{
  "StartAt": "Count",
  "States": {
    "Count": {"Type": "Pass", "Result": 1, "ResultPath": "$.orders[*].count", "End": true}
  }
}`,
	Good: `{
  "StartAt": "Count",
  "States": {
    "Count": {"Type": "Pass", "Result": 1, "ResultPath": "$.count", "End": true}
  }
}`,
}
