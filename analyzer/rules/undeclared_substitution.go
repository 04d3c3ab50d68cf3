package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

// undeclaredSubstitution is found where template and definition come together, in internal/locate.
var undeclaredSubstitution = &analyzer.Rule{
	Name:    "undeclared-substitution",
	Summary: "Reports a ${Name} in a definition that the DefinitionSubstitutions of its template do not have.",
	Why: `It stays as it is: the service refuses it as an ARN, and a task gets the text "${Name}" for a value. Only templates that
declare substitutions are judged. In Fn::Sub and Fn::Join names are those of the template, and among other words, as in
commands of a shell, only names are reported that are nearly declared.`,
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
