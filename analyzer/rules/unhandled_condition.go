package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var unhandledCondition = &analyzer.Rule{
	Name:    "unhandled-condition",
	Summary: "Reports DynamoDB writes with a ConditionExpression whose failure is not caught.",
	Why: `A condition is there because it can fail. DynamoDB then raises ConditionalCheckFailedException, and
without a Catch the execution ends.`,
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
		caught := map[string]*handling{} // by the error
		for _, st := range p.Graph.Tasks {
			r := st.ARN
			args := st.Sent()
			if r.Kind != asl.IntegrationResource || r.Service != "dynamodb" || args == nil || args.Node.Kind != source.Object {
				continue
			}
			m := parameter(args.Node, "ConditionExpression")
			if m == nil {
				continue
			}
			raised := errorPrefix(r) + ".ConditionalCheckFailedException"
			if caught[raised] == nil {
				caught[raised] = catching(raised)
			}
			if !caught[raised].of(st) {
				p.Report(m.KeySpan, "task %q has a condition, but nothing catches its failure", st.Name)
			}
		}
	},
}
