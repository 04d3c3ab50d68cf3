package simulator

import (
	"time"

	"github.com/aslcheck/aslcheck/value"
)

// Status is how an execution ended, spelled as in DescribeExecution.
type Status string

// The ends of an execution.
const (
	Succeeded Status = "SUCCEEDED"
	Failed    Status = "FAILED"
	TimedOut  Status = "TIMED_OUT"
	Aborted   Status = "ABORTED"
)

// A Failure is the error that a state, a task or an execution ended with.
type Failure struct {
	Error, Cause string
	// Anonymous says that neither an error nor a cause was given, as SendTaskFailure allows. Catch shows null for both.
	Anonymous bool
}

// An Execution is the result of a run. It is read-only.
type Execution struct {
	// Name and ARN identify it in its context object.
	Name, ARN string
	Status    Status
	// Input is the input of the execution, Output its result; undefined unless it succeeded.
	Input, Output value.Value
	// Failure is nil when it succeeded.
	Failure *Failure
	// Start and End are virtual.
	Start, End time.Time
	Events     []Event
	// Variables are the workflow variables at the end, outside Map and Parallel states.
	Variables []value.Member
	// Children are the executions that distributed Maps ran, in the order in which they started.
	Children []*Execution
	// MoreChildren is the number of those that Config.MostChildren left out.
	MoreChildren int
	// Notes say where the run depends on an answer of the service that is not known, each once: what happens here is a
	// conclusion, and AWS may do otherwise.
	Notes []string
	// Alone is what a state that ran alone shows besides, nil without Config.OnlyState.
	Alone *AloneOutcome
	// Written are the objects that ResultWriters wrote, in order.
	Written []Object
}

// Duration returns the virtual time that the execution took.
func (e *Execution) Duration() time.Duration { return e.End.Sub(e.Start) }

// Path returns the names of the states entered outside Map and Parallel states, in order.
func (e *Execution) Path() []string {
	var path []string
	for i := range e.Events {
		ev := &e.Events[i]
		if d, ok := ev.Details.(*StateEntered); ok && ev.Frame == nil {
			path = append(path, d.Name)
		}
	}
	return path
}
