package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var credentialsWithoutRole = &analyzer.Rule{
	Name:    "credentials-without-role",
	Summary: "Reports Credentials of a task without a RoleArn, and Credentials of an activity.",
	Why: `AWS rejects the definition. Credentials name the IAM role that the task assumes, as "RoleArn" or
"RoleArn.$"; activities don't support them.`,
	Since:      "0.1",
	Spec:       "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-access-cross-acct-resources.html",
	Severity:   source.Error,
	Confidence: analyzer.Certain,
	Code:       "SCHEMA_VALIDATION_FAILED",
	Bad: `{
  "StartAt": "Send",
  "States": {
    "Send": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sqs:sendMessage",
      "Credentials": {"Role": "arn:aws:iam::${Account}:role/sender"},
      "Parameters": {"QueueUrl": "${Queue}", "MessageBody.$": "$"},
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Good: `{
  "StartAt": "Send",
  "States": {
    "Send": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sqs:sendMessage",
      "Credentials": {"RoleArn": "arn:aws:iam::${Account}:role/sender"},
      "Parameters": {"QueueUrl": "${Queue}", "MessageBody.$": "$"},
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Check: func(p *analyzer.Pass) {
		for _, st := range p.Graph.Tasks {
			n := st.Credentials.Node
			switch {
			case n == nil || n.Kind != source.Object || asl.IsOpaque(n):
			case st.ARN.Kind == asl.ActivityResource:
				p.Report(st.Credentials.KeySpan(), "\"Credentials\" is not allowed for activities")
			case awsTask(st.ARN) && n.Get("RoleArn") == nil && (st.Language == asl.JSONata || n.Get("RoleArn.$") == nil):
				p.Report(st.Credentials.KeySpan(), "\"Credentials\" needs the field \"RoleArn\"")
			}
		}
	},
}
