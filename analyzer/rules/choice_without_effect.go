package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var choiceWithoutEffect = &analyzer.Rule{
	Name:    "choice-without-effect",
	Summary: "Reports Choice states whose rules and Default all lead to the same state.",
	Why: `The Choice makes no difference: the same state follows whatever the data is. Usually one of the names
is a copy-and-paste mistake; otherwise the Choice can be removed.`,
	Since:      "0.1",
	Spec:       guideChoice,
	Severity:   source.Advice,
	Confidence: analyzer.Likely,
	Bad: `{
  "StartAt": "Large?",
  "States": {
    "Large?": {
      "Type": "Choice",
      "Choices": [{"Variable": "$.size", "StringEquals": "large", "Next": "Ship"}],
      "Default": "Ship"
    },
    "Ship": {"Type": "Succeed"}
  }
}`,
	Good: `{
  "StartAt": "Large?",
  "States": {
    "Large?": {
      "Type": "Choice",
      "Choices": [{"Variable": "$.size", "StringEquals": "large", "Next": "Split"}],
      "Default": "Ship"
    },
    "Split": {"Type": "Pass", "Next": "Ship"},
    "Ship": {"Type": "Succeed"}
  }
}`,
	Check: func(p *analyzer.Pass) {
		for _, st := range p.Graph.Choices {
			if st.Default.Known() && !st.Choices.Opaque && len(st.Choices.Value) > 0 && allLeadTo(st) {
				p.Report(st.NameSpan, "choice %q always leads to %q", st.Name, st.Default.Value)
			}
		}
	},
}

// allLeadTo reports whether all rules lead where Default does, and none changes data or variables on the way.
func allLeadTo(st *asl.Choice) bool {
	for _, rule := range st.Choices.Value {
		if !rule.Next.Known() || rule.Next.Value != st.Default.Value || rule.Assign.Set || rule.Output.Set {
			return false
		}
	}
	return true
}
