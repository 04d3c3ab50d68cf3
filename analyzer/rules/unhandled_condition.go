package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var unhandledCondition = &analyzer.Rule{
	Name:    "unhandled-condition",
	Summary: "Reports writes to DynamoDB with a ConditionExpression, where nothing catches that the condition does not hold.",
	Why: `A condition is there because it may not hold. DynamoDB raises ConditionalCheckFailedException then, and without a Catch
that ends the execution.`,
	Since:      "0.1",
	Spec:       "https://docs.aws.amazon.com/step-functions/latest/dg/connect-ddb.html",
	Severity:   source.Advice,
	Confidence: analyzer.Advisory,
	Bad: `{
  "StartAt": "Lock",
  "States": {
    "Lock": {
      "Type": "Task",
      "Resource": "arn:aws:states:::dynamodb:putItem",
      "Parameters": {
        "TableName": "locks",
        "Item": {"id": {"S.$": "$.id"}},
        "ConditionExpression": "attribute_not_exists(id)"
      },
      "End": true
    }
  }
}`,
	Good: `{
  "StartAt": "Lock",
  "States": {
    "Lock": {
      "Type": "Task",
      "Resource": "arn:aws:states:::dynamodb:putItem",
      "Parameters": {
        "TableName": "locks",
        "Item": {"id": {"S.$": "$.id"}},
        "ConditionExpression": "attribute_not_exists(id)"
      },
      "Catch": [{"ErrorEquals": ["DynamoDB.ConditionalCheckFailedException"], "Next": "Locked"}],
      "End": true
    },
    "Locked": {"Type": "Succeed"}
  }
}`,
	Check: func(p *analyzer.Pass) {
		for _, st := range p.Graph.Tasks {
			r := st.ARN
			args := arguments(st)
			if r.Kind != asl.IntegrationResource || r.Service != "dynamodb" || args == nil || args.Node.Kind != source.Object {
				continue
			}
			if m := parameter(args.Node, "ConditionExpression"); m != nil && !catchesError(st, errorPrefix(r)+".ConditionalCheckFailedException") {
				p.Report(m.KeySpan, "task %q has a condition, and nothing catches that it does not hold", st.Name)
			}
		}
	},
}
