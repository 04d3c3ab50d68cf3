package simulator

import (
	"time"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator/internal/items"
	"github.com/aslcheck/aslcheck/value"
)

// A Recording knows what an execution did that its definition, input and tasks don't decide.
type Recording interface {
	// HandleMapRun is called when a Map Run starts. It returns how it ends; nil lets it start its children.
	HandleMapRun(call MapRunCall) *MapRunReply
	// HandleRetry is called when a state waits for its next attempt. It returns how long, usually the Delay of the call.
	HandleRetry(call RetryCall) time.Duration
}

// A RetryCall is a state that waits for its next attempt.
type RetryCall struct {
	State asl.State
	// Iteration are the indexes of the Map items around the state, outermost first.
	Iteration []int
	// Delay is how long the Retrier waits; Jitter says that it is random.
	Delay  time.Duration
	Jitter bool
}

// A MapRunCall is a Map Run that starts.
type MapRunCall struct {
	State *asl.Map
	// Iteration are the indexes of the Map items around the state, outermost first.
	Iteration []int
}

// A MapRunReply is how a Map Run ends without its children.
type MapRunReply struct {
	// Result is the result of the Map Run, of which the fields of the state make its output. If Output is defined, it is
	// the output of the state, Assigned are the variables that the state assigns, and the fields aren't evaluated.
	Result   value.Value
	Output   value.Value
	Assigned []value.Member
	// Failure, if it isn't nil, is the error that the state gets. Location is the field whose expression failed, if
	// Evaluation says that one did. Succeeded says that the Map Run itself had succeeded before.
	Failure    *Failure
	Evaluation bool
	Location   string
	Succeeded  bool
	// Delay is the virtual time until the end. Never says that it isn't known.
	Delay time.Duration
	Never bool
}

// recorded asks whether the end of the run is known. The items that need no reader are still selected, because their
// expressions can fail.
func (r *mapRun) recorded(list *items.Stream) bool {
	s := r.owner
	if s.x.cfg.Recording == nil {
		return false
	}
	r.reply = s.x.cfg.Recording.HandleMapRun(MapRunCall{State: r.state.ast, Iteration: s.frame.Indexes()})
	if r.reply == nil {
		return false
	}
	if r.state.distributed.reader == nil {
		if p := r.takeInputs(list); p != nil {
			r.fail(*p)
			return true
		}
	}
	if !r.reply.Never {
		s.scheduleAt(s.x.queue.now+nanos(r.reply.Delay), recordedEnd)
	}
	return true
}

// recordedEnd ends a run whose end is known.
func recordedEnd(s *visit) {
	r := s.waitsFor.(*mapRun)
	reply := r.reply
	s.resetScope()
	var p problem
	if f := reply.Failure; f != nil {
		p = problem{Failure: *f, evaluation: reply.Evaluation, location: reply.Location, fatal: f.Error == asl.ErrorRuntime}
		if !reply.Succeeded {
			r.fail(p)
			return
		}
	}
	r.succeed()
	switch {
	case reply.Failure != nil:
		s.fail(p)
	case reply.Output.IsUndefined():
		s.completeWith(reply.Result)
	default:
		s.invalidate()
		s.leave(reply.Output, reply.Assigned, s.nextTransition())
	}
}

// retryDelay returns the wait before the next attempt of a state, after n others by the same Retrier.
func (s *visit) retryDelay(r *retrier, n int) nanos {
	delay := r.delay(s.x, n)
	if s.x.cfg.Recording == nil {
		return delay
	}
	return nanos(s.x.cfg.Recording.HandleRetry(RetryCall{
		State: s.st.ast, Iteration: s.frame.Indexes(), Delay: time.Duration(delay), Jitter: r.jitter,
	}))
}
