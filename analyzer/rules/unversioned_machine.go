package rules

import (
	"slices"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/internal/cloudformation"
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
	versions := p.Resources.Of(cloudformation.TypeVersion, cloudformation.TypeAlias)
	if !slices.ContainsFunc(versions, func(m *source.Member) bool { return mayBeOf(p, m.Value.Get("Properties").Get("StateMachineArn")) }) {
		p.Report(p.Span, "state machine %q has neither a version nor an alias", p.Name)
	}
}

// mayBeOf reports whether an ARN may be that of the state machine. An alias has none where it names a version.
func mayBeOf(p *analyzer.ResourcePass, arn *source.Node) bool {
	target := cloudformation.Target(arn)
	return target == p.Name || arn != nil && p.Resources.Type(target) == ""
}
