package replay

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/value"
)

// An outcome is what a call led to in a recording.
type outcome struct {
	state     string
	indexes   []int
	scheduled *Event
	ended     *Event // nil where the recording ends before
	submitted value.Value
	worker    string
}

// outcome follows the calls of tasks.
func (r *trackSet) outcome(t *track, ev *Event) {
	kind := string(ev.Type)
	switch {
	case strings.HasSuffix(kind, "Scheduled"):
		t.call = &outcome{state: t.state, indexes: t.indexes(), scheduled: ev}
		key := callKey(t.state, t.call.indexes)
		r.outcomes[key] = append(r.outcomes[key], t.call)
	case t.call == nil:
	case ev.Type == simulator.TaskSubmittedEvent:
		output, _ := ev.Details.Get("output")
		t.call.submitted = payloadOf(output)
	case ev.Type == simulator.ActivityStartedEvent:
		t.call.worker = ev.detail("workerName")
	case isTaskEnd(kind):
		t.call.ended = ev
		t.call = nil
	}
}

// isTaskEnd reports whether an event ends a call.
func isTaskEnd(kind string) bool {
	for _, of := range []string{"Task", "LambdaFunction", "Activity"} {
		if rest, ok := strings.CutPrefix(kind, of); ok {
			return rest == "Succeeded" || rest == "TimedOut" || failedKind(rest) == "Failed"
		}
	}
	return false
}

func callKey(state string, indexes []int) string { return fmt.Sprint(state, indexes) }

// delay returns the recorded time between the call and its end, 0 where it is not known.
func (o *outcome) delay() time.Duration {
	if o.ended == nil || o.ended.Time.IsZero() || o.scheduled.Time.IsZero() {
		return 0
	}
	return min(max(o.ended.Time.Sub(o.scheduled.Time), 0), maxDelay)
}

// maxDelay limits recorded delays: no execution takes longer than a year.
const maxDelay = 366 * 24 * time.Hour

// reply is the answer that leads to the outcome again. A call that timed out is one that gets no answer.
func (o *outcome) reply(call *simulator.Call) simulator.Reply {
	reply := simulator.Reply{Delay: o.delay(), Submitted: o.submitted, Worker: o.worker}
	switch {
	case o.ended == nil:
		reply.Never = true
	case o.timedOut():
		if call.Timeout == 0 && call.Heartbeat == 0 {
			reply.Failure = &simulator.Failure{Error: asl.ErrorTimeout}
			break
		}
		reply.Never = true
		reply.Heartbeats = beats(reply.Delay, call)
	case strings.HasSuffix(string(o.ended.Type), "Failed"):
		_, named := o.ended.Details.Get("error")
		cause, caused := o.ended.Details.Get("cause")
		reply.Failure = &simulator.Failure{Error: o.ended.detail("error"), Cause: textOf(cause), Anonymous: !named && !caused}
	default:
		output, _ := o.ended.Details.Get("output")
		reply.Output = payloadOf(output)
	}
	return reply
}

func (o *outcome) timedOut() bool { return strings.HasSuffix(string(o.ended.Type), "TimedOut") }

// textOf returns a text; an object is converted to JSON.
func textOf(v value.Value) string {
	switch v.Kind() {
	case value.StringKind:
		return v.Text()
	case value.UndefinedKind, value.NullKind:
		return ""
	default:
		return string(v.AppendCompact(nil))
	}
}

// maxBeats limits how many heartbeats are generated for one call.
const maxBeats = 10_000

// beats generates the heartbeats that must have arrived, which are not recorded: those up to the last silence, or all
// if the task itself timed out.
func beats(delay time.Duration, call *simulator.Call) []time.Duration {
	if call.Heartbeat <= 0 {
		return nil
	}
	until := delay - call.Heartbeat
	if call.Timeout > 0 && delay >= call.Timeout {
		until = call.Timeout
	}
	var list []time.Duration
	for at := until; at > 0 && len(list) < maxBeats; at -= call.Heartbeat {
		list = append(list, at)
	}
	slices.Reverse(list)
	return list
}

// recordedTasks answers calls with the outcomes of a recording, in their order per state and iteration.
type recordedTasks struct {
	tracks *trackSet
	used   map[string]int
	// inMapRun are the states of distributed Maps, whose calls are not in the recording; asked the Map states of those
	// that were called.
	inMapRun map[*asl.Task]asl.State
	asked    map[asl.State]bool
	objects  simulator.ObjectStore
	// unanswered is the first call that the recording does not have.
	unanswered *simulator.Call
	tokens     []string
	noObjects  bool
}

// HandleTask implements simulator.TaskHandler. A call that is not recorded gets no answer.
func (r *recordedTasks) HandleTask(_ context.Context, call simulator.Call) (simulator.Reply, error) {
	if call.Token != "" {
		r.tokens = append(r.tokens, call.Token)
	}
	if state, ok := r.inMapRun[call.State]; ok {
		r.asked[state] = true
		return simulator.Reply{}, nil
	}
	key := callKey(call.State.Name, call.Iteration)
	list := r.tracks.outcomes[key]
	n := r.used[key]
	if n >= len(list) {
		if r.unanswered == nil {
			r.unanswered = &call
		}
		return simulator.Reply{Never: true, Open: true}, nil
	}
	r.used[key]++
	return list[n].reply(&call), nil
}

// Object implements simulator.ObjectStore.
func (r *recordedTasks) Object(bucket, key string) (simulator.Object, bool) {
	if r.objects != nil {
		if o, ok := r.objects.Object(bucket, key); ok {
			return o, true
		}
	}
	r.noObjects = true
	return simulator.Object{}, false
}

// List implements simulator.ObjectStore.
func (r *recordedTasks) List(bucket, prefix string) []simulator.Object {
	if r.objects == nil {
		r.noObjects = true
		return nil
	}
	return r.objects.List(bucket, prefix)
}

// inMapRuns returns the Tasks below distributed Maps with the outermost of these.
func inMapRuns(def *asl.Definition) map[*asl.Task]asl.State {
	found := map[*asl.Task]asl.State{}
	for _, st := range def.States() {
		task, ok := st.(*asl.Task)
		if !ok {
			continue
		}
		for outer := st.Head().Machine.Parent; outer != nil; outer = outer.Head().Machine.Parent {
			if m, ok := outer.(*asl.Map); ok && m.Distributed() {
				found[task] = outer
			}
		}
	}
	return found
}
