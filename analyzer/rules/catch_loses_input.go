package rules

import (
	"fmt"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var catchLosesInput = &analyzer.Rule{
	Name:    "catch-loses-input",
	Summary: "Reports Catchers without ResultPath that lead to a state which reads the original input.",
	Why: `Without ResultPath, the output of a Catcher is only {"Error": …, "Cause": …}: the input of the failed
state is gone. A later state that reads anything else fails with States.Runtime, so the error that the Catcher
was meant to tolerate ends the execution after all.`,
	Since:      "0.1",
	Spec:       guideErrors,
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Bad: `{
  "StartAt": "Ship",
  "States": {
    "Ship": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sqs:sendMessage",
      "Parameters": {"QueueUrl": "${Queue}", "MessageBody.$": "$"},
      "Retry": [{"ErrorEquals": ["States.TaskFailed"]}],
      "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Note"}],
      "End": true
    },
    "Note": {"Type": "Pass", "Parameters": {"failed.$": "$.order.id"}, "End": true}
  }
}`,
	Good: `{
  "StartAt": "Ship",
  "States": {
    "Ship": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sqs:sendMessage",
      "Parameters": {"QueueUrl": "${Queue}", "MessageBody.$": "$"},
      "Retry": [{"ErrorEquals": ["States.TaskFailed"]}],
      "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "Note"}],
      "End": true
    },
    "Note": {"Type": "Pass", "Parameters": {"failed.$": "$.order.id"}, "End": true}
  }
}`,
	Check: func(p *analyzer.Pass) {
		for _, lost := range p.Flow().Lost {
			reader, path := shown(lost.Read.Field.State.Head().Name), pathText(lost.Read.Ref)
			p.ReportDiagnostic(source.Diagnostic{
				Span:    lost.Catcher.Next.Span(),
				Message: fmt.Sprintf("this Catcher replaces the input with the error, but state %q reads %q", reader, path),
				Hint:    `keep the input with "ResultPath": "$.error"`,
				Related: []source.Related{{Span: lost.Read.Ref.Span, Message: fmt.Sprintf("%q is read here", path)}},
			})
		}
	},
}
