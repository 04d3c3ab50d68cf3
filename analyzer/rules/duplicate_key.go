package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var duplicateKey = &analyzer.Rule{
	Name:    "duplicate-key",
	Summary: "Reports keys that occur more than once in an object.",
	Why: `JSON parsers keep only one of the values, usually the last, without a warning. A copied state that was
not renamed replaces the original this way.`,
	Since:      "0.1",
	Spec:       "https://www.rfc-editor.org/rfc/rfc8259#section-4",
	Severity:   source.Error,
	Confidence: analyzer.Likely,
	Bad: `{
  "StartAt": "Ship",
  "States": {
    "Ship": {"Type": "Pass", "End": true},
    "Ship": {"Type": "Succeed"}
  }
}`,
	Good: `{
  "StartAt": "Ship",
  "States": {
    "Ship": {"Type": "Pass", "Next": "Done"},
    "Done": {"Type": "Succeed"}
  }
}`,
}
