package rules

import (
	"fmt"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var missingCatch = &analyzer.Rule{
	Name:    "missing-catch",
	Summary: "Reports Task states whose errors nothing catches, neither they themselves nor a state around them.",
	Why: `An error that is not caught ends the whole execution at once: nobody is told, nothing is cleaned up, and what earlier
states did stays as it is.`,
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
	for _, st := range p.Graph.Tasks {
		if !handled(st, catches) {
			lacking = append(lacking, st)
		}
	}
	if who := asOne(p, lacking, catches); who != "" {
		p.ReportDiagnostic(together(lacking, fmt.Sprintf("%s has a Catch: an error of %q or of one of %d more ends the execution",
			who, lacking[0].Name, len(lacking)-1)))
		return
	}
	for _, st := range lacking {
		p.Report(st.NameSpan, "task %q has no Catch, and an error of it ends the execution", st.Name)
	}
}
