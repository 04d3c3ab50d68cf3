package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var unreachableState = &analyzer.Rule{
	Name:    "unreachable-state",
	Summary: "Reports states that no path from StartAt reaches.",
	Why: `AWS rejects a definition with a state that no transition names. It accepts two states that lead only
to each other, but they never run either. Usually a transition is missing or names the wrong state.`,
	Since:      "0.1",
	Spec:       specTransitions,
	Severity:   source.Error,
	Confidence: analyzer.Certain,
	Code:       "MISSING_TRANSITION_TARGET",
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
	for _, m := range p.Graph.Machines {
		if p.Graph.Entry(m) == nil {
			checkUnnamedStates(p, m)
			continue
		}
		for _, st := range m.States {
			if !p.Graph.Reachable(st) && m.State(st.Head().Name) == st {
				reportUnreachable(p, st)
			}
		}
	}
}

func reportUnreachable(p *analyzer.Pass, st asl.State) {
	p.Report(st.Head().NameSpan, "state %q is never reached", st.Head().Name)
}

// checkUnnamedStates reports the states that no transition names, where StartAt names none that exists. A single one was
// probably meant to be the start.
func checkUnnamedStates(p *analyzer.Pass, m *asl.Machine) {
	if !p.Graph.Certain(m) || !m.StartAt.Known() {
		return
	}
	var unnamed []asl.State
	for _, st := range m.States {
		if len(p.Graph.In(st)) == 0 && m.State(st.Head().Name) == st {
			unnamed = append(unnamed, st)
		}
	}
	if len(unnamed) < 2 {
		return
	}
	for _, st := range unnamed {
		reportUnreachable(p, st)
	}
}
