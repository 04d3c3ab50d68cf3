package rules

import (
	"slices"
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

// mentions returns a function that reports whether a dollar sign followed by a name is anywhere in a text.
func mentions(text string) func(name string) bool {
	var words []string
	for rest := text; ; {
		_, after, found := strings.Cut(rest, "$")
		if !found {
			break
		}
		words, rest = append(words, after[:min(len(after), longestName)]), after
	}
	slices.Sort(words)
	return func(name string) bool {
		name = name[:min(len(name), longestName)]
		i, _ := slices.BinarySearch(words, name)
		return i < len(words) && strings.HasPrefix(words[i], name)
	}
}

// longestName is the number of bytes of a name that mentions looks for: variables have at most 80 characters.
const longestName = 320

func checkUnusedVariable(p *analyzer.Pass) {
	vars := p.Variables()
	if len(vars.Assignments) == 0 {
		return
	}
	read := map[string]bool{}
	for _, r := range vars.Reads {
		read[r.Ref.Name] = true
	}
	reported, mentioned := map[string]bool{}, mentions(p.Definition.Text())
	for _, a := range vars.Assignments {
		// A placeholder may turn into text that reads it.
		if !read[a.Name] && !reported[a.Name] && !mentioned(a.Name) {
			reported[a.Name] = true
			p.Report(a.Key, "variable %q is assigned but never read", "$"+a.Name)
		}
	}
}
