package simulator

import (
	"fmt"
	"unicode/utf8"

	"github.com/aslcheck/aslcheck/value"
)

// Summary returns what the event is about in a few words: the name of the state, the error, the payload. Payloads and causes of
// more than most characters are cut; 0 shows all.
func (e *Event) Summary(most int) string {
	l := limit(most)
	switch d := e.Details.(type) {
	case *StateEntered:
		return d.Name + " " + l.value(d.Input)
	case *StateExited:
		return d.Name + " " + l.value(d.Output)
	case *ExecutionStarted:
		return l.value(d.Input)
	case *ExecutionSucceeded:
		return l.value(d.Output)
	case *ExecutionFailed:
		return l.failure(&d.Failure)
	case *ExecutionTimedOut:
		return l.failure(&d.Failure)
	case *ExecutionAborted:
		return l.failure(&d.Failure)
	case *MapStateStarted:
		return fmt.Sprintf("%s, %d items", e.name(), d.Length)
	case *MapIteration:
		return fmt.Sprintf("%s [%d]", d.Name, d.Index)
	case *MapRunStarted:
		return d.MapRunARN
	case *MapRunFailed:
		return l.failure(&d.Failure)
	case *EvaluationFailed:
		return d.State + " " + l.failure(&d.Failure)
	default:
		return e.taskSummary(l)
	}
}

func (e *Event) taskSummary(l limit) string {
	switch d := e.Details.(type) {
	case *TaskScheduled:
		return e.name() + " " + l.value(d.Parameters)
	case *LambdaFunctionScheduled:
		return e.name() + " " + l.value(d.Input)
	case *ActivityScheduled:
		return e.name() + " " + l.value(d.Input)
	case *TaskSubmitted:
		return e.name() + " " + l.value(d.Output)
	case *TaskSucceeded:
		return e.name() + " " + l.value(d.Output)
	case *LambdaFunctionSucceeded:
		return e.name() + " " + l.value(d.Output)
	case *ActivitySucceeded:
		return e.name() + " " + l.value(d.Output)
	}
	if f := e.Failure(); f != nil {
		return e.name() + " " + l.failure(f)
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

// A limit is how many characters of a payload or a cause a summary has, 0 for all.
type limit int

func (l limit) failure(f *Failure) string {
	switch {
	case f.Error == "":
		return "no error name"
	case f.Cause == "":
		return f.Error
	default:
		return f.Error + ": " + l.text(f.Cause)
	}
}

func (l limit) value(v value.Value) string {
	if l <= 0 {
		return v.JSON()
	}
	return l.text(v.Head((int(l) + 1) * utf8.UTFMax))
}

func (l limit) text(s string) string {
	if l <= 0 || len(s) <= int(l) {
		return s
	}
	n := 0
	for i := range s {
		if n == int(l) {
			return string([]rune(s[:i])) + "…" // what isn't UTF-8 becomes a replacement character
		}
		n++
	}
	return s
}
