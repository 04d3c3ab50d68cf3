package rules

import (
	"slices"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/internal/cloudformation"
	"github.com/aslcheck/aslcheck/source"
)

var invalidAlias = &analyzer.Rule{
	Name:    "invalid-alias",
	Summary: "Reports versions and aliases of state machines in templates that can't be deployed.",
	Why: `The deployment fails when it reaches the version or the alias, often as the last resource of the stack. An alias
needs either a RoutingConfiguration of one or two versions whose weights add up to 100, or a DeploymentPreference.
It can point only to versions, and its name can't consist of digits, since it would look like the number of a version. In SAM,
DeploymentPreference and UseAliasAsEventTarget need AutoPublishAlias.`,
	Since:      "0.1",
	Spec:       "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachinealias.html",
	Severity:   source.Error,
	Confidence: analyzer.Certain,
	Bad: `Resources:
  Orders:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: !GetAtt Role.Arn
      DefinitionS3Location: {Bucket: orders, Key: orders.asl.json}
  Live:
    Type: AWS::StepFunctions::StateMachineAlias
    Properties:
      Name: live
      RoutingConfiguration:
        - {StateMachineVersionArn: !Ref New, Weight: 10}
        - {StateMachineVersionArn: !Ref Old, Weight: 80}
  New:
    Type: AWS::StepFunctions::StateMachineVersion
    Properties: {StateMachineArn: !Ref Orders}
  Old:
    Type: AWS::StepFunctions::StateMachineVersion
    Properties: {StateMachineArn: !Ref Orders}`,
	Good: `Resources:
  Orders:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: !GetAtt Role.Arn
      DefinitionS3Location: {Bucket: orders, Key: orders.asl.json}
  Live:
    Type: AWS::StepFunctions::StateMachineAlias
    Properties:
      Name: live
      RoutingConfiguration:
        - {StateMachineVersionArn: !Ref New, Weight: 20}
        - {StateMachineVersionArn: !Ref Old, Weight: 80}
  New:
    Type: AWS::StepFunctions::StateMachineVersion
    Properties: {StateMachineArn: !Ref Orders}
  Old:
    Type: AWS::StepFunctions::StateMachineVersion
    Properties: {StateMachineArn: !Ref Orders}`,
	CheckResource: checkInvalidAlias,
}

// checkInvalidAlias checks the versions and aliases of one state machine. Those of none in the template belong to the first.
func checkInvalidAlias(p *analyzer.ResourcePass) {
	if p.SAM {
		checkPublishedAlias(p)
	}
	owned := p.Resources.Owned(p.Name)
	if p.Resources.FirstMachine() == p.Node {
		owned = slices.Concat(p.Resources.Owned(""), owned)
	}
	for _, m := range owned {
		if p.Resources.Type(m.Key) == cloudformation.TypeVersion {
			checkVersionResource(p, m.Value)
		} else {
			checkAliasResource(p, m)
		}
	}
}

// checkPublishedAlias checks the properties that SAM makes a version and an alias of.
func checkPublishedAlias(p *analyzer.ResourcePass) {
	name := p.Properties.Get("AutoPublishAlias")
	checkAliasName(p, name)
	if preference := p.Properties.Member("DeploymentPreference"); preference != nil {
		checkPreference(p, preference.Value, true)
		if name == nil && isComplete(p, p.Properties) && !mayBeAbsent(preference.Value) {
			p.Report(preference.KeySpan, `"DeploymentPreference" needs "AutoPublishAlias"`)
		}
	}
	if target := p.Properties.Member("UseAliasAsEventTarget"); target != nil && name == nil && isTrue(target.Value) && isComplete(p, p.Properties) {
		p.Report(target.KeySpan, `"UseAliasAsEventTarget" needs "AutoPublishAlias"`)
	}
}

func checkVersionResource(p *analyzer.ResourcePass, version *source.Node) {
	arn := version.Get("Properties").Get("StateMachineArn")
	switch target := targetOf(p, arn); target.kind {
	case cloudformation.TypeVersion, cloudformation.TypeAlias:
		p.Report(arn.Span, "a version needs the ARN of a state machine, but %q is %s", target.id, describe(target.kind))
	case cloudformation.TypeMachine, cloudformation.TypeServerlessMachine:
		if target.attribute != "" && target.attribute != "Arn" {
			p.Report(arn.Span, "a version needs the ARN of a state machine, not its %s", target.attribute)
		}
	case missing:
		reportMissing(p, arn, target.id)
	}
}

func checkAliasResource(p *analyzer.ResourcePass, alias *source.Member) {
	properties := alias.Value.Get("Properties")
	checkAliasName(p, properties.Get("Name"))
	routing, preference := properties.Member("RoutingConfiguration"), properties.Member("DeploymentPreference")
	switch {
	case routing == nil && preference == nil: // what CloudFormation makes of StateMachineArn alone isn't documented
		if properties.Get("StateMachineArn") == nil && cloudformation.HasAll(properties) && cloudformation.HasAll(alias.Value) && !p.Resources.HasMacro() {
			p.Report(alias.KeySpan, "alias %q needs a RoutingConfiguration or a DeploymentPreference", alias.Key)
		}
	case routing != nil && preference != nil && !mayBeAbsent(routing.Value) && !mayBeAbsent(preference.Value):
		p.Report(preference.KeySpan, `an alias can't have both "RoutingConfiguration" and "DeploymentPreference"`)
	}
	if routing != nil {
		checkRouting(p, routing.Value)
	}
	if preference != nil {
		checkPreference(p, preference.Value, false)
	}
}
