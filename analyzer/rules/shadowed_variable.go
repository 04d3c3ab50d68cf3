package rules

import (
	"fmt"
	"slices"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var shadowedVariable = &analyzer.Rule{
	Name:    "shadowed-variable",
	Summary: "Reports variables that a branch or processor assigns although they are assigned before the enclosing state.",
	Why: `AWS rejects the definition: "The variable name 'x' was already defined in a parent scope." Variables
of a branch or an iteration are discarded when it ends, so the assignment would never reach the outer variable.
Rename the inner variable, and return results in the output. A variable that is only assigned by the enclosing
state itself, or after it, is allowed.`,
	Since:      "0.1",
	Spec:       guideVariables,
	Severity:   source.Error,
	Confidence: analyzer.Likely,
	Code:       "SCHEMA_VALIDATION_FAILED",
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
	type scope struct {
		machine *asl.Machine
		name    string
	}
	assigned := map[scope][]analyzer.VariableAssignment{} // the first one of all, and the first one in another state than that
	for _, a := range vars.Assignments {
		in := scope{a.State.Head().Machine, a.Name}
		if known := assigned[in]; len(known) == 0 || len(known) == 1 && known[0].State != a.State {
			assigned[in] = append(known, a)
		}
	}
	for _, a := range vars.Assignments {
		for inner := a.State.Head().Machine; outer(inner) != nil; inner = outer(inner) {
			around := inner.Parent
			if !vars.MayBeAssigned(around, a.Name) {
				continue
			}
			// What the state around assigns itself is too late for the states inside (recorded in test_parallel_catch_error).
			others := assigned[scope{outer(inner), a.Name}]
			i := slices.IndexFunc(others, func(other analyzer.VariableAssignment) bool { return other.State != around })
			if i < 0 {
				continue
			}
			p.ReportDiagnostic(source.Diagnostic{
				Span: a.Key, Message: fmt.Sprintf("variable %q is already assigned outside state %q", "$"+a.Name, shown(around.Head().Name)),
				Related: []source.Related{{Span: others[i].Key, Message: "it is assigned here"}},
			})
			break
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
