package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var yamlSyntax = &analyzer.Rule{
	Name:       "yaml-syntax",
	Summary:    "Reports text that is not valid YAML.",
	Why:        "The tool that deploys the definition can't read it.",
	Since:      "0.1",
	Spec:       "https://yaml.org/spec/1.2.2/",
	Severity:   source.Error,
	Confidence: analyzer.Certain,
	Bad: `StartAt: Ship
States:
  Ship:
    Type: Succeed
    Comment: note: two colons`,
	Good: `StartAt: Ship
States:
  Ship:
    Type: Succeed
    Comment: "note: two colons"`,
}
