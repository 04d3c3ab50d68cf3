package rules

import (
	"fmt"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var unknownState = &analyzer.Rule{
	Name:    "unknown-state",
	Summary: "Reports transitions to a state that doesn't exist in the same container.",
	Why: `AWS rejects the definition. A transition can't leave its container: a state in a branch of a Parallel
state or in the processor of a Map state can only go to states in the same branch or processor.`,
	Since:      "0.1",
	Spec:       specTransitions,
	Severity:   source.Error,
	Confidence: analyzer.Certain,
	Code:       "MISSING_TRANSITION_TARGET",
	Bad: `{
  "StartAt": "Pack",
  "States": {
    "Pack": {"Type": "Choice", "Choices": [{"Variable": "$.n", "NumericGreaterThan": 0, "Next": "Ship"}], "Default": "Shp"},
    "Ship": {"Type": "Succeed"}
  }
}`,
	Good: `{
  "StartAt": "Pack",
  "States": {
    "Pack": {"Type": "Choice", "Choices": [{"Variable": "$.n", "NumericGreaterThan": 0, "Next": "Ship"}], "Default": "Refuse"},
    "Ship": {"Type": "Succeed"},
    "Refuse": {"Type": "Fail"}
  }
}`,
	Check: checkUnknownState,
}

func checkUnknownState(p *analyzer.Pass) {
	names := map[*asl.Machine][]string{}
	for i := range p.Graph.Edges {
		e := &p.Graph.Edges[i]
		if e.To != nil && !e.Guessed || !e.Field.Known() || e.Machine.OpaqueStates {
			continue
		}
		if names[e.Machine] == nil {
			names[e.Machine] = e.Machine.Names()
		}
		reportUnknownState(p, e, names[e.Machine])
	}
}

func reportUnknownState(p *analyzer.Pass, e *analyzer.Edge, names []string) {
	d := source.Diagnostic{Span: e.Field.Span()}
	if other := elsewhere(p, e.Field.Value); other != nil {
		d.Message = fmt.Sprintf("%q names state %q, which is in another container", e.Kind.Field(), e.Field.Value)
		d.Related = []source.Related{{Span: other.Head().NameSpan, Message: "it is here"}}
	} else {
		d.Message = fmt.Sprintf("%q names unknown state %q", e.Kind.Field(), e.Field.Value)
		d.Misspelt(e.Field.Value, names)
	}
	p.ReportDiagnostic(d)
}

func elsewhere(p *analyzer.Pass, name string) asl.State {
	for _, m := range p.Graph.Machines {
		if st := m.State(name); st != nil {
			return st
		}
	}
	return nil
}
