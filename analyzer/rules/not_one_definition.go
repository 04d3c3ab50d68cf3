package rules

import (
	"slices"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var notOneDefinition = &analyzer.Rule{
	Name:    "not-one-definition",
	Summary: "Reports state machines in templates without a definition, or with more than one.",
	Why: `The deployment fails. CloudFormation requires exactly one of Definition, DefinitionString and
DefinitionS3Location; SAM requires one of Definition and DefinitionUri.`,
	Since:      "0.1",
	Spec:       cfnStateMachine,
	Severity:   source.Error,
	Confidence: analyzer.Certain,
	Bad: `Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: orders.asl.json
      Definition:
        StartAt: Done
        States: {Done: {Type: Succeed}}`,
	Good: `Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: orders.asl.json`,
	CheckResource: checkNotOneDefinition,
}

func checkNotOneDefinition(p *analyzer.ResourcePass) {
	known := []string{"Definition", "DefinitionString", "DefinitionS3Location"}
	if p.SAM {
		known = []string{"Definition", "DefinitionUri"}
	}
	present := members(p.Properties, known)
	if len(present) == 0 && isComplete(p, p.Properties) {
		p.Report(p.Span, "state machine %q has no definition: it needs %s", p.Name, list(known, "or"))
	}
	present = slices.DeleteFunc(present, func(m *source.Member) bool { return mayBeAbsent(m.Value) })
	for i := 1; i < len(present); i++ {
		p.Report(present[i].KeySpan, "state machine %q already has a definition in %q", p.Name, present[0].Key)
	}
}
