package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var notAReferencePath = &analyzer.Rule{
	Name:    "not-a-reference-path",
	Summary: "Reports paths that can match several values in fields that require a Reference Path.",
	Why: `AWS rejects the definition. A Reference Path identifies a single value: it consists of names and
indexes, without wildcards, slices, filters or "..". A ResultPath must also start at "$", the state input, and the
number of a Map state, such as MaxConcurrencyPath, can't be in the context object ("$$").`,
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
