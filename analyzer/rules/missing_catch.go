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

// asOne returns the beginning of one finding on all tasks that lack error handling of a kind: "no task" where no state has
// it, "hardly a task" where most tasks lack it. It returns "" where each task is named: few lack it, or a comment ignores a
// rule for one of them.
func asOne(p *analyzer.Pass, lacking []*asl.Task, has func(*asl.Recovery) bool) string {
	if len(lacking) <= fewTasks || p.Suppresses() {
		return ""
	}
	some := false
	for _, st := range p.Graph.States {
		recovery := asl.Recover(st)
		some = some || recovery != nil && has(recovery)
	}
	switch {
	case !some:
		return "no task"
	case 4*len(lacking) > 3*len(p.Graph.Tasks):
		return "hardly a task"
	default:
		return ""
	}
}

// fewTasks are so few that each is named.
const fewTasks = 3

// mostRelated bounds how many places a finding on many tasks shows.
const mostRelated = 10

// together is one finding for tasks that lack the same, which is more likely a decision than a slip.
func together(tasks []*asl.Task, message string) source.Diagnostic {
	d := source.Diagnostic{Span: tasks[0].NameSpan, Message: message}
	for _, st := range tasks[1:min(len(tasks), mostRelated+1)] {
		d.Related = append(d.Related, source.Related{Span: st.NameSpan, Message: "another one is here"})
	}
	return d
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
