package rules

import (
	"strconv"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var invalidEncryption = &analyzer.Rule{
	Name:    "invalid-encryption",
	Summary: "Reports an invalid EncryptionConfiguration of a state machine in a template.",
	Why: `The deployment fails with InvalidEncryptionConfiguration. The type CUSTOMER_MANAGED_KMS_KEY needs a
KmsKeyId. AWS_OWNED_KEY allows neither a KmsKeyId nor a KmsDataKeyReusePeriodSeconds, which must be from 60 to
900.`,
	Since:      "0.1",
	Spec:       cfnEncryption,
	Severity:   source.Error,
	Confidence: analyzer.Certain,
	Bad: `Resources:
  Orders:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: !GetAtt Role.Arn
      DefinitionS3Location: {Bucket: orders, Key: orders.asl.json}
      EncryptionConfiguration:
        Type: CUSTOMER_MANAGED_KMS_KEY`,
	Good: `Resources:
  Orders:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: !GetAtt Role.Arn
      DefinitionS3Location: {Bucket: orders, Key: orders.asl.json}
      EncryptionConfiguration:
        Type: CUSTOMER_MANAGED_KMS_KEY
        KmsKeyId: !GetAtt Key.Arn`,
	CheckResource: checkInvalidEncryption,
}

// The limits of KmsDataKeyReusePeriodSeconds.
const (
	minKeyReuse = 60
	maxKeyReuse = 900
)

func checkInvalidEncryption(p *analyzer.ResourcePass) {
	encryption := p.Properties.Get("EncryptionConfiguration")
	if p.SAM || encryption == nil || encryption.Kind != source.Object {
		return // SAM has no such property
	}
	kind, reuse := encryption.Get("Type"), encryption.Get("KmsDataKeyReusePeriodSeconds")
	reportUnknownWord(p, "the encryption type", kind, customerKey, ownedKey)
	text, known := literal(kind)
	switch {
	case kind == nil && isComplete(p, encryption):
		p.Report(encryption.Span, "encryption needs a type: %s", list([]string{customerKey, ownedKey}, "or"))
	case known && text == customerKey && encryption.Get("KmsKeyId") == nil && isComplete(p, encryption):
		p.Report(kind.Span, "encryption with %s needs a KmsKeyId", customerKey)
	case known && text == ownedKey:
		for _, m := range members(encryption, []string{"KmsKeyId", "KmsDataKeyReusePeriodSeconds"}) {
			if !mayBeAbsent(m.Value) {
				p.Report(m.KeySpan, "%q is not allowed with %s", m.Key, ownedKey)
			}
		}
	}
	if reuse == nil || reuse.Kind != source.Number || text == ownedKey {
		return
	}
	if seconds, err := strconv.Atoi(reuse.Text); err == nil && (seconds < minKeyReuse || seconds > maxKeyReuse) {
		p.Report(reuse.Span, "data keys are reused for %d to %d seconds, not %d", minKeyReuse, maxKeyReuse, seconds)
	}
}
