package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var missingCatch = &analyzer.Rule{
	Name:    "missing-catch",
	Summary: "Reports Task states whose errors nothing catches, neither they themselves nor a Parallel or Map state around them.",
	Why: `An error that is not caught ends the whole execution at once: nobody is told, nothing is cleaned up, and what earlier
states did stays as it is.`,
	Since:    "0.1",
	Spec:     guideErrors,
	Severity: source.Advice,
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
	for st := range each[*asl.Task](p) {
		if !handled(st, catches) {
			p.Report(st.NameSpan, "task %q has no Catch, and an error of it ends the execution", st.Name)
		}
	}
}

// handled reports whether a state, or a state around it, has error handling of a kind.
func handled(st asl.State, has func(*asl.Recovery) bool) bool {
	for ; st != nil; st = st.Head().Machine.Parent {
		if recovery := asl.Recover(st); recovery != nil && has(recovery) {
			return true
		}
	}
	return false
}

func catches(r *asl.Recovery) bool { return r.Catch.Opaque || len(r.Catch.Value) > 0 }

func retries(r *asl.Recovery) bool { return r.Retry.Opaque || len(r.Retry.Value) > 0 }
