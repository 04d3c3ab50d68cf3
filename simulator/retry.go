package simulator

import (
	"math"
	"time"
)

// fail ends the current attempt with a problem: Retry first, then Catch, then the end of the thread.
func (s *visit) fail(p problem) {
	s.invalidate()
	keepInspection(s)
	if s.completed != 0 {
		s.last, s.completed = s.completed, 0
	}
	if p.fatal {
		s.endExecution(&p)
		return
	}
	if p.evaluation {
		s.addEvaluationFailed(p)
	}
	retried, exhausted := s.retryAfter(&p)
	if retried {
		return
	}
	s.failedFrom = s.last
	s.giveUp(&p)
	s.log.event(s.last).Exhausted = int32(exhausted)
	for i := range s.st.catch {
		k := &s.st.catch[i]
		if p.matches(k.errors) {
			s.caught(&p, i, k)
			return
		}
	}
	s.die(&p)
}

// addEvaluationFailed records the failure of an expression. Its event follows from the last one; recordings of 2024 have the
// event before the state was entered, measurements of September 2026 the entry itself.
func (s *visit) addEvaluationFailed(p problem) {
	s.add(EvaluationFailedEvent, &EvaluationFailed{Failure: p.Failure, State: s.st.name, Location: p.location})
}

// retryAfter starts another attempt later if a Retrier allows it. The first Retrier that names the error decides; where it
// has no attempts left, its index is returned, otherwise -1.
func (s *visit) retryAfter(p *problem) (retried bool, exhausted int) {
	for i := range s.st.retry {
		r := &s.st.retry[i]
		if !p.matches(r.errors) {
			continue
		}
		for len(s.retries) < len(s.st.retry) {
			s.retries = append(s.retries, s.retriedBefore())
		}
		if int64(s.retries[i]) >= r.maxAttempts {
			return false, i
		}
		delay := s.retryDelay(r, s.retries[i])
		if trialOf(s) != nil {
			s.x.outcome.Retry = &PendingRetry{Retrier: i, Delay: time.Duration(delay)}
			s.die(p)
			return true, -1
		}
		s.retries[i]++
		s.retrier = i
		s.scheduleAt(s.x.queue.now+delay, retryNow)
		return true, -1
	}
	return false, -1
}

// retriedBefore is the count that every Retrier begins with: other than 0 for a state that runs alone.
func (s *visit) retriedBefore() int {
	if !isAlone(s) {
		return 0
	}
	return s.x.cfg.RetrierRetryCount
}

// delay returns the wait before retry n, from 0: IntervalSeconds × BackoffRate^n, at most MaxDelaySeconds; with
// JitterStrategy FULL a random part of that.
// https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
func (r *retrier) delay(x *execution, n int) nanos {
	seconds := r.interval * math.Pow(r.backoff, float64(n))
	if r.maxDelay > 0 {
		seconds = min(seconds, r.maxDelay)
	}
	seconds = min(seconds, maxDelay)
	if r.jitter {
		seconds *= x.rand().Float64()
	}
	return inNanos(seconds)
}

// maxDelay limits a wait in seconds so that virtual time cannot overflow: longer than an execution may take.
const maxDelay = 2 * 366 * 24 * 3600

// retryNow begins the next attempt.
func retryNow(s *visit) {
	s.attempt++
	s.waitsFor = nil
	s.resetScope()
	s.st.kind.begin(s)
}

// giveUp records that a Parallel or Map state failed for good.
func (s *visit) giveUp(p *problem) {
	switch s.st.kind.(type) {
	case *parallelState:
		if s.waitsFor != nil && s.waitsFor.hasFailed() {
			s.add(ParallelStateFailedEvent, nil)
		}
	case *mapState:
		// A bad MaxConcurrencyPath and its like end the execution without this event, since they are JSONPath errors
		// (recording test_max_concurrency_path).
		if s.waitsFor == nil && p.evaluation || s.waitsFor != nil && s.waitsFor.hasFailed() {
			s.add(MapStateFailedEvent, nil)
		}
	}
}

// caught goes to the state of a Catcher.
func (s *visit) caught(p *problem, index int, k *catcher) {
	if isAlone(s) {
		s.x.outcome.Catcher, s.x.outcome.Caught = index, &Failure{Error: p.Error, Cause: p.Cause}
	}
	errorOutput := p.output()
	s.resetScope()
	s.scope.SetErrorOutput(errorOutput)
	output, assigned, problem := k.output.apply(s, errorOutput)
	if problem != nil {
		s.failCaught(problem)
		return
	}
	s.leave(output, assigned, Transition{Step: ByCatch, Index: int32(index), To: k.next.name})
}

// failCaught ends the thread because the fields of a Catcher failed themselves. A failing expression follows from the event
// before the state was given up, and the state is given up again (measured).
func (s *visit) failCaught(p *problem) {
	if isAlone(s) {
		s.x.outcome.Catcher, s.x.outcome.Caught = -1, nil
	}
	if p.fatal {
		s.endExecution(p)
		return
	}
	if p.evaluation {
		s.last = s.failedFrom
		s.addEvaluationFailed(*p)
		s.giveUp(p)
	}
	s.die(p)
}
