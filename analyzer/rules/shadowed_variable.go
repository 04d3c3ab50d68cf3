package rules

import (
	"fmt"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var shadowedVariable = &analyzer.Rule{
	Name:    "shadowed-variable",
	Summary: "Reports variables that a branch or processor assigns, and that a state around it assigns as well.",
	Why: `Variables of a branch or an iteration are gone at its end: what it assigns never reaches the variable outside. The
developer guide demands names that no scope around has.`,
	Since:      "0.1",
	Spec:       guideVariables,
	Severity:   source.Advice,
	Confidence: analyzer.Likely,
	Bad: `{
  "StartAt": "Count",
  "QueryLanguage": "JSONata",
  "States": {
    "Count": {"Type": "Pass", "Assign": {"count": 0}, "Next": "Each"},
    "Each": {
      "Type": "Map",
      "ItemProcessor": {
        "StartAt": "One",
        "States": {"One": {"Type": "Pass", "Assign": {"count": "{% $count + 1 %}"}, "End": true}}
      },
      "Output": "{% $count %}",
      "End": true
    }
  }
}`,
	Good: `{
  "StartAt": "Each",
  "QueryLanguage": "JSONata",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemProcessor": {"StartAt": "One", "States": {"One": {"Type": "Pass", "End": true}}},
      "Assign": {"count": "{% $count($states.result) %}"},
      "Next": "Tell"
    },
    "Tell": {"Type": "Pass", "Output": "{% $count %}", "End": true}
  }
}`,
	Check: checkShadowedVariable,
}

func checkShadowedVariable(p *analyzer.Pass) {
	vars := p.Variables()
	if len(vars.Assignments) < 2 || len(p.Graph.Machines) < 2 {
		return
	}
	type place struct {
		machine *asl.Machine
		name    string
	}
	first := map[place]source.Span{}
	for _, a := range vars.Assignments {
		at := place{a.State.Head().Machine, a.Name}
		if _, ok := first[at]; !ok {
			first[at] = a.Key
		}
	}
	for _, a := range vars.Assignments {
		for m := outer(a.State.Head().Machine); m != nil; m = outer(m) {
			if key, ok := first[place{m, a.Name}]; ok {
				p.ReportDiagnostic(source.Diagnostic{
					Span: a.Key, Message: fmt.Sprintf("variable %q is another one here than outside", "$"+a.Name),
					Related: []source.Related{{Span: key, Message: "the one outside is assigned here"}},
				})
				break
			}
		}
	}
}

// outer returns the container around another one; nil around the whole machine, and around a distributed Map, whose
// child executions have variables of their own.
func outer(m *asl.Machine) *asl.Machine {
	if m.Parent == nil {
		return nil
	}
	if each, ok := m.Parent.(*asl.Map); ok && each.Distributed() {
		return nil
	}
	return m.Parent.Head().Machine
}
