package replay

import (
	"strings"
	"time"

	"github.com/aslcheck/aslcheck/simulator"
)

// An attempt is one attempt of a state that can be retried.
type attempt struct {
	// retried says that another one followed after a wait.
	retried bool
	wait    time.Duration
}

// starts reports whether an event starts an attempt.
func starts(kind simulator.EventType) bool {
	return strings.HasSuffix(string(kind), "Scheduled") || kind == simulator.MapStateStartedEvent || kind == simulator.ParallelStateStartedEvent
}

// attempt notes the attempts of states. The second one follows from the failure of the first.
func (r *trackSet) attempt(t *track, ev *Event) {
	if !starts(ev.Type) {
		return
	}
	failed := r.events[ev.PreviousID]
	first := failed == nil || strings.HasSuffix(string(failed.Type), "StateEntered") && failed.detail("name") == t.state
	if !first && t.attempt != nil {
		t.attempt.retried, t.attempt.wait = true, between(failed, ev)
	}
	t.attempt = &attempt{}
	key := callKey(t.state, t.indexes())
	r.attempts[key] = append(r.attempts[key], t.attempt)
}

// observe counts the attempts of the run.
func (r *recordedTasks) observe(ev *simulator.Event) {
	if starts(ev.Type) {
		r.started[callKey(ev.State.Head().Name, ev.Frame.Indexes())]++
	}
}

// HandleRetry implements simulator.Recording. A random wait takes the recorded time. One that was never over takes longer than
// any execution: the recording ends during it, or a sibling failed.
func (r *recordedTasks) HandleRetry(call simulator.RetryCall) time.Duration {
	if !call.Jitter || r.notes.history.NoTimes {
		return call.Delay
	}
	key := callKey(call.State.Head().Name, call.Iteration)
	list, n := r.tracks.attempts[key], r.started[key]-1
	if n >= 0 && n < len(list) && list[n].retried {
		return list[n].wait
	}
	if status, _, _ := r.notes.history.Recorded(); status == simulator.Failed && call.State.Head().Machine.Parent == nil {
		return call.Delay
	}
	r.open = true
	return maxDelay
}
