package rules

import (
	"fmt"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var missingCatch = &analyzer.Rule{
	Name:    "missing-catch",
	Summary: "Reports Task states whose errors are not caught, neither by the task nor by an enclosing state.",
	Why: `An uncaught error ends the whole execution immediately: no notification, no cleanup, and the effects
of earlier states remain.`,
	Since:      "0.1",
	Spec:       guideErrors,
	Severity:   source.Advice,
	Confidence: analyzer.Advisory,
	Bad: `{
  "StartAt": "Ship",
  "TimeoutSeconds": 300,
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
  "TimeoutSeconds": 300,
  "States": {
    "Ship": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sqs:sendMessage",
      "Parameters": {"QueueUrl": "${Queue}", "MessageBody.$": "$"},
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "Give up"}],
      "End": true
    },
    "Give up": {"Type": "Fail"}
  }
}`,
	Check: checkMissingCatch,
}

func checkMissingCatch(p *analyzer.Pass) {
	var lacking []*asl.Task
	caught := handling{has: catches}
	for _, st := range p.Graph.Tasks {
		if !caught.of(st) {
			lacking = append(lacking, st)
		}
	}
	if who := asOne(p, lacking, catches); who != "" {
		p.ReportDiagnostic(together(lacking, fmt.Sprintf("%s a Catch: an error in %q or %d more ends the execution",
			who, lacking[0].Name, len(lacking)-1)))
		return
	}
	for _, st := range lacking {
		p.Report(st.NameSpan, "task %q has no Catch, so an error ends the execution", st.Name)
	}
}
