package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var directLambdaARN = &analyzer.Rule{
	Name:    "direct-lambda-arn",
	Summary: "Reports tasks that use the ARN of a Lambda function as their resource instead of lambda:invoke.",
	Why: `The old form still works, but it doesn't support callbacks, asynchronous invocations or a Qualifier
parameter, and its result lacks the status code. The developer guide recommends lambda:invoke.`,
	Since:      "0.1",
	Spec:       "https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html",
	Severity:   source.Advice,
	Confidence: analyzer.Advisory,
	Bad: `{
  "StartAt": "Ship",
  "States": {
    "Ship": {
      "Type": "Task",
      "Resource": "arn:aws:lambda:eu-west-1:${Account}:function:ship",
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Good: `{
  "StartAt": "Ship",
  "States": {
    "Ship": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Parameters": {"FunctionName": "arn:aws:lambda:eu-west-1:${Account}:function:ship", "Payload.$": "$"},
      "OutputPath": "$.Payload",
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Check: func(p *analyzer.Pass) {
		for _, st := range p.Graph.Tasks {
			if st.ARN.Kind == asl.LambdaResource {
				p.Report(st.Resource.Span(), `a function ARN as the resource is the old form (use "arn:aws:states:::lambda:invoke")`)
			}
		}
	},
}
