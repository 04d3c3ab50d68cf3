package teststate

import (
	"strconv"
	"strings"
	"time"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/value"
)

// A Status is how a tested state ended.
type Status string

// The ends of a tested state.
const (
	Succeeded   Status = "SUCCEEDED"
	Failed      Status = "FAILED"
	Retriable   Status = "RETRIABLE"
	CaughtError Status = "CAUGHT_ERROR"
)

// A Response is the answer to a Request.
type Response struct {
	Status Status
	// Output is undefined where the state has none.
	Output value.Value
	// Error and Cause are "" without an error.
	Error, Cause string
	// NextState is "" where no state follows.
	NextState string
	// InspectionData are the stages of the data by their names, in alphabetical order: JSON as values, not as text. Undefined at the
	// level Info.
	InspectionData value.Value
}

// newResponse makes the answer of an execution.
func newResponse(st asl.State, x *simulator.Execution, level Level) *Response {
	out := &Response{Status: Failed}
	if x.Failure != nil {
		out.Error, out.Cause = x.Failure.Error, x.Failure.Cause
	}
	if caught := x.Alone.Caught; caught != nil {
		out.Status, out.Error, out.Cause = CaughtError, caught.Error, caught.Cause
	}
	switch {
	case x.Alone.Retry != nil:
		out.Status = Retriable
	case x.Status == simulator.Succeeded:
		out.Output = x.Output
		out.NextState = next(st, x)
		if out.Status != CaughtError {
			out.Status = Succeeded
		}
	}
	if level == Debug || level == Trace {
		out.InspectionData = InspectionData(st, x)
	}
	return out
}

// next returns the name of the state that follows.
func next(st asl.State, x *simulator.Execution) string {
	for i := range x.Events {
		if d, ok := x.Events[i].Details.(*simulator.StateExited); ok && x.Events[i].State == st && x.Events[i].Frame == nil {
			return d.Via.To
		}
	}
	return ""
}

// InspectionData returns the stages that the service shows of a kind of state that ran alone, with Config.Inspect: by their names, in
// alphabetical order, JSON as values.
func InspectionData(st asl.State, x *simulator.Execution) value.Value {
	i := x.Alone.Inspection
	if i == nil {
		return value.Object()
	}
	percentage := i.ToleratedFailurePercentage
	if !percentage.IsUndefined() {
		percentage = float(percentage)
	}
	shown := shownStages(st)
	var b value.ObjectBuilder
	for _, stage := range []struct {
		name string
		v    value.Value
	}{
		{"afterArguments", i.AfterParameters},
		{"afterInputPath", i.AfterInputPath},
		{"afterItemBatcher", i.AfterItemBatcher},
		{"afterItemSelector", i.AfterItemSelector},
		{"afterItemsPath", i.AfterItemsPath},
		{"afterItemsPointer", i.AfterItemsPointer},
		{"afterParameters", i.AfterParameters},
		{"afterResultPath", i.AfterResultPath},
		{"afterResultSelector", i.AfterResultSelector},
		{"errorDetails", errorDetails(x.Alone)},
		{"input", i.Input},
		{"maxConcurrency", i.MaxConcurrency},
		{"result", i.Result},
		{"toleratedFailureCount", i.ToleratedFailureCount},
		{"toleratedFailurePercentage", percentage},
		{"variables", variables(x)},
	} {
		if !stage.v.IsUndefined() && (shown[stage.name] || always[stage.name]) {
			b.Set(stage.name, stage.v)
		}
	}
	return b.Object()
}

// always are the stages that every kind of state shows where it has them: the others depend on the kind.
var always = map[string]bool{
	"afterItemBatcher": true, "afterItemSelector": true, "afterItemsPath": true, "afterItemsPointer": true, "errorDetails": true,
	"input": true, "maxConcurrency": true, "toleratedFailureCount": true, "toleratedFailurePercentage": true, "variables": true,
}

