package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var noTerminalState = &analyzer.Rule{
	Name:       "no-terminal-state",
	Summary:    `Reports containers in which no state ends: none has "End": true, and none is a Succeed or Fail state.`,
	Why:        "The service refuses the definition, because an execution of it could never end.",
	Since:      "0.1",
	Spec:       specTransitions,
	Severity:   source.Error,
	Confidence: analyzer.Certain,
	Code:       "MISSING_END_STATE",
	Bad: `{
  "StartAt": "Pack",
  "States": {
    "Pack": {"Type": "Wait", "Seconds": 60, "Next": "Ship"},
    "Ship": {"Type": "Wait", "Seconds": 60, "Next": "Pack"}
  }
}`,
	Good: `{
  "StartAt": "Pack",
  "States": {
    "Pack": {"Type": "Wait", "Seconds": 60, "Next": "Ship"},
    "Ship": {"Type": "Wait", "Seconds": 60, "End": true}
  }
}`,
	Check: checkNoTerminalState,
}

func checkNoTerminalState(p *analyzer.Pass) {
	for _, m := range p.Graph.Machines {
		if len(m.States) == 0 || m.OpaqueStates || hasTerminal(m) {
			continue
		}
		at := m.StartAt.Span()
		if states := m.Node.Member("States"); states != nil {
			at = states.KeySpan
		}
		p.Report(at, "no state here ends: one needs \"End\": true, or must be a Succeed or Fail state")
	}
}
