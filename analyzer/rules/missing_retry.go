package rules

import (
	"fmt"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var missingRetry = &analyzer.Rule{
	Name:    "missing-retry",
	Summary: "Reports Task states without a Retry, except calls of Lambda, which missing-lambda-retry checks.",
	Why: `Every service has transient failures: throttling, dropped connections, replaced hosts. Without a
Retry, one of them fails the execution, although the next attempt would have succeeded.`,
	Since:      "0.1",
	Spec:       guideErrors,
	Severity:   source.Advice,
	Confidence: analyzer.Advisory,
	Bad: `{
  "StartAt": "Ship",
  "States": {
    "Ship": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sqs:sendMessage",
      "Parameters": {"QueueUrl": "${Queue}", "MessageBody.$": "$"},
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
      "Retry": [{"ErrorEquals": ["States.TaskFailed"], "IntervalSeconds": 2, "MaxAttempts": 4}],
      "End": true
    }
  }
}`,
	Check: checkMissingRetry,
}

func checkMissingRetry(p *analyzer.Pass) {
	var lacking []*asl.Task
	retried, caught := handling{has: retries}, catchingLambda()
	for _, st := range p.Graph.Tasks {
		r := st.ARN
		if r.Kind != asl.ActivityResource && !mayBeActivity(st) && !st.Retry.Set && !retried.of(st) && (!isLambda(r) || caught.of(st)) {
			lacking = append(lacking, st)
		}
	}
	if who := asOne(p, lacking, retries); who != "" {
		d := together(lacking, fmt.Sprintf("%s a Retry for transient errors: %q and %d more", who, lacking[0].Name, len(lacking)-1))
		d.Hint = `retry "States.TaskFailed"`
		p.ReportDiagnostic(d)
		return
	}
	for _, st := range lacking {
		p.ReportDiagnostic(source.Diagnostic{
			Span: st.NameSpan, Message: fmt.Sprintf("task %q has no Retry for transient service errors", st.Name),
			Hint: `retry "States.TaskFailed"`,
		})
	}
}

// mayBeActivity reports whether a task sends heartbeats to a resource that is known only at deployment: then it's an activity,
// whose workers fetch their tasks, or a callback.
func mayBeActivity(st *asl.Task) bool { return st.Resource.Opaque && hasHeartbeat(st) }
