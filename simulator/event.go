package simulator

import (
	"slices"
	"time"

	"github.com/aslcheck/aslcheck/asl"
)

// An EventType is the type of an event as GetExecutionHistory spells it.
// https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html
type EventType string

// The types of events that do not depend on the type of a state.
const (
	ExecutionStartedEvent   EventType = "ExecutionStarted"
	ExecutionSucceededEvent EventType = "ExecutionSucceeded"
	ExecutionFailedEvent    EventType = "ExecutionFailed"
	ExecutionTimedOutEvent  EventType = "ExecutionTimedOut"
	ExecutionAbortedEvent   EventType = "ExecutionAborted"

	TaskScheduledEvent EventType = "TaskScheduled"
	TaskStartedEvent   EventType = "TaskStarted"
	TaskSubmittedEvent EventType = "TaskSubmitted"
	TaskSucceededEvent EventType = "TaskSucceeded"
	TaskFailedEvent    EventType = "TaskFailed"
	TaskTimedOutEvent  EventType = "TaskTimedOut"

	LambdaFunctionScheduledEvent EventType = "LambdaFunctionScheduled"
	LambdaFunctionStartedEvent   EventType = "LambdaFunctionStarted"
	LambdaFunctionSucceededEvent EventType = "LambdaFunctionSucceeded"
	LambdaFunctionFailedEvent    EventType = "LambdaFunctionFailed"
	LambdaFunctionTimedOutEvent  EventType = "LambdaFunctionTimedOut"

	ActivityScheduledEvent EventType = "ActivityScheduled"
	ActivityStartedEvent   EventType = "ActivityStarted"
	ActivitySucceededEvent EventType = "ActivitySucceeded"
	ActivityFailedEvent    EventType = "ActivityFailed"
	ActivityTimedOutEvent  EventType = "ActivityTimedOut"

	ParallelStateStartedEvent   EventType = "ParallelStateStarted"
	ParallelStateSucceededEvent EventType = "ParallelStateSucceeded"
	ParallelStateFailedEvent    EventType = "ParallelStateFailed"

	MapStateStartedEvent       EventType = "MapStateStarted"
	MapStateSucceededEvent     EventType = "MapStateSucceeded"
	MapStateFailedEvent        EventType = "MapStateFailed"
	MapIterationStartedEvent   EventType = "MapIterationStarted"
	MapIterationSucceededEvent EventType = "MapIterationSucceeded"
	MapIterationFailedEvent    EventType = "MapIterationFailed"
	MapIterationAbortedEvent   EventType = "MapIterationAborted"

	MapRunStartedEvent   EventType = "MapRunStarted"
	MapRunSucceededEvent EventType = "MapRunSucceeded"
	MapRunFailedEvent    EventType = "MapRunFailed"
	MapRunAbortedEvent   EventType = "MapRunAborted"

	EvaluationFailedEvent EventType = "EvaluationFailed"
)

// eventTypes are the types of events that do not depend on the type of a state.
var eventTypes = []EventType{
	ExecutionStartedEvent,
	ExecutionSucceededEvent,
	ExecutionFailedEvent,
	ExecutionTimedOutEvent,
	ExecutionAbortedEvent,
	TaskScheduledEvent,
	TaskStartedEvent,
	TaskSubmittedEvent,
	TaskSucceededEvent,
	TaskFailedEvent,
	TaskTimedOutEvent,
	LambdaFunctionScheduledEvent,
	LambdaFunctionStartedEvent,
	LambdaFunctionSucceededEvent,
	LambdaFunctionFailedEvent,
	LambdaFunctionTimedOutEvent,
	ActivityScheduledEvent,
	ActivityStartedEvent,
	ActivitySucceededEvent,
	ActivityFailedEvent,
	ActivityTimedOutEvent,
	ParallelStateStartedEvent,
	ParallelStateSucceededEvent,
	ParallelStateFailedEvent,
	MapStateStartedEvent,
	MapStateSucceededEvent,
	MapStateFailedEvent,
	MapIterationStartedEvent,
	MapIterationSucceededEvent,
	MapIterationFailedEvent,
	MapIterationAbortedEvent,
	MapRunStartedEvent,
	MapRunSucceededEvent,
	MapRunFailedEvent,
	MapRunAbortedEvent,
	EvaluationFailedEvent,
}

// otherEventTypes are the types that the service has besides, for what a simulated execution never meets: calls that it
// cannot schedule, and redrives.
var otherEventTypes = []EventType{
	"ActivityScheduleFailed", "ExecutionRedriven", "LambdaFunctionScheduleFailed", "LambdaFunctionStartFailed", "MapRunRedriven",
	"TaskStartFailed", "TaskSubmitFailed",
}

func enteredEvent(kind string) EventType { return EventType(kind + "StateEntered") }

func exitedEvent(kind string) EventType { return EventType(kind + "StateExited") }

func abortedEvent(kind string) EventType { return EventType(kind + "StateAborted") }

// EventTypes returns the types of all events that the service has.
// https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html
func EventTypes() []EventType {
	all := slices.Concat(eventTypes, otherEventTypes)
	for _, kind := range asl.Types {
		all = append(all, enteredEvent(kind))
		if kind != "Fail" {
			all = append(all, exitedEvent(kind))
		}
		switch kind {
		case "Task", "Wait", "Parallel", "Map":
			all = append(all, abortedEvent(kind))
		}
	}
	return all
}

// An Event is one thing that happened in an execution.
type Event struct {
	// ID counts from 1; PreviousID is the event that led to this one, 0 for the first two.
	ID, PreviousID int64
	Type           EventType
	// Time is virtual.
	Time time.Time
	// State is the state that it belongs to, nil for events of the execution itself.
	State asl.State
	// Frame is where it happened: nil in the machine itself, else the branch or iteration.
	Frame *Frame
	// Details are what the service shows, nil where it shows nothing.
	Details Details
	// Attempt counts the attempts of State from 1 in the events of tasks, and of Map and Parallel states.
	Attempt int32
	// Retrier is the index of the Retrier that led to this attempt, -1 for the first one and in all other events.
	Retrier int32
	// Exhausted is the index of the Retrier that had no attempts left for the failure that this event shows, -1 in all
	// other events.
	Exhausted int32
}

// A Frame is a branch of a Parallel state or an iteration of a Map state in a running execution.
type Frame struct {
	// Outer is the frame around the state, nil for the machine itself.
	Outer *Frame
	// State is the Parallel or Map state.
	State asl.State
	// Index is the index of the branch or item.
	Index int
}

// Indexes returns the indexes of the iterations of Map states around f, outermost first.
func (f *Frame) Indexes() []int {
	var indexes []int
	for ; f != nil; f = f.Outer {
		if _, ok := f.State.(*asl.Map); ok {
			indexes = append([]int{f.Index}, indexes...)
		}
	}
	return indexes
}

// A Step says by which door a state was left.
type Step uint8

// The doors of a state.
const (
	ByNext Step = iota
	ByEnd
	ByRule
	ByDefault
	ByCatch
)

// A Transition is how a state was left. It is not part of what the service shows.
type Transition struct {
	Step Step
	// Index is the index of the Choice Rule or Catcher.
	Index int32
	// To is the name of the next state, "" at an end.
	To string
}
