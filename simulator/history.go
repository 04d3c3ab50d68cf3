package simulator

import (
	"time"

	"github.com/aslcheck/aslcheck/value"
)

// historyTime is the form in which the command line of the service prints times.
const historyTime = "2006-01-02T15:04:05.000000-07:00"

// HistoryTime returns a time as GetExecutionHistory shows it.
func HistoryTime(t time.Time) string { return t.Format(historyTime) }

// History returns the event as a member of the list that GetExecutionHistory returns.
func (e *Event) History() value.Value {
	members := []value.Member{
		{Key: "timestamp", Value: value.String(HistoryTime(e.Time))},
		{Key: "type", Value: value.String(string(e.Type))},
		{Key: "id", Value: value.Int(e.ID)},
		{Key: "previousEventId", Value: value.Int(e.PreviousID)},
	}
	if e.Details != nil {
		name, details := e.Details.member(e.Type)
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
