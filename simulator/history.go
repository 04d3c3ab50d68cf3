package simulator

import (
	"io"
	"strconv"
	"time"

	"github.com/aslcheck/aslcheck/value"
)

// historyTime is the form in which the command line of the service prints times.
const historyTime = "2006-01-02T15:04:05.000000-07:00"

// HistoryTime returns a time as GetExecutionHistory shows it.
func HistoryTime(t time.Time) string { return t.Format(historyTime) }

// WriteHistory writes the events as the JSON that GetExecutionHistory returns.
// https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetExecutionHistory.html
func WriteHistory(w io.Writer, events []Event) error {
	buf := []byte("{\n  \"events\": [")
	for i := range events {
		if i > 0 {
			buf = append(buf, ',')
		}
		buf = append(buf, "\n    "...)
		buf = events[i].History().AppendJSON(buf)
		if len(buf) > flushFrom {
			if _, err := w.Write(buf); err != nil {
				return err
			}
			buf = buf[:0]
		}
	}
	_, err := w.Write(append(buf, "\n  ]\n}\n"...))
	return err
}

// flushFrom is the size from which a buffer is handed on.
const flushFrom = 1 << 16

// History returns the event as a member of the list that GetExecutionHistory returns.
func (e *Event) History() value.Value {
	members := []value.Member{
		{Key: "timestamp", Value: value.String(HistoryTime(e.Time))},
		{Key: "type", Value: value.String(string(e.Type))},
		{Key: "id", Value: value.Int(e.ID)},
		{Key: "previousEventId", Value: value.Int(e.PreviousID)},
	}
	if e.Details != nil {
		name, details := e.details()
		members = append(members, value.Member{Key: name, Value: value.Object(details...)})
	}
	return value.Object(members...)
}

// fields collects the members of the details of an event.
type fields []value.Member

func (f *fields) add(key string, v value.Value) { *f = append(*f, value.Member{Key: key, Value: v}) }

// text adds a string unless it is empty.
func (f *fields) text(key, s string) {
	if s != "" {
		f.add(key, value.String(s))
	}
}

// number adds a number unless it is 0.
func (f *fields) number(key string, n int64) {
	if n != 0 {
		f.add(key, value.Int(n))
	}
}

// payload adds a value as JSON text, with the member that says that it is whole.
func (f *fields) payload(key string, v value.Value) {
	f.add(key, value.String(v.JSON()))
	f.add(key+"Details", notTruncated)
}

var notTruncated = value.Object(value.Member{Key: "truncated", Value: value.False})

func (f *fields) failure(x Failure) {
	if x.Anonymous {
		return
	}
	f.text("error", x.Error)
	f.text("cause", x.Cause)
}

func (f *fields) resource(resource, resourceType string) {
	f.text("resourceType", resourceType)
	f.text("resource", resource)
}

func (f *fields) credentials(role string) {
	if role != "" {
		f.add("taskCredentials", value.Object(value.Member{Key: "roleArn", Value: value.String(role)}))
	}
}

// mapIterationMembers are the names of the details of the events of iterations.
var mapIterationMembers = map[EventType]string{
	MapIterationStartedEvent:   "mapIterationStartedEventDetails",
	MapIterationSucceededEvent: "mapIterationSucceededEventDetails",
	MapIterationFailedEvent:    "mapIterationFailedEventDetails",
	MapIterationAbortedEvent:   "mapIterationAbortedEventDetails",
}

// details returns the name and the members of the details.
func (e *Event) details() (string, fields) {
	switch d := e.Details.(type) {
	case *ExecutionStarted, *ExecutionSucceeded, *ExecutionFailed, *ExecutionTimedOut, *ExecutionAborted:
		return executionDetails(d)
	case *TaskScheduled, *TaskStarted, *TaskSubmitted, *TaskSucceeded, *TaskFailed, *TaskTimedOut:
		return taskDetails(d)
	case *LambdaFunctionScheduled, *LambdaFunctionSucceeded, *LambdaFunctionFailed, *LambdaFunctionTimedOut:
		return lambdaDetails(d)
	case *ActivityScheduled, *ActivityStarted, *ActivitySucceeded, *ActivityFailed, *ActivityTimedOut:
		return activityDetails(d)
	default:
		return e.stateDetails()
	}
}

