package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var invalidJsonata = &analyzer.Rule{
	Name:       "invalid-jsonata",
	Summary:    "Reports JSONata expressions with a syntax error.",
	Why:        "AWS rejects the definition.",
	Since:      "0.1",
	Spec:       guideJSONata,
	Severity:   source.Error,
	Confidence: analyzer.Certain,
	Code:       "INVALID_JSONATA_EXPRESSION",
	Bad: `{
  "StartAt": "Sum",
  "QueryLanguage": "JSONata",
  "States": {
    "Sum": {"Type": "Pass", "Output": "{% $sum($states.input.prices %}", "End": true}
  }
}`,
	Good: `{
  "StartAt": "Sum",
  "QueryLanguage": "JSONata",
  "States": {
    "Sum": {"Type": "Pass", "Output": "{% $sum($states.input.prices) %}", "End": true}
  }
}`,
}
