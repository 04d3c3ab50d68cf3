package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var duplicateKey = &analyzer.Rule{
	Name:       "duplicate-key",
	Summary:    "Reports keys that occur twice in one object.",
	Why:        "Only one of the two values counts, usually the last. The other one is lost without a word, often a whole state.",
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
