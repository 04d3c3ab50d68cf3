package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var callbackWithoutTimeout = &analyzer.Rule{
	Name:    "callback-without-timeout",
	Summary: "Reports tasks that wait for a callback or an activity worker without a timeout or heartbeat.",
	Why: `If the process that holds the task token crashes, or no worker polls the activity, the answer never
comes. The execution then waits silently, for up to a year, without raising an error or an alarm. Set
HeartbeatSeconds or TimeoutSeconds so that the task fails and its Retry or Catch takes over.`,
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
			p.Report(st.NameSpan, "task %q waits for an activity worker without a timeout or heartbeat", st.Name)
		case r.Pattern == asl.WaitForTaskToken:
			p.Report(st.NameSpan, "task %q waits for a callback without a timeout or heartbeat", st.Name)
		}
	}
}
