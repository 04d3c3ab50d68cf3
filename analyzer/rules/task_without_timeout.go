package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var taskWithoutTimeout = &analyzer.Rule{
	Name:    "task-without-timeout",
	Summary: "Reports tasks that wait for a job (.sync) without a timeout, in state machines that have no TimeoutSeconds either.",
	Why: `The default timeout of a task is 99,999,999 seconds, more than three years. If the job hangs, you pay
for it until someone notices.`,
	Since:      "0.1",
	Spec:       guidePractices,
	Severity:   source.Advice,
	Confidence: analyzer.Advisory,
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

// checkTaskWithoutTimeout only checks jobs: other rules check callbacks, activities and calls, which
// their services answer within minutes.
func checkTaskWithoutTimeout(p *analyzer.Pass) {
	if p.HasTimeout() || p.Type == asl.Express {
		return
	}
	for _, st := range p.Graph.Tasks {
		if isJob(st.ARN) && !hasTimeout(st) && !hasHeartbeat(st) {
			p.Report(st.NameSpan, "task %q waits for a job without a timeout", st.Name)
		}
	}
}
