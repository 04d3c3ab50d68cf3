package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var noTerminalState = &analyzer.Rule{
	Name:    "no-terminal-state",
	Summary: `Reports state machines without a terminal state: no state has "End": true, and none is a Succeed or Fail state.`,
	Why: `AWS rejects the definition: "Workflow has no terminal state." It doesn't require one in a branch or an
ItemProcessor; endless-loop reports a loop there that is never left.`,
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
		p.Report(at, "no state is terminal: at least one needs \"End\": true or the type Succeed or Fail")
	}
}
