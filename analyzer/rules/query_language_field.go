package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var queryLanguageField = &analyzer.Rule{
	Name:       "query-language-field",
	Summary:    "Reports fields of the other query language, and states that leave JSONata for JSONPath.",
	Why:        "The service refuses the definition. A state has either the fields of JSONPath or those of JSONata, and a state machine in JSONata has no states in JSONPath.",
	Since:      "0.1",
	Spec:       guideJSONata,
	Severity:   source.Error,
	Confidence: analyzer.Certain,
	Code:       "SCHEMA_VALIDATION_FAILED",
	Bad: `{
  "StartAt": "Name",
  "QueryLanguage": "JSONata",
  "States": {
    "Name": {"Type": "Pass", "Parameters": {"name": "Ada"}, "End": true}
  }
}`,
	Good: `{
  "StartAt": "Name",
  "QueryLanguage": "JSONata",
  "States": {
    "Name": {"Type": "Pass", "Output": {"name": "Ada"}, "End": true}
  }
}`,
}
