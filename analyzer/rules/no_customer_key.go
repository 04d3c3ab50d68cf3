package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var noCustomerKey = &analyzer.Rule{
	Name:    "no-customer-key",
	Summary: "Reports state machines in CloudFormation templates that are not encrypted with a customer managed key.",
	Why: `Definitions and histories are always encrypted, by default with a key that AWS owns. Only with a
customer managed KMS key can you control who decrypts them, and see in CloudTrail who did. SAM doesn't support
this property.`,
	Since:      "0.1",
	Spec:       "https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html",
	Severity:   source.Advice,
	Confidence: analyzer.Advisory,
	Optional:   true,
	Bad: `Resources:
  Orders:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: !GetAtt Role.Arn
      DefinitionS3Location: {Bucket: orders, Key: orders.asl.json}`,
	Good: `Resources:
  Orders:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: !GetAtt Role.Arn
      DefinitionS3Location: {Bucket: orders, Key: orders.asl.json}
      EncryptionConfiguration:
        Type: CUSTOMER_MANAGED_KMS_KEY
        KmsKeyId: !GetAtt Key.Arn`,
	CheckResource: checkNoCustomerKey,
}

func checkNoCustomerKey(p *analyzer.ResourcePass) {
	if p.SAM {
		return
	}
	encryption := p.Properties.Get("EncryptionConfiguration")
	kind, _ := literal(encryption.Get("Type"))
	switch {
	case kind == ownedKey:
		p.Report(encryption.Get("Type").Span, "state machine %q is encrypted with an AWS owned key", p.Name)
	case encryption == nil && isComplete(p, p.Properties):
		p.Report(p.Span, "state machine %q is encrypted with an AWS owned key", p.Name)
	}
}
