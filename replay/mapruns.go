package replay

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// A runOutcome is what a Map Run led to in a recording. Its child executions have histories of their own, so that only its
// end is known.
type runOutcome struct {
	state   string
	started *Event
	// ended is the end of the run, or the failure of an expression before it; nil where the recording ends before.
	ended *Event
	// exited is the exit of the state with the result; failed is the event that shows why the state failed although the run
	// succeeded.
	exited, failed *Event
}

// run follows the Map Runs.
func (r *trackSet) run(t *track, ev *Event) {
	if from := r.of[ev.PreviousID]; from != nil && ev.Type == simulator.ExecutionFailedEvent {
		t = from // States.Runtime ends the execution from inside a branch or iteration
	}
	run := t.run
	switch {
	case ev.Type == simulator.MapRunStartedEvent:
		t.run = &runOutcome{state: t.state, started: ev}
		key := callKey(t.state, t.indexes())
		r.runs[key] = append(r.runs[key], t.run)
	case run == nil:
	case strings.HasPrefix(string(ev.Type), "MapRun"):
		run.ended = ev
	case ev.Type == simulator.MapStateStartedEvent:
		t.run = nil // the next attempt
	case ev.Type == simulator.EvaluationFailedEvent && run.ended == nil:
		run.ended = ev
	case ev.Type == simulator.EvaluationFailedEvent, ev.Type == simulator.ExecutionFailedEvent:
		if run.succeeded() && run.failed == nil {
			run.failed = ev
		}
	case strings.HasSuffix(string(ev.Type), "StateExited"):
		if run.succeeded() && run.failed == nil {
			run.exited = ev
		}
		t.run = nil
	}
}

func (o *runOutcome) succeeded() bool {
	return o.ended != nil && o.ended.Type == simulator.MapRunSucceededEvent
}

// delay returns the recorded time that the run took, 0 where it is not known.
func (o *runOutcome) delay() time.Duration { return between(o.started, o.ended) }

// reply is how the run ends again; false where the recording does not say.
func (o *runOutcome) reply(call *simulator.MapRunCall) (simulator.MapRunReply, bool) {
	reply := simulator.MapRunReply{Delay: o.delay(), Succeeded: o.succeeded()}
	failed := o.failed
	switch {
	case o.ended == nil || o.ended.Type == simulator.MapRunAbortedEvent:
		return simulator.MapRunReply{Never: true}, true
	case o.exited != nil:
		output, ok := o.exited.Details.Get("output")
		if !ok || output.Kind() == value.StringKind && payloadOf(output).IsUndefined() {
			return simulator.MapRunReply{Never: true}, false
		}
		reply.Output = payloadOf(output)
		if result, ok := runResult(call.State, reply.Output); ok {
			reply.Result, reply.Output = result, value.Undefined
			return reply, true
		}
		reply.Assigned = assignedVariables(o.exited)
		return reply, true
	case !reply.Succeeded:
		failed = o.ended
	case failed == nil:
		return simulator.MapRunReply{Never: true}, false
	}
	cause, _ := failed.Details.Get("cause")
	reply.Failure = &simulator.Failure{Error: failed.detail("error"), Cause: textOf(cause)}
	reply.Evaluation, reply.Location = failed.Type == simulator.EvaluationFailedEvent, failed.detail("location")
	return reply, true
}

// assignedVariables returns the variables that a state assigned, nil where it assigned none.
func assignedVariables(exited *Event) []value.Member {
	assigned, _ := exited.Details.Get("assignedVariables")
	var list []value.Member
	for _, m := range assigned.Members() {
		list = append(list, value.Member{Key: m.Key, Value: payloadOf(m.Value)})
	}
	return list
}

// plainPath matches the ResultPaths whose value is taken out of an output again.
var plainPath = regexp.MustCompile(`^\$(\.[A-Za-z_][A-Za-z0-9_-]*)+$`)

// runResult returns the result of a Map Run that became the output of its state; false where the fields of the state do not
// let it be seen.
func runResult(m *asl.Map, output value.Value) (value.Value, bool) {
	if m.Language == asl.JSONata {
		return output, !m.Output.Set
	}
	if m.ResultSelector.Set || m.OutputPath.Set && m.OutputPath.Value != "$" {
		return value.Undefined, false
	}
	switch path := m.ResultPath; {
	case !path.Set || path.Value == "$":
		return output, true
	case path.Null:
		return value.Null, !m.Assign.Set
	case plainPath.MatchString(path.Value):
		found := true
		for _, name := range strings.Split(path.Value, ".")[1:] {
			if found {
				output, found = output.Get(name)
			}
		}
		return output, found
	default:
		return value.Undefined, false
	}
}

// unrecorded returns what the history lacks of the Map Runs whose children cannot run again.
func unrecorded(def *asl.Definition, objects simulator.ObjectStore) map[*asl.Map]string {
	found := map[*asl.Map]string{}
	for _, st := range def.States() {
		m, isMap := st.(*asl.Map)
		reads := isMap && m.Distributed() && m.ItemReader != nil && objects == nil
		if reads && found[m] == "" {
			found[m] = readObjects
		}
		why := ""
		switch _, isTask := st.(*asl.Task); {
		case isTask:
			why = "the calls of its child executions"
		case reads:
			why = readObjects
		case waitsAtRandom(st):
			why = "the random waits of its child executions"
		}
		for outer := st.Head().Machine.Parent; outer != nil && why != ""; outer = outer.Head().Machine.Parent {
			if m, ok := outer.(*asl.Map); ok && m.Distributed() {
				found[m] = why
			}
		}
	}
	return found
}

const readObjects = "the objects that it reads"

// waitsAtRandom reports whether the waits before further attempts of a state are random.
func waitsAtRandom(st asl.State) bool {
	recovery := asl.Recover(st)
	return recovery != nil && slices.ContainsFunc(recovery.Retry.Value, func(r *asl.Retrier) bool { return r.JitterStrategy.Value == "FULL" })
}

// HandleMapRun implements simulator.Recording. A Map Run whose children call tasks or that reads objects ends as it was
// recorded.
func (r *recordedTasks) HandleMapRun(call simulator.MapRunCall) *simulator.MapRunReply {
	why, ok := r.unrecorded[call.State]
	if !ok {
		return nil
	}
	key := callKey(call.State.Name, call.Iteration)
	list := r.tracks.runs[key]
	n := r.usedRuns[key]
	if n >= len(list) {
		r.noAnswer(call.State.Name)
		return &simulator.MapRunReply{Never: true}
	}
	r.usedRuns[key]++
	reply, known := list[n].reply(&call)
	if !known && (r.cut == nil || list[n].started.ID < r.cut.started.ID) {
		r.cut = list[n]
	}
	if reply.Never && known {
		r.open = true
	}
	r.note(call.State.Name, list[n], why, &reply)
	return &reply
}

// note says once for each state that its Map Runs end as recorded.
func (r *recordedTasks) note(state string, run *runOutcome, why string, reply *simulator.MapRunReply) {
	if r.noted[state] || reply.Never {
		return
	}
	r.noted[state] = true
	used := "its recorded result is used"
	switch {
	case reply.Failure != nil:
		used = "its recorded failure is used"
	case !reply.Output.IsUndefined():
		used = "its recorded output is used, and the fields that make the output are not evaluated"
	}
	r.notes.report(run.started.Span, source.Warning, "the Map Run of state %q is not replayed, because %s are not in the history: %s", state, why, used)
}
