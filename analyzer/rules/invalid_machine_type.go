package rules

import (
	"fmt"
	"slices"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var invalidMachineType = &analyzer.Rule{
	Name:     "invalid-machine-type",
	Summary:  "Reports types of state machines in templates other than STANDARD and EXPRESS.",
	Why:      `The service refuses to create the state machine. The words have capitals.`,
	Since:    "0.1",
	Spec:     apiCreate,
	Severity: source.Error,
	Bad: `Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: Express
      DefinitionUri: orders.asl.json`,
	Good: `Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: EXPRESS
      DefinitionUri: orders.asl.json`,
	CheckResource: func(p *analyzer.ResourcePass) {
		reportUnknownWord(p, "the type of a state machine", property(p, "StateMachineType"), asl.Standard.String(), asl.Express.String())
	},
}

// reportUnknownWord reports a word of a template that is none of those that are known, and whether it did.
func reportUnknownWord(p *analyzer.ResourcePass, what string, n *source.Node, known ...string) bool {
	word, ok := literal(n)
	if !ok || slices.Contains(known, word) {
		return false
	}
	d := source.Diagnostic{Span: n.Span, Message: fmt.Sprintf("%s is %s, not %q", what, list(known, "or"), word)}
	d.Misspelt(word, known)
	p.ReportDiagnostic(d)
	return true
}
