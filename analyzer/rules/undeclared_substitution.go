package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

// undeclaredSubstitution is found where template and definition come together, in internal/locate.
var undeclaredSubstitution = &analyzer.Rule{
	Name:    "undeclared-substitution",
	Summary: "Reports a ${Name} in a definition that DefinitionSubstitutions of its template don't declare.",
	Why: `CloudFormation leaves the ${Name} in the definition. In an ARN, AWS rejects it; elsewhere the
deployment succeeds, and a task receives the text "${Name}" instead of a value. Only definitions whose template
declares substitutions are checked; in Fn::Sub and Fn::Join, a ${Name} refers to a name of the template. Inside
longer text, such as a shell command, only names that are similar to a declared one are reported. In a template file
of Terraform, every name must be a variable that templatefile passes: otherwise the plan fails.`,
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
