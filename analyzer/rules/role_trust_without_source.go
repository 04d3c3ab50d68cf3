package rules

import (
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var roleTrustWithoutSource = &analyzer.Rule{
	Name:    "role-trust-without-source",
	Summary: "Reports state machine roles in templates whose trust policy doesn't restrict the source.",
	Why: `Without a condition on aws:SourceArn or aws:SourceAccount, Step Functions may assume the role on
behalf of a state machine in another account (the confused deputy problem).`,
	Since:      "0.1",
	Spec:       "https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html",
	Severity:   source.Advice,
	Confidence: analyzer.Advisory,
	Optional:   true,
	Bad: `Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: orders.asl.json
      Role: !GetAtt Role.Arn
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - Effect: Allow
            Principal: {Service: states.amazonaws.com}
            Action: sts:AssumeRole`,
	Good: `Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: orders.asl.json
      Role: !GetAtt Role.Arn
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - Effect: Allow
            Principal: {Service: states.amazonaws.com}
            Action: sts:AssumeRole
            Condition: {StringEquals: {aws:SourceAccount: !Ref AWS::AccountId}}`,
	CheckResource: checkRoleTrustWithoutSource,
}

func checkRoleTrustWithoutSource(p *analyzer.ResourcePass) {
	for _, n := range statements([]*source.Node{roleOf(p).Get("AssumeRolePolicyDocument")}) {
		for _, service := range firstElements(n.Get("Principal").Get("Service")) {
			if isStepFunctions(service) {
				p.Report(service.Span, "this role trusts Step Functions without a condition on aws:SourceArn or aws:SourceAccount")
				break
			}
		}
	}
}

// isStepFunctions reports whether a principal is the service, in any region.
func isStepFunctions(n *source.Node) bool {
	text := textOf(n)
	return strings.HasPrefix(text, "states.") && (strings.Contains(text, ".amazonaws.com") || strings.HasSuffix(text, "${AWS::URLSuffix}"))
}
