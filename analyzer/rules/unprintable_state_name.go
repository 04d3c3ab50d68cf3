package rules

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var unprintableStateName = &analyzer.Rule{
	Name:    "unprintable-state-name",
	Summary: "Reports state names that are empty or contain control characters.",
	Why: `A line break or tab in a name comes from an escape or a template, not from intent. "Next" must repeat it exactly, and
nobody sees it in the console, in logs or in an alarm that filters by the name of the state. AWS rejects names
that don't follow its naming convention (INVALID_STATE_NAME); its documentation doesn't say which ones.`,
	Since:      "0.1",
	Spec:       "https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html",
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Bad: `{
  "StartAt": "Ship\n",
  "States": {
    "Ship\n": {"Type": "Succeed"}
  }
}`,
	Good: `{
  "StartAt": "Ship",
  "States": {
    "Ship": {"Type": "Succeed"}
  }
}`,
	Check: func(p *analyzer.Pass) {
		for _, st := range p.Graph.States {
			checkUnprintableStateName(p, st.Head())
		}
	},
}

func checkUnprintableStateName(p *analyzer.Pass, head *asl.Header) {
	if head.Name == "" {
		p.Report(head.NameSpan, "this state name is empty")
		return
	}
	if i := strings.IndexFunc(head.Name, unicode.IsControl); i >= 0 {
		r, _ := utf8.DecodeRuneInString(head.Name[i:])
		p.Report(head.NameSpan, "state name %q contains the control character %U", head.Name, r)
	}
}
