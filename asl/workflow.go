package asl

import (
	"strconv"

	"github.com/aslcheck/aslcheck/source"
)

// A WorkflowType says how the service runs a state machine. It is a property of the state machine, which its definition
// does not tell; only the child executions of a distributed Map have theirs in the definition, as ExecutionType. The zero
// value is a type that is not known.
type WorkflowType string

// The types, spelled as in templates and in ExecutionType.
const (
	UnknownType WorkflowType = ""
	Standard    WorkflowType = "STANDARD"
	Express     WorkflowType = "EXPRESS"
)

// String returns the type as the service spells it, "" where it is not known.
func (t WorkflowType) String() string { return string(t) }

// ParseWorkflowType reads a type as the service spells it. Other texts are UnknownType and false.
func ParseWorkflowType(text string) (WorkflowType, bool) {
	switch t := WorkflowType(text); t {
	case Standard, Express:
		return t, true
	case UnknownType:
	}
	return UnknownType, false
}

// ParseWorkflowKeyword reads a type as flags and settings of aslcheck spell it: "standard" or "express". Other texts are
// UnknownType and false.
func ParseWorkflowKeyword(text string) (WorkflowType, bool) {
	switch text {
	case "standard":
		return Standard, true
	case "express":
		return Express, true
	default:
		return UnknownType, false
	}
}

// SynchronousExpress is the keyword for an Express workflow that StartSyncExecution starts.
const SynchronousExpress = "synchronous-express"

// NotExpress returns what a state uses that Express workflows do not support, and where; "" where they support it. The
// service rejects such a definition.
// https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html
func NotExpress(st State) (what string, at source.Span) {
	switch st := st.(type) {
	case *Task:
		switch r := st.ARN; {
		case r.Kind == ActivityResource:
			return "activities", st.Resource.Span()
		case r.Kind == IntegrationResource && r.Pattern != RequestResponse:
			return strconv.Quote("." + r.PatternText), st.Resource.Span()
		}
	case *Map:
		if st.Distributed() {
			return "distributed Map states", st.Processor().ProcessorConfig.Mode.Span()
		}
	case *Pass, *Choice, *Wait, *Succeed, *Fail, *Parallel, *Unknown:
	}
	return "", source.Span{}
}
