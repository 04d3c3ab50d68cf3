package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var invalidPath = &analyzer.Rule{
	Name:       "invalid-path",
	Summary:    "Reports JSONPath expressions with a syntax error.",
	Why:        "AWS rejects the definition.",
	Since:      "0.1",
	Spec:       specPaths,
	Severity:   source.Error,
	Confidence: analyzer.Certain,
	Code:       "SCHEMA_VALIDATION_FAILED",
	Bad: `{
  "StartAt": "Name",
  "States": {
    "Name": {"Type": "Pass", "InputPath": "$.customer[", "End": true}
  }
}`,
	Good: `{
  "StartAt": "Name",
  "States": {
    "Name": {"Type": "Pass", "InputPath": "$.customer[0]", "End": true}
  }
}`,
}
