package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var jsonSyntax = &analyzer.Rule{
	Name:       "json-syntax",
	Summary:    "Reports text that is not valid JSON.",
	Why:        "AWS rejects the definition, or the file or template that contains it can't be read at all.",
	Since:      "0.1",
	Spec:       "https://www.rfc-editor.org/rfc/rfc8259",
	Severity:   source.Error,
	Confidence: analyzer.Certain,
	Code:       "INVALID_JSON_DESCRIPTION",
	Bad: `{
  "StartAt": "Ship",
  "States": {
    "Ship": {"Type": "Succeed"},
  }
}`,
	Good: `{
  "StartAt": "Ship",
  "States": {
    "Ship": {"Type": "Succeed"}
  }
}`,
}
