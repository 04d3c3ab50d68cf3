package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var yamlBoolean = &analyzer.Rule{
	Name:       "yaml-boolean",
	Summary:    "Reports words of YAML without quotes that one reader takes for a boolean and another for text, such as yes, no, on and off.",
	Why:        "YAML 1.1 reads them as booleans, YAML 1.2 as text. A state called No turns into a state called false.",
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
