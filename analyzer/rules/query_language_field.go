package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var queryLanguageField = &analyzer.Rule{
	Name:    "query-language-field",
	Summary: "Reports fields of the other query language, and JSONPath states in a JSONata state machine.",
	Why: `AWS rejects the definition. A state uses either the JSONPath fields or the JSONata fields, and a state
machine with "QueryLanguage": "JSONata" can't contain JSONPath states.`,
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
