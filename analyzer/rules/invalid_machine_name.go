package rules

import (
	"strings"
	"unicode/utf8"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var invalidMachineName = &analyzer.Rule{
	Name:    "invalid-machine-name",
	Summary: "Reports names of state machines in templates that are too long or have characters that names cannot have.",
	Why: `The service refuses to create the state machine (InvalidName). A name has 1 to 80 characters, and none of white space,
control characters, brackets, wildcards and the like. Letters of any script are accepted.`,
	Since:      "0.1",
	Spec:       apiCreate,
	Severity:   source.Error,
	Confidence: analyzer.Certain,
	Bad: `Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      Name: orders/ship
      DefinitionUri: orders.asl.json`,
	Good: `Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      Name: orders-ship
      DefinitionUri: orders.asl.json`,
	CheckResource: checkInvalidMachineName,
}

func checkInvalidMachineName(p *analyzer.ResourcePass) {
	n := p.Property("StateMachineName")
	name, ok := literal(n)
	if !ok {
		return
	}
	if count := utf8.RuneCountInString(name); count == 0 || count > asl.MaxNameLength {
		p.Report(n.Span, "the name of a state machine has 1 to %d characters, not %d", asl.MaxNameLength, count)
	}
	if i := strings.IndexFunc(name, forbiddenInMachineName); i >= 0 {
		r, size := utf8.DecodeRuneInString(name[i:])
		p.Report(n.SpanWithin(i, i+size), "the name of a state machine must not contain %q", r)
	}
}
