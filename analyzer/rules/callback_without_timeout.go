package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var callbackWithoutTimeout = &analyzer.Rule{
	Name:    "callback-without-timeout",
	Summary: "Reports tasks that wait for a callback or a worker with neither a timeout nor a heartbeat.",
	Why: `When the one who holds the task token fails, or no worker polls the activity, nothing ever answers. The execution then
waits for up to a year without an error or an alarm.`,
	Since:      "0.1",
	Spec:       guidePractices,
	Severity:   source.Warning,
	Confidence: analyzer.Advisory,
	Bad: `{
  "StartAt": "Approve",
  "States": {
    "Approve": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
      "Parameters": {"QueueUrl": "${Queue}", "MessageBody": {"token.$": "$$.Task.Token"}},
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Good: `{
  "StartAt": "Approve",
  "States": {
    "Approve": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
      "Parameters": {"QueueUrl": "${Queue}", "MessageBody": {"token.$": "$$.Task.Token"}},
      "HeartbeatSeconds": 600,
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Check: checkCallbackWithoutTimeout,
}

func checkCallbackWithoutTimeout(p *analyzer.Pass) {
	if p.HasTimeout() {
		return
	}
	for _, st := range p.Graph.Tasks {
		r := st.ARN
		switch {
		case hasTimeout(st) || hasHeartbeat(st):
		case r.Kind == asl.ActivityResource:
			p.Report(st.NameSpan, "task %q waits for a worker of its activity with neither a timeout nor a heartbeat", st.Name)
		case r.Pattern == asl.WaitForTaskToken:
			p.Report(st.NameSpan, "task %q waits for a callback with neither a timeout nor a heartbeat", st.Name)
		}
	}
}
