package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var unversionedMachine = &analyzer.Rule{
	Name:    "unversioned-machine",
	Summary: "Reports state machines in templates with neither a version nor an alias.",
	Why: `Without a version, every deployment changes the definition for all callers at once. An execution of a
version keeps its definition, even if it's redriven; an alias moves callers to a new version gradually, and
back.`,
	Since:      "0.1",
	Spec:       "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-cd-aliasing-versioning.html",
	Severity:   source.Advice,
	Confidence: analyzer.Advisory,
	Optional:   true,
	Bad: `Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: orders.asl.json`,
	Good: `Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      AutoPublishAlias: live
      DefinitionUri: orders.asl.json`,
	CheckResource: checkUnversionedMachine,
}

func checkUnversionedMachine(p *analyzer.ResourcePass) {
	if p.SAM && p.Properties.Get("AutoPublishAlias") != nil || !isComplete(p, p.Properties) {
		return
	}
	if !p.Resources.MayHaveVersion(p.Name) {
		p.Report(p.Span, "state machine %q has neither a version nor an alias", p.Name)
	}
}
