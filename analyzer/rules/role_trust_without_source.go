package rules

import (
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var roleTrustWithoutSource = &analyzer.Rule{
	Name:    "role-trust-without-source",
	Summary: "Reports roles of state machines in templates that trust Step Functions, whichever state machine it acts for.",
	Why: `The service takes a role in the name of state machines. A condition on aws:SourceArn or aws:SourceAccount in the trust
policy sees to it that these are one's own, and that nobody borrows the role (the confused deputy).`,
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
		for _, service := range items(n.Get("Principal").Get("Service")) {
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
