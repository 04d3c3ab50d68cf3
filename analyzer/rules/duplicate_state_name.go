package rules

import (
	"fmt"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var duplicateStateName = &analyzer.Rule{
	Name:    "duplicate-state-name",
	Summary: "Reports states that have the same name in different containers.",
	Why: `AWS rejects the definition: state names must be unique in the whole state machine, including branches
of Parallel states and processors of Map states.`,
	Since:      "0.1",
	Spec:       specStates,
	Severity:   source.Error,
	Confidence: analyzer.Certain,
	Code:       "DUPLICATE_STATE_NAME",
	Bad: `{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemProcessor": {"StartAt": "Ship", "States": {"Ship": {"Type": "Pass", "End": true}}},
      "Next": "Ship"
    },
    "Ship": {"Type": "Succeed"}
  }
}`,
	Good: `{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemProcessor": {"StartAt": "Ship one", "States": {"Ship one": {"Type": "Pass", "End": true}}},
      "Next": "Ship"
    },
    "Ship": {"Type": "Succeed"}
  }
}`,
	Check: checkDuplicateStateName,
}

func checkDuplicateStateName(p *analyzer.Pass) {
	if len(p.Graph.Machines) == 1 {
		return // two equal names in one container are duplicate keys
	}
	first := make(map[string]asl.State, len(p.Graph.States))
	for _, st := range p.Graph.States {
		head := st.Head()
		other := first[head.Name]
		if other == nil {
			first[head.Name] = st
			continue
		}
		if other.Head().Machine == head.Machine {
			continue
		}
		p.ReportDiagnostic(source.Diagnostic{
			Span:    head.NameSpan,
			Message: fmt.Sprintf("another container already has a state %q", head.Name),
			Related: []source.Related{{Span: other.Head().NameSpan, Message: "the other state is here"}},
		})
	}
}
