package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var taskWithoutTimeout = &analyzer.Rule{
	Name:    "task-without-timeout",
	Summary: "Reports Task states without a timeout, in state machines that have none for the whole execution.",
	Why: `A task without a timeout may run for 99,999,999 seconds, more than three years. When an answer is lost, the execution
hangs, and nobody notices.`,
	Since:    "0.1",
	Spec:     guidePractices,
	Severity: source.Advice,
	Bad: `{
  "StartAt": "Ship",
  "States": {
    "Ship": {
      "Type": "Task",
      "Resource": "arn:aws:states:::glue:startJobRun.sync",
      "Parameters": {"JobName": "ship"},
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
      "Resource": "arn:aws:states:::glue:startJobRun.sync",
      "Parameters": {"JobName": "ship"},
      "TimeoutSeconds": 3600,
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "Give up"}],
      "End": true
    },
    "Give up": {"Type": "Fail"}
  }
}`,
	Check: checkTaskWithoutTimeout,
}

func checkTaskWithoutTimeout(p *analyzer.Pass) {
	if rootTimeout(p) || p.Type == analyzer.Express {
		return
	}
	for st := range each[*asl.Task](p) {
		if !hasTimeout(st) && !hasHeartbeat(st) && !isCallback(p.Resource(st)) {
			p.Report(st.NameSpan, "task %q has no timeout", st.Name)
		}
	}
}
