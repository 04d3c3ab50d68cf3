package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

// undeclaredSubstitution is found where template and definition come together, in internal/locate.
var undeclaredSubstitution = &analyzer.Rule{
	Name:    "undeclared-substitution",
	Summary: "Reports a ${Name} in a definition that the DefinitionSubstitutions of its template do not have.",
	Why: `CloudFormation leaves an undeclared ${Name} in the definition. In an ARN, creating the state machine fails; anywhere else the
deployment succeeds and the task receives the text "${Name}" instead of the value. Only definitions whose template declares
substitutions are checked. In Fn::Sub and Fn::Join, names of the template count as declared. Inside longer text, such as a
shell command, only names close to a declared one are reported.`,
	Since:      "0.1",
	Spec:       guideSubstitutions,
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Bad: `Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionSubstitutions:
        OrdersTable: !Ref Table
      Definition:
        StartAt: Find
        States:
          Find:
            Type: Task
            Resource: arn:aws:states:::dynamodb:getItem
            Parameters: {TableName: "${OrderTable}", Key: {Id: {S.$: $.id}}}
            End: true`,
	Good: `Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionSubstitutions:
        OrdersTable: !Ref Table
      Definition:
        StartAt: Find
        States:
          Find:
            Type: Task
            Resource: arn:aws:states:::dynamodb:getItem
            Parameters: {TableName: "${OrdersTable}", Key: {Id: {S.$: $.id}}}
            End: true`,
}
