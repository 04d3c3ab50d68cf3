package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var unreachableState = &analyzer.Rule{
	Name:    "unreachable-state",
	Summary: "Reports states that no path from StartAt leads to.",
	Why: `The service refuses a definition with a state that no transition names. Two states that only lead to each other are
no better: they never run. Usually a transition was forgotten or names the wrong state.`,
	Since:    "0.1",
	Spec:     specTransitions,
	Severity: source.Error,
	Bad: `{
  "StartAt": "Pack",
  "States": {
    "Pack": {"Type": "Pass", "End": true},
    "Ship": {"Type": "Pass", "End": true}
  }
}`,
	Good: `{
  "StartAt": "Pack",
  "States": {
    "Pack": {"Type": "Pass", "Next": "Ship"},
    "Ship": {"Type": "Pass", "End": true}
  }
}`,
	Check: checkUnreachableState,
}

func checkUnreachableState(p *analyzer.Pass) {
	for _, st := range p.Graph.States {
		head := st.Head()
		if !p.Graph.Reachable(st) && head.Machine.State(head.Name) == st {
			p.Report(head.NameSpan, "state %q is never reached", head.Name)
		}
	}
}
