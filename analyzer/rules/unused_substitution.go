package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

// unusedSubstitution passes on the findings of internal/locate, which knows both the template and the definition.
var unusedSubstitution = &analyzer.Rule{
	Name:    "unused-substitution",
	Summary: "Reports names in DefinitionSubstitutions of a template that the definition never uses.",
	Why: `The value was meant to be in the definition: usually it's hard-coded there, or another name is used.
The definition may be in the same resource, or in the local file that DefinitionUri names.`,
	Since:      "0.1",
	Spec:       guideSubstitutions,
	Severity:   source.Advice,
	Confidence: analyzer.Likely,
	Bad: `Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionSubstitutions:
        Receipt: !Ref ReceiptTopic
      Definition:
        StartAt: Tell
        States:
          Tell:
            Type: Task
            Resource: arn:aws:states:::sns:publish
            Parameters: {TopicArn: "arn:aws:sns:us-east-1:418273645091:receipt", Message.$: $.text}
            End: true`,
	Good: `Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionSubstitutions:
        Receipt: !Ref ReceiptTopic
      Definition:
        StartAt: Tell
        States:
          Tell:
            Type: Task
            Resource: arn:aws:states:::sns:publish
            Parameters: {TopicArn: "${Receipt}", Message.$: $.text}
            End: true`,
	CheckResource: func(p *analyzer.ResourcePass) {
		for _, d := range p.Unused {
			p.ReportDiagnostic(d)
		}
	},
}
