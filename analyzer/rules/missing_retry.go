package rules

import (
	"fmt"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var missingRetry = &analyzer.Rule{
	Name:    "missing-retry",
	Summary: "Reports Task states without Retry, except those that call Lambda, which have a rule of their own.",
	Why: `Every service fails now and then for a moment: it throttles, a connection breaks, a machine is replaced. Without Retry
such a moment fails the execution.`,
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
	for _, st := range p.Graph.Tasks {
		r := st.ARN
		if r.Kind != asl.ActivityResource && !st.Retry.Set && !handled(st, retries) && (!isLambda(r) || catchesLambda(st)) {
			lacking = append(lacking, st)
		}
	}
	if who := asOne(p, lacking, retries); who != "" {
		d := together(lacking, fmt.Sprintf("%s has a Retry for transient errors: neither %q nor %d more", who, lacking[0].Name, len(lacking)-1))
		d.Hint = `retry "States.TaskFailed"`
		p.ReportDiagnostic(d)
		return
	}
	for _, st := range lacking {
		p.ReportDiagnostic(source.Diagnostic{
			Span: st.NameSpan, Message: fmt.Sprintf("task %q has no Retry for transient errors of the service", st.Name),
			Hint: `retry "States.TaskFailed"`,
		})
	}
}
