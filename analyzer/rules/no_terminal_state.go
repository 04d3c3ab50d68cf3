package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var noTerminalState = &analyzer.Rule{
	Name:    "no-terminal-state",
	Summary: `Reports state machines in which no state ends: none has "End": true, and none is a Succeed or Fail state.`,
	Why: `AWS rejects the definition: "Workflow has no terminal state." It does not ask for one in a branch or an ItemProcessor; a loop
there that nothing leaves is a finding of endless-loop.`,
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
		if m.Parent != nil || len(m.States) == 0 || m.OpaqueStates || hasTerminal(m) {
			continue
		}
		at := m.StartAt.Span()
		if states := m.Node.Member("States"); states != nil {
			at = states.KeySpan
		}
		p.Report(at, "no state here ends: one needs \"End\": true, or must be a Succeed or Fail state")
	}
}