// shownStages returns the other stages that the service shows of a state (recordings of test_state).
func shownStages(st asl.State) map[string]bool {
	var names []string
	if st.Head().Language == asl.JSONata {
		if _, ok := st.(*asl.Task); ok {
			names = []string{"afterArguments", "result"}
		}
	} else {
		switch st := st.(type) {
		case *asl.Task:
			names = []string{"afterInputPath", "afterParameters", "result", "afterResultSelector", "afterResultPath"}
		case *asl.Pass:
			names = []string{"afterInputPath", "afterParameters", "afterResultSelector", "afterResultPath"}
			if st.Result.Set {
				names = []string{"result", "afterResultSelector", "afterResultPath"}
			}
		case *asl.Map:
			names = []string{"afterInputPath", "afterResultSelector", "afterResultPath"}
		case *asl.Parallel:
			names = []string{"afterResultSelector", "afterResultPath"}
		case *asl.Choice, *asl.Wait, *asl.Succeed, *asl.Fail, *asl.Unknown:
			names = []string{"afterInputPath"}
		}
	}
	shown := map[string]bool{}
	for _, name := range names {
		shown[name] = true
	}
	return shown
}

// errorDetails says which Retrier or Catcher handles the error; undefined for none.
func errorDetails(outcome *simulator.AloneOutcome) value.Value {
	switch {
	case outcome.Retry != nil:
		return value.Object(
			value.Member{Key: "retryBackoffIntervalSeconds", Value: value.Int(int64(outcome.Retry.Delay / time.Second))},
			value.Member{Key: "retryIndex", Value: value.Int(int64(outcome.Retry.Retrier))},
		)
	case outcome.Catcher >= 0:
		return value.Object(value.Member{Key: "catchIndex", Value: value.Int(int64(outcome.Catcher))})
	default:
		return value.Undefined
	}
}

// variables are the workflow variables after the state; undefined for none.
func variables(x *simulator.Execution) value.Value {
	if len(x.Variables) == 0 {
		return value.Undefined
	}
	return value.Object(x.Variables...)
}

// float writes a number of a field that is a float in the API.
func float(v value.Value) value.Value {
	text := strconv.FormatFloat(v.Float(), 'f', -1, 32)
	if !strings.Contains(text, ".") {
		text += ".0"
	}
	return value.Number(text)
}

// Value returns the response as the API writes it: stages and the output are JSON text.
func (r *Response) Value() value.Value {
	var b value.ObjectBuilder
	set := func(name, text string) {
		if text != "" {
			b.Set(name, value.String(text))
		}
	}
	set("cause", r.Cause)
	set("error", r.Error)
	if !r.InspectionData.IsUndefined() {
		var data value.ObjectBuilder
		for _, m := range r.InspectionData.Members() {
			switch {
			case lists[m.Key]:
				m.Value = value.String(listText(m.Value))
			case !structured[m.Key]:
				m.Value = value.String(m.Value.JSON())
			}
			data.Set(m.Key, m.Value)
		}
		b.Set("inspectionData", data.Object())
	}
	set("nextState", r.NextState)
	if !r.Output.IsUndefined() {
		b.Set("output", value.String(r.Output.JSON()))
	}
	set("status", string(r.Status))
	return b.Object()
}

// structured are the stages that are not JSON text in the API.
var structured = map[string]bool{
	"errorDetails": true, "maxConcurrency": true, "toleratedFailureCount": true, "toleratedFailurePercentage": true,
}

// lists are the stages that have the items of a Map state.
var lists = map[string]bool{"afterItemBatcher": true, "afterItemSelector": true, "afterItemsPath": true, "afterItemsPointer": true}

// listText writes items as the service does: each compact, with a blank after the commas between them (recordings
// test_state_map_context_object and test_state_machine_with_state_error).
func listText(v value.Value) string {
	if v.Kind() != value.ArrayKind {
		return v.JSON()
	}
	texts := make([]string, v.Len())
	for i, elem := range v.Elems() {
		texts[i] = string(elem.AppendCompact(nil))
	}
	return "[" + strings.Join(texts, ", ") + "]"
}
