package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/internal/awsapi"
	"github.com/aslcheck/aslcheck/source"
)

var retiredService = &analyzer.Rule{
	Name:    "retired-service",
	Summary: "Reports AWS SDK integrations with services that Step Functions or the AWS SDKs have dropped.",
	Why: `AWS shuts a service down some months before its SDKs and Step Functions drop it. The task fails, and a state machine
with it may no longer be created or updated.`,
	Since:      "0.1",
	Spec:       "https://docs.aws.amazon.com/step-functions/latest/dg/awssdk-release-history.html",
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Bad: `{
  "StartAt": "Read",
  "States": {
    "Read": {
      "Type": "Task",
      "Resource": "arn:aws:states:::aws-sdk:qldb:describeLedger",
      "Parameters": {"Name": "orders"},
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Good: `{
  "StartAt": "Read",
  "States": {
    "Read": {
      "Type": "Task",
      "Resource": "arn:aws:states:::aws-sdk:dynamodb:describeTable",
      "Parameters": {"TableName": "orders"},
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Check: func(p *analyzer.Pass) {
		for _, st := range p.Graph.Tasks {
			if !checkable(st) || !st.ARN.SDK {
				continue
			}
			s := awsapi.Lookup(st.ARN.Service)
			switch {
			case s == nil:
			case s.Removed != "":
				p.Report(st.Resource.Span(), "Step Functions dropped service %q in its release of %s", s.Name, s.Removed)
			case s.Dropped != "":
				p.Report(st.Resource.Span(), "the AWS SDKs dropped service %q by %s", s.Name, s.Dropped)
			}
		}
	},
}
