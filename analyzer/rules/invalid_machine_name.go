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
	Summary: "Reports state machine names in templates that are too long or contain forbidden characters.",
	Why: `The deployment fails with InvalidName. A name has 1 to 80 characters and can't contain white space,
control characters, brackets, wildcards or other special characters. Letters of any script are allowed.`,
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
		p.Report(n.Span, "a state machine name must have 1 to %d characters, not %d", asl.MaxNameLength, count)
	}
	if i := strings.IndexFunc(name, forbiddenInMachineName); i >= 0 {
		r, size := utf8.DecodeRuneInString(name[i:])
		p.Report(n.SpanWithin(i, i+size), "a state machine name must not contain %q", r)
	}
}
