package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var yamlBoolean = &analyzer.Rule{
	Name:    "yaml-boolean",
	Summary: "Reports unquoted YAML values that some parsers read as a boolean and others as a string, such as yes, no, on and off.",
	Why: `They are booleans in YAML 1.1 and strings in YAML 1.2. A state called No becomes a state called false,
depending on the tool that deploys it.`,
	Since:      "0.1",
	Spec:       "https://yaml.org/type/bool.html",
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Bad: `StartAt: Ask
States:
  Ask:
    Type: Pass
    Next: Yes
  Yes:
    Type: Succeed`,
	Good: `StartAt: Ask
States:
  Ask:
    Type: Pass
    Next: "Yes"
  "Yes":
    Type: Succeed`,
}
