package conformance

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/value"
)

// redacted is what a recording replaced: names of the account it was made in.
var redacted = regexp.MustCompile(`<REDACTED_VAR:[A-Z_]+>`)

// compareEvents compares what a measurement says of events and of descriptions inside causes and outputs; false where it
// says something that cannot be compared.
func (m *measurement) compareEvents(x *simulator.Execution, want value.Member, report func(string, ...any)) bool {
	check := func(what string, got any) bool {
		a, errA := json.Marshal(want.Value)
		b, errB := json.Marshal(got)
		if errA != nil || errB != nil || string(a) != string(b) {
			report("%s\n    want %s\n    got  %s", what, a, b)
		}
		return true
	}
	switch want.Key {
	case "events":
		var types []string
		for i := range x.Events {
			types = append(types, string(x.Events[i].Type))
		}
		if want.Value.At(0).Text() == "…" { // the first ones are left out
			n := want.Value.Len() - 1
			types = append([]string{"…"}, types[max(len(types)-n, 0):]...)
		}
		return check("events", types)
	case "previousEventIds":
		var ids []int64
		for i := range x.Events {
			ids = append(ids, x.Events[i].PreviousID)
		}
		return check("previousEventIds", ids)
	case "after FailStateEntered":
		return check("events after FailStateEntered", afterFail(x))
	case "evaluationFailedEventDetails", "mapIterationAbortedEventDetails":
		return check(want.Key, detailsOf(x, want.Key))
	case "ExecutionTimedOut.previousEventId":
		return check(want.Key, x.Events[len(x.Events)-1].PreviousID)
	case "events of *StateAborted":
		n := 0
		for i := range x.Events {
			if strings.HasSuffix(string(x.Events[i].Type), "StateAborted") {
				n++
			}
		}
		return check(want.Key, n)
	default:
		return m.compareDescription(x, want, check)
	}
}

// compareDescription is compareEvents for what is said of descriptions inside causes and outputs.
func (m *measurement) compareDescription(x *simulator.Execution, want value.Member, check func(string, any) bool) bool {
	switch want.Key {
	case "cause keys", "cause keys in order", "output keys in order":
		return check(want.Key, keysOf(m.description(x)))
	case "Error":
		return check(want.Key, failureOf(x).Error)
	case "Input", "Output", "Status", "RedriveStatus", "RedriveStatusReason", "RedriveCount":
		got, _ := m.description(x).Get(want.Key)
		return check(want.Key, got)
	case "child status", "child cause":
		if len(x.Children) == 0 {
			return check(want.Key, nil)
		}
		child := x.Children[0]
		if want.Key == "child status" {
			return check(want.Key, child.Status)
		}
		got := ""
		if child.Failure != nil {
			got = strings.ReplaceAll(child.Failure.Cause, x.ARN, "<ARN of the parent execution>")
		}
		return check(want.Key, got)
	case "Execution", "StateMachine", "State", "Task":
		got, _ := m.contextOf(x).Get(want.Key)
		keys := keysOf(got)
		slices.Sort(keys)
		return check(want.Key, keys)
	default:
		return false
	}
}

// afterFail returns the events after the failing state, with their previous ids relative to it: 0 is the event of the
// failing state, n the n-th after it.
func afterFail(x *simulator.Execution) [][2]any {
	var list [][2]any
	var fail int64
	for i := range x.Events {
		ev := &x.Events[i]
		switch {
		case fail > 0:
			list = append(list, [2]any{string(ev.Type), ev.PreviousID - fail})
		case ev.Type == "FailStateEntered":
			fail = ev.ID
		}
	}
	return list
}

func detailsOf(x *simulator.Execution, key string) value.Value {
	for i := range x.Events {
		if details, ok := x.Events[i].History().Get(key); ok {
			return details
		}
	}
	return value.Undefined
}

// description is the description of a child execution in the output or the cause.
func (m *measurement) description(x *simulator.Execution) value.Value {
	text := failureOf(x).Cause
	if text == "" {
		return x.Output
	}
	v, err := value.Parse(text)
	if err != nil {
		return value.Undefined
	}
	return v
}

// failureOf is the failure of the execution, or the one that a Catcher made its output of.
func failureOf(x *simulator.Execution) simulator.Failure {
	if x.Failure != nil {
		return *x.Failure
	}
	name, _ := x.Output.Get("Error")
	cause, _ := x.Output.Get("Cause")
	return simulator.Failure{Error: name.Text(), Cause: cause.Text()}
}

// contextOf is the context object that the first task was called with.
func (m *measurement) contextOf(x *simulator.Execution) value.Value {
	for i := range x.Events {
		if d, ok := x.Events[i].Details.(*simulator.TaskScheduled); ok {
			payload, _ := d.Parameters.Get("Payload")
			context, _ := payload.Get("c")
			return context
		}
	}
	return value.Undefined
}

func keysOf(v value.Value) []string {
	var keys []string
	for key := range v.Keys() {
		keys = append(keys, key)
	}
	return keys
}
