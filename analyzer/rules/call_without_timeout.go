package rules

import (
	"fmt"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var callWithoutTimeout = &analyzer.Rule{
	Name:    "call-without-timeout",
	Summary: "Reports tasks that call a function or service without a timeout, in state machines that have no TimeoutSeconds either.",
	Why: `Without a timeout, a call that hangs holds up the execution until the called service gives up, which
for a Lambda function takes up to 15 minutes. With TimeoutSeconds slightly above the normal duration, the task
fails early with States.Timeout, and its Retry or Catch takes over.`,
	Since:      "0.1",
	Spec:       guidePractices,
	Severity:   source.Advice,
	Confidence: analyzer.Advisory,
	Optional:   true,
	Bad: `{
  "StartAt": "Ship",
  "States": {
    "Ship": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Parameters": {"FunctionName": "ship", "Payload.$": "$"},
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "Give up"}],
      "End": true
    },
    "Give up": {"Type": "Fail"}
  }
}`,
	Good: `{
  "StartAt": "Ship",
  "States": {
    "Ship": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Parameters": {"FunctionName": "ship", "Payload.$": "$"},
      "TimeoutSeconds": 30,
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "Give up"}],
      "End": true
    },
    "Give up": {"Type": "Fail"}
  }
}`,
	Check: checkCallWithoutTimeout,
}

func checkCallWithoutTimeout(p *analyzer.Pass) {
	if p.HasTimeout() || p.Type == asl.Express {
		return
	}
	var calls []*asl.Task
	some := p.Suppresses()
	for _, st := range p.Graph.Tasks {
		r := st.ARN
		switch {
		case hasTimeout(st) || hasHeartbeat(st):
			some = true
		case !isCallback(r) && !isJob(r):
			calls = append(calls, st)
		}
	}
	if len(calls) > fewTasks && !some {
		p.ReportDiagnostic(together(calls, fmt.Sprintf("no task has a timeout: %q and %d more", calls[0].Name, len(calls)-1)))
		return
	}
	for _, st := range calls {
		p.Report(st.NameSpan, "task %q has no timeout", st.Name)
	}
}
