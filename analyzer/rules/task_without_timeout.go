package rules

import (
	"fmt"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var taskWithoutTimeout = &analyzer.Rule{
	Name:    "task-without-timeout",
	Summary: "Reports Task states without a timeout, in state machines that have none for the whole execution.",
	Why: `A task without a timeout may wait for 99,999,999 seconds, more than three years. A job (.sync) that hangs is paid for and
noticed by nobody, so that each is named; of calls that mostly end by themselves the first is.`,
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
	var calls []*asl.Task
	some := p.Suppresses()
	for st := range each[*asl.Task](p) {
		r := p.Resource(st)
		switch {
		case hasTimeout(st) || hasHeartbeat(st):
			some = true
		case r.Pattern == asl.Sync || r.Pattern == asl.Sync2:
			p.Report(st.NameSpan, "task %q waits for a job without a timeout", st.Name)
		case !isCallback(r):
			calls = append(calls, st)
		}
	}
	if len(calls) > 1 && !some {
		p.ReportDiagnostic(together(calls, fmt.Sprintf("no task has a timeout: neither %q nor %d more", calls[0].Name, len(calls)-1)))
		return
	}
	for _, st := range calls {
		p.Report(st.NameSpan, "task %q has no timeout", st.Name)
	}
}
