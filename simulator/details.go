package simulator

import "github.com/aslcheck/aslcheck/value"

// Details is what an event shows. The types are named after the members of HistoryEvent, such as stateEnteredEventDetails.
type Details interface {
	// member returns the name of the member of HistoryEvent for an event of that type, and what it holds.
	member(t EventType) (string, fields)
}

// The details of events, named as in HistoryEvent.
type (
	// ExecutionStarted is the start of an execution.
	ExecutionStarted struct {
		Input   value.Value
		RoleARN string
	}
	// ExecutionSucceeded is its good end.
	ExecutionSucceeded struct{ Output value.Value }
	// ExecutionFailed is its bad end.
	ExecutionFailed struct{ Failure }
	// ExecutionTimedOut is its end by the machine's TimeoutSeconds.
	ExecutionTimedOut struct{ Failure }
	// ExecutionAborted is its end from outside.
	ExecutionAborted struct{ Failure }

	// StateEntered is the start of a state.
	StateEntered struct {
		Name  string
		Input value.Value
	}
	// StateExited is its end.
	StateExited struct {
		Name   string
		Output value.Value
		// Assigned are the variables that the state assigned, nil where it has no Assign.
		Assigned []value.Member
		Via      Transition
		// Inspection is there with Config.Inspect. Neither it nor Via is part of what the service shows.
		Inspection *Inspection
	}

	// TaskScheduled is the call of a service.
	TaskScheduled struct {
		Resource, ResourceType, Region     string
		Parameters                         value.Value
		TimeoutInSeconds, HeartbeatSeconds int64 // 0 if there is none
		RoleARN                            string
	}
	// TaskStarted follows at once.
	TaskStarted struct{ Resource, ResourceType string }
	// TaskSubmitted is the answer of the call of a task that then waits for its end.
	TaskSubmitted struct {
		Resource, ResourceType string
		Output                 value.Value
	}
	// TaskSucceeded is the answer of a service.
	TaskSucceeded struct {
		Resource, ResourceType string
		Output                 value.Value
	}
	// TaskFailed is the error of a service.
	TaskFailed struct {
		Resource, ResourceType string
		Failure
	}
	// TaskTimedOut is the end of the waiting for a service.
	TaskTimedOut struct {
		Resource, ResourceType string
		Failure
	}

	// LambdaFunctionScheduled is the call of a function by its own ARN.
	LambdaFunctionScheduled struct {
		Resource         string
		Input            value.Value
		TimeoutInSeconds int64
		RoleARN          string
	}
	// LambdaFunctionSucceeded is the answer of a function.
	LambdaFunctionSucceeded struct{ Output value.Value }
	// LambdaFunctionFailed is the error of a function.
	LambdaFunctionFailed struct{ Failure }
	// LambdaFunctionTimedOut is the end of the waiting for a function.
	LambdaFunctionTimedOut struct{ Failure }

	// ActivityScheduled offers work to the workers of an activity.
	ActivityScheduled struct {
		Resource                           string
		Input                              value.Value
		TimeoutInSeconds, HeartbeatSeconds int64
	}
	// ActivityStarted says that a worker took it.
	ActivityStarted struct{ WorkerName string }
	// ActivitySucceeded is the answer of the worker.
	ActivitySucceeded struct{ Output value.Value }
	// ActivityFailed is the error of the worker.
	ActivityFailed struct{ Failure }
	// ActivityTimedOut is the end of the waiting for a worker.
	ActivityTimedOut struct{ Failure }

	// MapStateStarted is the start of a Map state; Length is the number of items.
	MapStateStarted struct{ Length int }
	// MapIteration is the start or end of an iteration.
	MapIteration struct {
		Name  string
		Index int
	}
	// MapRunStarted is the start of a Map Run.
	MapRunStarted struct{ MapRunARN string }
	// MapRunFailed is the bad end of a Map Run.
	MapRunFailed struct{ Failure }

	// EvaluationFailed is an expression of JSONata that failed. Location is the field, "" where it is the state's input.
	EvaluationFailed struct {
		Failure
		State, Location string
	}
)