func (e *Event) stateDetails() (string, fields) {
	var f fields
	switch d := e.Details.(type) {
	case *StateEntered:
		f.text("name", d.Name)
		f.payload("input", d.Input)
		return "stateEnteredEventDetails", f
	case *StateExited:
		f.text("name", d.Name)
		f.payload("output", d.Output)
		f.assigned(d.Assigned)
		return "stateExitedEventDetails", f
	case *MapStateStarted:
		f.add("length", value.Int(int64(d.Length)))
		return "mapStateStartedEventDetails", f
	case *MapIteration:
		f.text("name", d.Name)
		f.add("index", value.Int(int64(d.Index)))
		return mapIterationMembers[e.Type], f
	case *MapRunStarted:
		f.text("mapRunArn", d.MapRunARN)
		return "mapRunStartedEventDetails", f
	case *MapRunFailed:
		f.failure(d.Failure)
		return "mapRunFailedEventDetails", f
	case *EvaluationFailed:
		f.failure(d.Failure)
		f.text("location", d.Location)
		f.text("state", d.State)
		return "evaluationFailedEventDetails", f
	default:
		panic("BUG: unknown details of event " + strconv.FormatInt(e.ID, 10))
	}
}

// assigned adds the variables that a state assigned, each as JSON text.
func (f *fields) assigned(members []value.Member) {
	if members == nil {
		return
	}
	texts := make([]value.Member, len(members))
	for i, m := range members {
		texts[i] = value.Member{Key: m.Key, Value: value.String(m.Value.JSON())}
	}
	f.add("assignedVariables", value.Object(texts...))
	f.add("assignedVariablesDetails", notTruncated)
}

func executionDetails(d Details) (string, fields) {
	var f fields
	switch d := d.(type) {
	case *ExecutionStarted:
		f.payload("input", d.Input)
		f.text("roleArn", d.RoleARN)
		return "executionStartedEventDetails", f
	case *ExecutionSucceeded:
		f.payload("output", d.Output)
		return "executionSucceededEventDetails", f
	case *ExecutionFailed:
		f.failure(d.Failure)
		return "executionFailedEventDetails", f
	case *ExecutionTimedOut:
		f.failure(d.Failure)
		return "executionTimedOutEventDetails", f
	case *ExecutionAborted:
		f.failure(d.Failure)
		return "executionAbortedEventDetails", f
	default:
		return "", nil
	}
}

func taskDetails(d Details) (string, fields) {
	var f fields
	switch d := d.(type) {
	case *TaskScheduled:
		f.resource(d.Resource, d.ResourceType)
		f.text("region", d.Region)
		f.add("parameters", value.String(d.Parameters.JSON()))
		f.number("timeoutInSeconds", d.TimeoutInSeconds)
		f.number("heartbeatInSeconds", d.HeartbeatSeconds)
		f.credentials(d.RoleARN)
		return "taskScheduledEventDetails", f
	case *TaskStarted:
		f.resource(d.Resource, d.ResourceType)
		return "taskStartedEventDetails", f
	case *TaskSubmitted:
		f.resource(d.Resource, d.ResourceType)
		f.payload("output", d.Output)
		return "taskSubmittedEventDetails", f
	case *TaskSucceeded:
		f.resource(d.Resource, d.ResourceType)
		f.payload("output", d.Output)
		return "taskSucceededEventDetails", f
	case *TaskFailed:
		f.resource(d.Resource, d.ResourceType)
		f.failure(d.Failure)
		return "taskFailedEventDetails", f
	case *TaskTimedOut:
		f.resource(d.Resource, d.ResourceType)
		f.failure(d.Failure)
		return "taskTimedOutEventDetails", f
	default:
		return "", nil
	}
}

func lambdaDetails(d Details) (string, fields) {
	var f fields
	switch d := d.(type) {
	case *LambdaFunctionScheduled:
		f.text("resource", d.Resource)
		f.payload("input", d.Input)
		f.number("timeoutInSeconds", d.TimeoutInSeconds)
		f.credentials(d.RoleARN)
		return "lambdaFunctionScheduledEventDetails", f
	case *LambdaFunctionSucceeded:
		f.payload("output", d.Output)
		return "lambdaFunctionSucceededEventDetails", f
	case *LambdaFunctionFailed:
		f.failure(d.Failure)
		return "lambdaFunctionFailedEventDetails", f
	case *LambdaFunctionTimedOut:
		f.failure(d.Failure)
		return "lambdaFunctionTimedOutEventDetails", f
	default:
		return "", nil
	}
}

func activityDetails(d Details) (string, fields) {
	var f fields
	switch d := d.(type) {
	case *ActivityScheduled:
		f.text("resource", d.Resource)
		f.payload("input", d.Input)
		f.number("timeoutInSeconds", d.TimeoutInSeconds)
		f.number("heartbeatInSeconds", d.HeartbeatSeconds)
		return "activityScheduledEventDetails", f
	case *ActivityStarted:
		f.text("workerName", d.WorkerName)
		return "activityStartedEventDetails", f
	case *ActivitySucceeded:
		f.payload("output", d.Output)
		return "activitySucceededEventDetails", f
	case *ActivityFailed:
		f.failure(d.Failure)
		return "activityFailedEventDetails", f
	case *ActivityTimedOut:
		f.failure(d.Failure)
		return "activityTimedOutEventDetails", f
	default:
		return "", nil
	}
}
