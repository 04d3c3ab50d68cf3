package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var yamlNumber = &analyzer.Rule{
	Name:       "yaml-number",
	Summary:    "Reports unquoted YAML numbers that parsers read differently, such as 0755 or 1_000.",
	Why:        "Depending on the tool, the deployed definition contains another number, or a string.",
	Since:      "0.1",
	Spec:       "https://yaml.org/type/int.html",
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Bad: `StartAt: Rest
States:
  Rest:
    Type: Wait
    Seconds: 0755
    End: true`,
	Good: `StartAt: Rest
States:
  Rest:
    Type: Wait
    Seconds: 755
    End: true`,
}
