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
	u := unknownStates{pass: p, names: map[*asl.Machine][]string{}}
	for i := range p.Graph.Edges {
		e := &p.Graph.Edges[i]
		if e.To != nil && !e.Guessed || !e.Field.Known() || e.Machine.OpaqueStates {
			continue
		}
		u.report(e)
	}
}

// unknownStates keeps what it looks up, since a definition may have very many containers and unknown names.
type unknownStates struct {
	pass *analyzer.Pass
	// names are those of the states of a container.
	names map[*asl.Machine][]string
	// all has the first state of each name, nil until the first question.
	all map[string]asl.State
	// compared is how many unknown names have been compared with others.
	compared int
}

func (u *unknownStates) report(e *analyzer.Edge) {
	d := source.Diagnostic{Span: e.Field.Span()}
	if other := u.elsewhere(e.Field.Value); other != nil {
		d.Message = fmt.Sprintf("%q names state %q, which is in another container", e.Kind.Field(), e.Field.Value)
		d.Related = []source.Related{{Span: other.Head().NameSpan, Message: "it is here"}}
	} else {
		d.Message = fmt.Sprintf("%q names unknown state %q", e.Kind.Field(), e.Field.Value)
		if u.names[e.Machine] == nil {
			u.names[e.Machine] = e.Machine.Names()
		}
		if u.compared++; u.compared <= maxSuggestions {
			d.Misspelt(e.Field.Value, u.names[e.Machine])
		}
	}
	u.pass.ReportDiagnostic(d)
}

// elsewhere returns the first state of a name in any container.
func (u *unknownStates) elsewhere(name string) asl.State {
	if u.all == nil {
		u.all = make(map[string]asl.State, len(u.pass.Graph.States))
		for _, m := range u.pass.Graph.Machines {
			for _, st := range m.States {
				if name := st.Head().Name; u.all[name] == nil {
					u.all[name] = m.State(name)
				}
			}
		}
	}
	return u.all[name]
}
