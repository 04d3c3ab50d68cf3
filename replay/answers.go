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
	last      *Event // of the recording
}

// outcome follows the calls of tasks.
func (r *trackSet) outcome(t *track, ev *Event) {
	kind := string(ev.Type)
	switch {
	case strings.HasSuffix(kind, "Scheduled"):
		t.call = &outcome{state: t.state, indexes: t.indexes(), scheduled: ev, last: r.last}
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
func (o *outcome) delay() time.Duration { return between(o.scheduled, o.ended) }

func between(start, end *Event) time.Duration {
	if end == nil || end.Time.IsZero() || start.Time.IsZero() {
		return 0
	}
	return min(max(end.Time.Sub(start.Time), 0), maxDelay)
}

// maxDelay limits recorded delays: no execution takes longer than a year.
const maxDelay = 366 * 24 * time.Hour

// reply is the answer that leads to the outcome again. A call that timed out is one that gets no answer.
func (o *outcome) reply(call *simulator.Call) simulator.Reply {
	reply := simulator.Reply{Delay: o.delay(), Submitted: o.submitted, Worker: o.worker, Open: true}
	if o.ended != nil && !o.timedOut() {
		reply.Delay = o.inTime(reply.Delay, call)
		reply.Heartbeats = beats(reply.Delay+call.Heartbeat, call)
	}
	switch {
	case o.ended == nil: // the recording or the container of the state ends before
		reply.Never = true
		reply.Heartbeats = beats(between(o.scheduled, o.last)+call.Heartbeat, call)
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

// inTime returns the delay of an answer. The service takes its timestamps after the fact, so that an answer that came just
// in time can show a longer delay than the timeout; it still came in time if the timeout is the recorded one.
func (o *outcome) inTime(delay time.Duration, call *simulator.Call) time.Duration {
	if call.Timeout > 0 && o.seconds("timeoutInSeconds") == call.Timeout {
		return min(delay, call.Timeout)
	}
	return delay
}

// seconds returns a time that the call was scheduled with, 0 without one.
func (o *outcome) seconds(key string) time.Duration {
	recorded, _ := o.scheduled.Details.Get(key)
	n, _ := recorded.Int()
	return min(max(time.Duration(n), 0), maxDelay/time.Second) * time.Second
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
const maxBeats = 100_000

// beats generates the heartbeats that must have arrived before a call ended after a delay, which are not recorded: those up
// to the last silence, or all if the task itself timed out.
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
	// used count the calls and Map Runs by state and iteration, started all attempts.
	used, usedRuns, started map[string]int
	// unrecorded says what the history lacks of the Map Runs that end as recorded; noted are the states whose Map Runs did.
	unrecorded map[*asl.Map]string
	noted      map[string]bool
	notes      parser
	// cut is the first Map Run whose result is not known, nil for none.
	cut     *runOutcome
	objects simulator.ObjectStore
	// unanswered is the state of the first call that the recording does not have, "" for none; open says that one was under way
	// at the end of the recording.
	unanswered string
	open       bool
	tokens     []string
}

func newRecordedTasks(h *History, def *asl.Definition, objects simulator.ObjectStore) *recordedTasks {
	return &recordedTasks{
		tracks: record(h.Events), used: map[string]int{}, usedRuns: map[string]int{}, started: map[string]int{},
		unrecorded: unrecorded(def, objects), noted: map[string]bool{}, notes: parser{history: h}, objects: objects,
	}
}

// HandleTask implements simulator.TaskHandler. A call that is not recorded gets no answer.
func (r *recordedTasks) HandleTask(_ context.Context, call simulator.Call) (simulator.Reply, error) {
	if call.Token != "" {
		r.tokens = append(r.tokens, call.Token)
	}
	key := callKey(call.State.Name, call.Iteration)
	list := r.tracks.outcomes[key]
	n := r.used[key]
	if n >= len(list) {
		r.noAnswer(call.State.Name)
		return simulator.Reply{Never: true, Open: true}, nil
	}
	r.used[key]++
	if list[n].ended == nil {
		r.open = true
	}
	return list[n].reply(&call), nil
}

// noAnswer notes a call that the recording does not have.
func (r *recordedTasks) noAnswer(state string) {
	if r.unanswered == "" {
		r.unanswered = state
	}
}
