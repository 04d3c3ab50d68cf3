package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var invalidIntrinsic = &analyzer.Rule{
	Name:       "invalid-intrinsic",
	Summary:    "Reports calls of intrinsic functions with a syntax error, and calls of functions that don't exist.",
	Why:        "AWS rejects the definition.",
	Since:      "0.1",
	Spec:       guideIntrinsic,
	Severity:   source.Error,
	Confidence: analyzer.Certain,
	Code:       "SCHEMA_VALIDATION_FAILED",
	Bad: `{
  "StartAt": "Name",
  "States": {
    "Name": {"Type": "Pass", "Parameters": {"name.$": "States.Format('{} {}', $.first, $.last"}, "End": true}
  }
}`,
	Good: `{
  "StartAt": "Name",
  "States": {
    "Name": {"Type": "Pass", "Parameters": {"name.$": "States.Format('{} {}', $.first, $.last)"}, "End": true}
  }
}`,
}
