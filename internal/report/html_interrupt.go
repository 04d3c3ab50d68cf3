package report

import (
	"strings"
	"time"

	"github.com/aslcheck/aslcheck/internal/report/page"
	"github.com/aslcheck/aslcheck/simulator"
)

// container adds the starts and failures of Parallel and Map states, and the end of an aborted state.
func (t *timeline) container(o *openVisit, v *page.Visit, ev *simulator.Event) {
	switch ev.Type {
	case simulator.ParallelStateFailedEvent, simulator.MapStateFailedEvent:
		o.failed = t.interrupt(ev, wholeState, ev.Time)
	case simulator.ParallelStateStartedEvent, simulator.MapStateStartedEvent, simulator.MapRunStartedEvent:
		if ev.Attempt > 1 {
			if o.failed < 0 {
				o.failed = t.interrupt(ev, wholeState, t.cause(ev).Time)
			}
			t.backOff(o, v, ev)
		}
	default:
		if strings.HasSuffix(string(ev.Type), "StateAborted") {
			v.End, v.Outcome = t.endCall(o, v, ev), "aborted"
			if o.failed >= 0 { // also the state that made the others stop is aborted
				v.Outcome = "failed"
			}
			delete(t.open, visitKey{ev.State, ev.Frame})
		}
	}
}

// cause returns the event that led to another one.
func (t *timeline) cause(ev *simulator.Event) *simulator.Event {
	if ev.PreviousID > 0 && ev.PreviousID <= int64(len(t.events)) {
		return &t.events[ev.PreviousID-1]
	}
	return ev
}

// wholeState means all branches and iterations of a state.
const wholeState = -1

// interrupt ends the visits in a branch or iteration of the state of an event, or in all of them: no event says that they end. The
// state whose failure led there failed, and the others were aborted. It returns the moment.
func (t *timeline) interrupt(ev *simulator.Event, index int, at time.Time) int {
	moment := t.moment(at)
	cause := t.cause(ev)
	for key, o := range t.open {
		if !within(key.frame, ev, index) {
			continue
		}
		v := &t.detail.Visits[o.visit]
		v.End, v.Outcome = moment, "aborted"
		isCause := key.state == cause.State && key.frame == cause.Frame
		if o.failed >= 0 || isCause || within(cause.Frame, &simulator.Event{State: key.state, Frame: key.frame}, wholeState) {
			v.Outcome = "failed"
		}
		if v.Type == "Wait" {
			v.Pieces = append(v.Pieces, page.Piece{Kind: "wait", Begin: v.Begin, End: moment, Text: "interrupted"})
		}
		if o.call >= 0 {
			v.Pieces[o.call].End = moment
		}
		delete(t.open, key)
	}
	return moment
}

// within reports whether a frame is a branch or iteration of the state of an event, or inside of one.
func within(f *simulator.Frame, ev *simulator.Event, index int) bool {
	for ; f != nil; f = f.Outer {
		if f.State == ev.State && f.Outer == ev.Frame && (index == wholeState || f.Index == index) {
			return true
		}
	}
	return false
}
