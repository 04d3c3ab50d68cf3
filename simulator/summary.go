package simulator

import (
	"fmt"

	"github.com/aslcheck/aslcheck/value"
)

// maxSummary limits the length of a value in a summary.
const maxSummary = 100

// Summary returns what the event is about in a few words: the name of the state, the error, the payload.
func (e *Event) Summary() string {
	switch d := e.Details.(type) {
	case *StateEntered:
		return d.Name + " " + brief(d.Input)
	case *StateExited:
		return d.Name + " " + brief(d.Output)
	case *ExecutionStarted:
		return brief(d.Input)
	case *ExecutionSucceeded:
		return brief(d.Output)
	case *ExecutionFailed:
		return d.brief()
	case *ExecutionTimedOut:
		return d.brief()
	case *ExecutionAborted:
		return d.brief()
	case *MapStateStarted:
		return fmt.Sprintf("%s, %d items", e.name(), d.Length)
	case *MapIteration:
		return fmt.Sprintf("%s [%d]", d.Name, d.Index)
	case *MapRunStarted:
		return d.MapRunARN
	case *MapRunFailed:
		return d.brief()
	case *EvaluationFailed:
		return d.State + " " + d.brief()
	default:
		return e.taskSummary()
	}
}

func (e *Event) taskSummary() string {
	switch d := e.Details.(type) {
	case *TaskScheduled:
		return e.name() + " " + brief(d.Parameters)
	case *LambdaFunctionScheduled:
		return e.name() + " " + brief(d.Input)
	case *ActivityScheduled:
		return e.name() + " " + brief(d.Input)
	case *TaskSubmitted:
		return e.name() + " " + brief(d.Output)
	case *TaskSucceeded:
		return e.name() + " " + brief(d.Output)
	case *LambdaFunctionSucceeded:
		return e.name() + " " + brief(d.Output)
	case *ActivitySucceeded:
		return e.name() + " " + brief(d.Output)
	}
	if f := e.Failure(); f != nil {
		return e.name() + " " + f.brief()
	}
	return e.name()
}

// Failure returns the error that the event of a task or of the end of an execution shows, nil for all other events.
func (e *Event) Failure() *Failure {
	switch d := e.Details.(type) {
	case *TaskFailed:
		return &d.Failure
	case *TaskTimedOut:
		return &d.Failure
	case *LambdaFunctionFailed:
		return &d.Failure
	case *LambdaFunctionTimedOut:
		return &d.Failure
	case *ActivityFailed:
		return &d.Failure
	case *ActivityTimedOut:
		return &d.Failure
	case *ExecutionFailed:
		return &d.Failure
	case *ExecutionTimedOut:
		return &d.Failure
	case *EvaluationFailed:
		return &d.Failure
	default:
		return nil
	}
}

// name returns the name of the state, "" for events of the execution.
func (e *Event) name() string {
	if e.State == nil {
		return ""
	}
	return e.State.Head().Name
}

func (f *Failure) brief() string {
	switch {
	case f.Error == "":
		return "no error name"
	case f.Cause == "":
		return f.Error
	default:
		return f.Error + ": " + short(f.Cause)
	}
}

func brief(v value.Value) string { return short(v.JSON()) }

func short(s string) string {
	runes := []rune(s)
	if len(runes) <= maxSummary {
		return s
	}
	return string(runes[:maxSummary]) + "…"
}
