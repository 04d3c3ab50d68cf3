package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var choiceWithoutDefault = &analyzer.Rule{
	Name:    "choice-without-default",
	Summary: "Reports Choice states without a Default, unless one of their rules always matches.",
	Why: `If no rule matches and the state has no Default, the execution fails with States.Runtime. No Catch
handles that error, not even one on an enclosing Parallel or Map state, so a single unexpected value ends the
whole execution. Add a Default that handles the value, or one that leads to a Fail state with a clear error.`,
	Since:      "0.1",
	Spec:       guideChoice,
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Bad: `{
  "StartAt": "Large?",
  "States": {
    "Large?": {"Type": "Choice", "Choices": [{"Variable": "$.size", "StringEquals": "large", "Next": "Split"}]},
    "Split": {"Type": "Succeed"}
  }
}`,
	Good: `{
  "StartAt": "Large?",
  "States": {
    "Large?": {
      "Type": "Choice",
      "Choices": [{"Variable": "$.size", "StringEquals": "large", "Next": "Split"}],
      "Default": "Refuse"
    },
    "Split": {"Type": "Succeed"},
    "Refuse": {"Type": "Fail"}
  }
}`,
	Check: checkChoiceWithoutDefault,
}

func checkChoiceWithoutDefault(p *analyzer.Pass) {
	ranges := &ranges{pass: p}
	for _, st := range p.Graph.Choices {
		if !st.Default.Set && !st.Choices.Opaque && len(st.Choices.Value) > 0 && !oneRuleMatches(p, st, ranges.at(st)) {
			p.Report(st.NameSpan, "choice %q has no Default and fails if none of its rules matches", st.Name)
		}
	}
}
