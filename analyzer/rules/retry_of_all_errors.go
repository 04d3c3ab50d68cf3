package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var retryOfAllErrors = &analyzer.Rule{
	Name:    "retry-of-all-errors",
	Summary: "Reports Task states that retry States.ALL, unless an earlier Retrier excludes some errors.",
	Why: `Permanent errors are retried too: invalid input, a missing permission, a function that doesn't exist.
Every attempt costs time and money, and the error surfaces only after all waits have passed.`,
	Since:      "0.1",
	Spec:       guideErrors,
	Severity:   source.Advice,
	Confidence: analyzer.Advisory,
	Optional:   true,
	Bad: `{
  "StartAt": "Ship",
  "States": {
    "Ship": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sqs:sendMessage",
      "Parameters": {"QueueUrl": "${Queue}", "MessageBody.$": "$"},
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
      "Resource": "arn:aws:states:::sqs:sendMessage",
      "Parameters": {"QueueUrl": "${Queue}", "MessageBody.$": "$"},
      "Retry": [{"ErrorEquals": ["SQS.RequestThrottledException"]}],
      "End": true
    }
  }
}`,
	Check: func(p *analyzer.Pass) {
		for _, st := range p.Graph.Tasks {
			for _, r := range st.Retry.Value {
				if r.MaxAttempts.Known() && r.MaxAttempts.Value == 0 {
					break // the author has excluded permanent errors
				}
				checkRetryOfAll(p, r)
			}
		}
	},
}

func checkRetryOfAll(p *analyzer.Pass, r *asl.Retrier) {
	for i := range r.ErrorEquals.Value {
		if name := &r.ErrorEquals.Value[i]; name.Known() && name.Value == asl.ErrorAll {
			p.Report(name.Span(), "%q also retries errors that another attempt cannot fix", asl.ErrorAll)
		}
	}
}
