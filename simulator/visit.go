package simulator

import (
	"fmt"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/value"
)

// A visit is what happens at one state, from its entry to its exit, over all attempts. A thread has one at a time.
type visit struct {
	*thread

	st        *state
	input     value.Value // of the state, raw
	effective value.Value // after InputPath
	entered   int64       // id of the event
	// completed is the event by which the activity of the state succeeded, where its exit follows from another one. failedFrom is
	// the event that an unretried failure came from.
	completed, failedFrom int64
	enteredAt             nanos
	attempt               int   // from 1
	retrier               int   // that led to this attempt, -1 for none
	retries               []int // per retrier

	// waitsFor is what the state has begun and waits for, nil for nothing. call is room for the most frequent kind.
	waitsFor activity
	call     taskCall

	// inspection is what is noted of the state so far, nil without Config.Inspect.
	inspection *Inspection
	scope      query.Scope
}

// An activity is something that a state waits for: a call of a task, branches, iterations, a Map Run.
type activity interface {
	// cancel ends it without an event.
	cancel()
	// abort ends it because a sibling of the thread failed at an event, with the events that say so.
	abort(cause int64)
	// hasFailed reports whether it ended with a failure of its own.
	hasFailed() bool
}

// begin makes the visit one to another state.
func (s *visit) begin(st *state, input value.Value) {
	s.st, s.input, s.effective = st, input, input
	s.completed, s.failedFrom = 0, 0
	s.attempt, s.retrier, s.retries = 1, -1, s.retries[:0]
	s.waitsFor, s.call.token, s.inspection = nil, "", nil
	s.resetScope()
	s.enteredAt = s.x.queue.now
	if isAlone(s) && s.x.cfg.Inspect {
		s.inspection = &Inspection{Input: input}
		s.x.outcome.Inspection = s.inspection
	}
}

// resetScope restores the scope of expressions to that before an attempt.
func (s *visit) resetScope() { s.scope.Reset(s.effective, s.input) }

// takeInput applies InputPath; false when that failed.
func (s *visit) takeInput() bool {
	st := s.st
	switch {
	case st.noIn:
		s.effective = emptyObject
		s.inspectDefault(afterInputPath, s.effective)
	case st.input == nil || st.jsonata:
		s.effective = s.input
		s.inspectDefault(afterInputPath, s.effective)
	default:
		v, failure := st.input.Eval(&s.scope)
		if failure != nil {
			s.fail(s.framed(failure))
			return false
		}
		s.effective = v
		s.inspect(afterInputPath, v)
	}
	s.scope.Doc = s.effective
	return true
}

// completeWith ends the work of the state with a result that expressions may see.
func (s *visit) completeWith(result value.Value) {
	s.scope.SetResult(result)
	s.complete(result)
}

// complete ends the work of the state with a result: it makes the output of it and goes on.
func (s *visit) complete(result value.Value) {
	s.invalidate()
	s.exit(&s.st.output, result, s.nextTransition())
}

func (s *visit) nextTransition() Transition {
	if s.st.next == nil {
		return Transition{Step: ByEnd}
	}
	return Transition{Step: ByNext, To: s.st.next.name}
}

// exit leaves the state by a transition, with the output that the given fields make of a result.
func (s *visit) exit(fields *outputFields, result value.Value, via Transition) {
	if isAlone(s) {
		s.x.outcome.Inspection = s.inspection
	}
	output, assigned, p := fields.apply(s, result)
	if p != nil {
		s.fail(*p)
		return
	}
	s.leave(output, assigned, via)
}

// leave exits the state and goes on to the next one.
func (s *visit) leave(output value.Value, assigned []value.Member, via Transition) {
	s.add(s.st.exited, s.log.stateExited(s.st.name, output, assigned, via))
	if s.inspection != nil {
		s.log.event(s.log.count).Details.(*StateExited).Inspection = s.inspection
	}
	s.vars.assignAll(assigned)
	s.waitsFor = nil
	if s.overLimit() {
		return
	}
	next := s.st.next
	if via.Step >= ByRule {
		next = s.machine.states[via.To]
	}
	if next == nil || isAlone(s) {
		s.finish(output)
		return
	}
	s.st, s.input = next, output
	s.schedule(enterNext)
}

// markRetrier notes at the event that was just recorded which Retrier led to it.
func (s *visit) markRetrier() {
	s.log.event(s.log.count).Retrier = int32(s.retrier)
}

// maxUnlimitedBytes is the largest payload of a run without limits. A state may double its input by naming it twice, so that
// some dozens of them would exceed any memory.
const maxUnlimitedBytes = 64 << 20

// checkSize fails a state whose output is larger than the service carries, or deeper than anyone can read.
func (s *visit) checkSize(v value.Value) *problem {
	if !s.x.oversized(v) {
		return nil
	}
	return tooLarge(s.st.name)
}

// oversized reports whether a payload is larger than the service carries.
func (x *execution) oversized(v value.Value) bool {
	if x.cfg.NoLimits {
		return !isSmall(&v, 2) && (v.Size() > maxUnlimitedBytes || v.Depth() > value.MaxDepth)
	}
	if 2*v.Len() > asl.MaxPayloadBytes {
		return true // each part has a character and a comma at least
	}
	return v.Size() > asl.MaxPayloadBytes || v.Depth() > value.MaxDepth
}

// isSmall reports whether v is plainly small: a scalar, or a container of few parts that are scalars or, with levels left, small.
func isSmall(v *value.Value, levels int) bool {
	const fewParts = 16
	k := v.Kind()
	if k != value.ArrayKind && k != value.ObjectKind {
		return true
	}
	if levels == 0 || v.Len() > fewParts {
		return false
	}
	elems, members := v.Elems(), v.Members()
	for i := range elems {
		if !isSmall(&elems[i], levels-1) {
			return false
		}
	}
	for i := range members {
		if !isSmall(&members[i].Value, levels-1) {
			return false
		}
	}
	return true
}

// tooLarge is the failure of a state or task whose output is larger than the service carries.
func tooLarge(name string) *problem {
	return &problem{Failure: Failure{
		Error: asl.ErrorDataLimitExceeded,
		Cause: fmt.Sprintf("The state/task '%s' returned a result with a size exceeding the maximum number of bytes service limit.", name),
	}}
}
