package suite

import (
	"slices"
	"strings"
	"time"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// A retryExpectation compares the waits before the retries of states.
type retryExpectation struct {
	states []retryWaits
}

type retryWaits struct {
	at
	state  string
	waits  []limits
	jitter bool // a Retrier of the state draws its waits at random
}

// limits are those of a duration, both included.
type limits struct{ low, high time.Duration }

const noLimit = 1<<63 - 1

func (l limits) has(d time.Duration) bool { return l.low <= d && d <= l.high }

func (l limits) String() string {
	switch {
	case l.low == l.high:
		return FormatDuration(l.low)
	case l.high == noLimit:
		return "at least " + FormatDuration(l.low)
	default:
		return FormatDuration(l.low) + " to " + FormatDuration(l.high)
	}
}

// limits reads a duration, or an object with the members min and max.
func (p *parser) limits(n *source.Node) limits {
	if n.Kind != source.Object {
		d := p.duration(n)
		return limits{d, d}
	}
	l := limits{high: noLimit}
	if low := n.Get("min"); low != nil {
		l.low = p.duration(low)
	}
	if high := n.Get("max"); high != nil {
		l.high = p.duration(high)
	}
	return l
}

func (p *parser) retryExpectation(m *source.Member) Expectation {
	e := &retryExpectation{}
	for i := range m.Value.Members {
		s := &m.Value.Members[i]
		p.checkRole(s.Key, s.KeySpan, retries)
		w := retryWaits{at: at{s.KeySpan, s.Value}, state: s.Key, jitter: p.hasJitter(s.Key)}
		for _, item := range s.Value.Items {
			w.waits = append(w.waits, p.limits(item))
		}
		e.states = append(e.states, w)
	}
	return e
}

// hasJitter reports whether a Retrier of a state has a JitterStrategy that is not NONE.
func (p *parser) hasJitter(name string) bool {
	for _, st := range p.named(name) {
		recovery := asl.Recover(st)
		if recovery == nil {
			continue
		}
		for _, retrier := range recovery.Retry.Value {
			if strategy := &retrier.JitterStrategy; strategy.Set && strategy.Value != "NONE" {
				return true
			}
		}
	}
	return false
}

// Check implements Expectation.
func (e *retryExpectation) Check(run *Run) source.Diagnostics {
	var failures source.Diagnostics
	byState := retriesByState(run.Execution)
	for _, w := range e.states {
		got := byState[w.state]
		if slices.EqualFunc(w.waits, got, limits.has) {
			continue
		}
		unmet := w.unmet(run, w.state, nil, "state %q should retry after %s, but retries after %s", w.state, expectedWaits(w.waits), durations(got))
		if w.jitter {
			unmet[0].Hint = "the JitterStrategy of its Retrier draws the waits at random: expect limits, such as [{min: 0s, max: 10s}]"
		}
		if !slices.ContainsFunc(w.waits, func(l limits) bool { return l.low != l.high }) { // nobody knows which limits are meant now
			unmet = w.accept(run, durationTexts(got), unmet)
		}
		failures = append(failures, unmet...)
	}
	return failures
}

// durationTexts returns durations as a list of a test file.
func durationTexts(list []time.Duration) value.Value {
	texts := make([]value.Value, len(list))
	for i, d := range list {
		texts[i] = value.String(FormatDuration(d))
	}
	return value.Array(texts...)
}

func expectedWaits(list []limits) string {
	if len(list) == 0 {
		return noRetries
	}
	texts := make([]string, len(list))
	for i, l := range list {
		texts[i] = l.String()
	}
	return strings.Join(texts, ", ")
}

const noRetries = "nothing (no retries)"

func durations(list []time.Duration) string {
	if len(list) == 0 {
		return noRetries
	}
	texts := make([]string, len(list))
	for i, d := range list {
		texts[i] = FormatDuration(d)
	}
	return strings.Join(texts, ", ")
}

// Retries returns the waits before the retries of a state, by its name or path, in the order of virtual time.
func Retries(x *simulator.Execution, state string) []time.Duration { return retriesByState(x)[state] }

// retriesByState returns the waits before the retries of each state by its name and by its path.
func retriesByState(x *simulator.Execution) map[string][]time.Duration {
	waits := map[string][]time.Duration{}
	visitEach(x, func(x *simulator.Execution, ev *simulator.Event) {
		wait, ok := retryWait(x, ev)
		if !ok {
			return
		}
		name, path := ev.State.Head().Name, asl.Path(ev.State)
		waits[name] = append(waits[name], wait)
		if path != name {
			waits[path] = append(waits[path], wait)
		}
	})
	return waits
}

// retryWait returns the wait before an event if the event starts a retry.
func retryWait(x *simulator.Execution, ev *simulator.Event) (wait time.Duration, ok bool) {
	if ev.Retrier < 0 || ev.State == nil || ev.PreviousID == 0 {
		return 0, false
	}
	return ev.Time.Sub(x.Events[ev.PreviousID-1].Time), true
}
