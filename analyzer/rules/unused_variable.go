package rules

import (
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var unusedVariable = &analyzer.Rule{
	Name:       "unused-variable",
	Summary:    "Reports workflow variables that are assigned but never read.",
	Why:        "Either the assignment can be removed, or another state reads the wrong variable.",
	Since:      "0.1",
	Spec:       guideVariables,
	Severity:   source.Advice,
	Confidence: analyzer.Likely,
	Bad: `{
  "StartAt": "Order",
  "QueryLanguage": "JSONata",
  "States": {
    "Order": {"Type": "Pass", "Assign": {"order": "{% $states.input.id %}"}, "Next": "Ship"},
    "Ship": {"Type": "Pass", "Output": {"id": "{% $states.input.id %}"}, "End": true}
  }
}`,
	Good: `{
  "StartAt": "Order",
  "QueryLanguage": "JSONata",
  "States": {
    "Order": {"Type": "Pass", "Assign": {"order": "{% $states.input.id %}"}, "Next": "Ship"},
    "Ship": {"Type": "Pass", "Output": {"id": "{% $order %}"}, "End": true}
  }
}`,
	Check: checkUnusedVariable,
}

func checkUnusedVariable(p *analyzer.Pass) {
	vars := p.Variables()
	if len(vars.Assignments) == 0 {
		return
	}
	read := map[string]bool{}
	for _, r := range vars.Reads {
		read[r.Ref.Name] = true
	}
	reported := map[string]bool{}
	for _, a := range vars.Assignments {
		// A placeholder may turn into text that reads it.
		if !read[a.Name] && !reported[a.Name] && !strings.Contains(p.Definition.File.Text, "$"+a.Name) {
			reported[a.Name] = true
			p.Report(a.Key, "variable %q is assigned but never read", "$"+a.Name)
		}
	}
}
