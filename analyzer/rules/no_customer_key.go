package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var noCustomerKey = &analyzer.Rule{
	Name:    "no-customer-key",
	Summary: "Reports state machines in templates of CloudFormation that are not encrypted with a key of one's own.",
	Why: `Definition and histories are always encrypted, by default with a key of AWS. Only with a key of one's own does its policy
decide who reads them, and its log show who did. SAM has no such property.`,
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
		p.Report(encryption.Get("Type").Span, "the state machine %q is encrypted with a key of AWS", p.Name)
	case encryption == nil && isComplete(p, p.Properties):
		p.Report(p.Span, "the state machine %q is encrypted with a key of AWS", p.Name)
	}
}
