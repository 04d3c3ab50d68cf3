package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var endlessLoop = &analyzer.Rule{
	Name:    "endless-loop",
	Summary: "Reports loops that no transition leaves.",
	Why: `A Standard execution that enters the loop goes around until its history reaches 25,000 events, and
then fails. Every round is billed.`,
	Since:      "0.1",
	Spec:       guideQuotas,
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Bad: `{
  "StartAt": "Ready?",
  "States": {
    "Ready?": {
      "Type": "Choice",
      "Choices": [{"Variable": "$.ready", "BooleanEquals": true, "Next": "Done"}],
      "Default": "Rest"
    },
    "Rest": {"Type": "Wait", "Seconds": 60, "Next": "Look"},
    "Look": {"Type": "Pass", "Next": "Rest"},
    "Done": {"Type": "Succeed"}
  }
}`,
	Good: `{
  "StartAt": "Ready?",
  "States": {
    "Ready?": {
      "Type": "Choice",
      "Choices": [{"Variable": "$.ready", "BooleanEquals": true, "Next": "Done"}],
      "Default": "Rest"
    },
    "Rest": {"Type": "Wait", "Seconds": 60, "Next": "Look"},
    "Look": {"Type": "Pass", "Next": "Ready?"},
    "Done": {"Type": "Succeed"}
  }
}`,
	Check: checkEndlessLoop,
}

func checkEndlessLoop(p *analyzer.Pass) {
	loops := p.Loops()
	// A state machine without any end has a message of its own; the service asks only the outermost container for one.
	endless := len(loops) > 0 && !hasTerminal(p.Definition.Machine)
	for _, loop := range loops {
		first := loop[0].Head()
		if endless && first.Machine.Parent == nil {
			continue
		}
		if p.Graph.Certain(first.Machine) && p.Graph.Reachable(loop[0]) && !p.Graph.Ends(loop[0]) {
			p.Report(first.NameSpan, "state %q is in a loop that never ends", first.Name)
		}
	}
}
