package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var invalidMachineType = &analyzer.Rule{
	Name:       "invalid-machine-type",
	Summary:    "Reports state machine types in templates other than STANDARD and EXPRESS.",
	Why:        "The deployment fails. The values are case-sensitive and in upper case.",
	Since:      "0.1",
	Spec:       apiCreate,
	Severity:   source.Error,
	Confidence: analyzer.Certain,
	Bad: `Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: Express
      DefinitionUri: orders.asl.json`,
	Good: `Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: EXPRESS
      DefinitionUri: orders.asl.json`,
	CheckResource: func(p *analyzer.ResourcePass) {
		reportUnknownWord(p, "the state machine type", p.Property("StateMachineType"), asl.Standard.String(), asl.Express.String())
	},
}
