package rules

import (
	"unicode"
	"unicode/utf8"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var invalidVariableName = &analyzer.Rule{
	Name:    "invalid-variable-name",
	Summary: "Reports invalid names of workflow variables.",
	Why: `AWS rejects the definition. A name starts with a letter, continues with letters, digits and
underscores, has at most 80 characters, and is not "states".`,
	Since:      "0.1",
	Spec:       guideVariables,
	Severity:   source.Error,
	Confidence: analyzer.Certain,
	Code:       "INVALID_VARIABLE_NAME",
	Bad: `{
  "StartAt": "Order",
  "States": {
    "Order": {"Type": "Pass", "Assign": {"order-id.$": "$.id"}, "Next": "Ship"},
    "Ship": {"Type": "Pass", "End": true}
  }
}`,
	Good: `{
  "StartAt": "Order",
  "States": {
    "Order": {"Type": "Pass", "Assign": {"orderId.$": "$.id"}, "Next": "Ship"},
    "Ship": {"Type": "Pass", "Parameters": {"id.$": "$orderId"}, "End": true}
  }
}`,
	Check: func(p *analyzer.Pass) {
		for _, a := range p.Variables().Assignments {
			switch {
			case asl.HasPlaceholder(a.Name):
			case a.Name == "states":
				p.Report(a.Key, "a variable cannot be named \"states\"")
			case utf8.RuneCountInString(a.Name) > asl.MaxNameLength:
				p.Report(a.Key, "a variable name can have at most %d characters", asl.MaxNameLength)
			case !isVariableName(a.Name):
				p.Report(a.Key, "%q is not a valid variable name", a.Name)
			}
		}
	},
}

func isVariableName(name string) bool {
	for i, r := range name {
		letter := unicode.IsLetter(r) || r == '_'
		if !letter && (i == 0 || !unicode.IsDigit(r) && !unicode.IsMark(r)) {
			return false
		}
	}
	return name != ""
}
