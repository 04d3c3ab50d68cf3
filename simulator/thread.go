package simulator

import (
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator/internal/items"
	"github.com/aslcheck/aslcheck/value"
)

// A thread is one thread of control: the machine itself, a branch of a Parallel state, or an iteration of a Map state. It
// is at one state at a time, which its visit describes.
type thread struct {
	x       *execution
	log     *journal
	machine *machine
	vars    *variables
	frame   *Frame

	// parent and siblings are those of a branch or iteration; index is its position among its siblings.
	parent   *thread
	siblings siblings
	index    int
	// item is Map.Item of the context object, where hasItem says that there is one.
	item    items.Item
	hasItem bool

	// generation grows whenever the thread stops waiting for the steps that it has scheduled.
	generation uint32
	// life grows whenever the thread is used again after its end.
	life  uint32
	ended bool

	// last is the event that the next one follows from.
	last  int64
	visit visit
}

// siblings are the branches or iterations that a state waits for.
type siblings interface {
	activity
	// childEnded takes the output of one of them.
	childEnded(child *thread, output value.Value)
	// childFailed takes an unhandled failure of one of them.
	childFailed(child *thread, p *problem)
}

func (x *execution) newThread(j *journal, m *machine) *thread {
	t := &thread{x: x, log: j, machine: m, vars: &variables{}}
	s := &t.visit
	s.thread, s.retrier = t, -1
	s.scope.ContextObject, s.scope.Vars, s.scope.Host, s.scope.Budget = t.makeContext, t.vars, x, &x.budget
	return t
}

// renew makes a thread that has ended fit for use. What waits for the old one must not wake the new one.
func (t *thread) renew() {
	t.life++
	t.invalidate()
	t.ended, t.hasItem, t.last = false, false, 0
	t.visit.st, t.visit.waitsFor, t.visit.entered = nil, nil, 0
	t.vars.own, t.vars.size = value.ObjectBuilder{}, 0
}

// add records an event that follows from the last one.
func (t *thread) add(kind EventType, d Details) int64 {
	id := t.addAfter(t.last, kind, d)
	t.last = id
	return id
}

// addAfter records an event that follows from a given one, without changing the chain of the thread.
func (t *thread) addAfter(previous int64, kind EventType, d Details) int64 {
	j := t.log
	j.count++
	id := j.count
	if j.silent {
		return id
	}
	if t.x.kept++; t.x.kept > mostKept && t.x.cfg.NoLimits && t.x.err == nil {
		t.x.err = ErrTooManyEvents
	}
	j.grow()
	j.events = j.events[:id]
	ev := &j.events[id-1]
	ev.ID, ev.PreviousID, ev.Type, ev.Time, ev.Frame, ev.Details = id, previous, kind, t.x.now(), t.frame, d
	ev.Retrier, ev.Exhausted = -1, -1
	if t.visit.st != nil {
		ev.State = t.visit.st.ast
		ev.Attempt = int32(t.visit.attempt)
	}
	for _, observe := range t.x.cfg.Observers {
		observe(ev)
	}
	return id
}

// enter goes to a state.
func (t *thread) enter(st *state, input value.Value) {
	x := t.x
	if x.transitions++; x.transitions > x.cfg.MaxSteps {
		t.endless()
		return
	}
	s := &t.visit
	s.begin(st, input)
	s.entered = t.add(st.entered, t.log.stateEntered(st.name, input))
	if t.overLimit() {
		return
	}
	if !s.takeInput() {
		return
	}
	st.kind.begin(s)
}

// enterNext enters the state that was chosen for the thread.
func enterNext(s *visit) { s.enter(s.st, s.input) }

// startAt lets a new thread enter its first state in its turn.
func (t *thread) startAt(first *state, input value.Value) {
	t.visit.st, t.visit.input = first, input
	t.schedule(enterNext)
}

// endless ends a loop that nothing else would end. An Express workflow, whose history has no quota, runs into its five
// minutes at AWS, where transitions take time.
func (t *thread) endless() {
	switch x := t.x; {
	case x.cfg.isExpress() && !x.cfg.NoLimits:
		root := t.root()
		x.queue.now = max(x.queue.now, expressMinutes)
		root.expire()
	case x.err == nil:
		x.err = ErrTooManySteps
	}
}

// overLimit ends the execution when its history is full.
func (t *thread) overLimit() bool {
	j := t.log
	if j.limit == 0 || j.count < j.limit-1 {
		return false
	}
	t.root().cancel()
	f := Failure{Error: asl.ErrorRuntime, Cause: tooManyEvents}
	t.visit.st = nil
	t.add(ExecutionFailedEvent, &ExecutionFailed{f})
	j.end(Failed, &f)
	return true
}

// tooManyEvents is the cause of an execution whose history is full.
const tooManyEvents = "The execution reached the maximum number of history events (25000)."

// root returns the thread of the machine itself.
func (t *thread) root() *thread {
	for t.parent != nil && t.parent.log == t.log {
		t = t.parent
	}
	return t
}

// scheduleAt lets the thread continue at a moment of virtual time.
func (t *thread) scheduleAt(at nanos, do func(*visit)) { t.x.queue.push(at, t, do) }

// schedule queues the next step of the thread after all steps that are queued for the current moment.
func (t *thread) schedule(do func(*visit)) { t.x.queue.push(t.x.queue.now, t, do) }

// invalidate makes everything lapse that the thread waits for.
func (t *thread) invalidate() { t.generation++ }

// finish ends the thread with an output: the execution, or the branch or iteration that it is.
func (t *thread) finish(output value.Value) {
	t.visit.st = nil
	t.ended = true
	t.invalidate()
	if t.siblings != nil {
		t.siblings.childEnded(t, output)
		return
	}
	t.log.result.Output = output
	var succeeded Details
	if !t.log.silent {
		succeeded = &ExecutionSucceeded{Output: output}
	}
	t.add(ExecutionSucceededEvent, succeeded)
	t.log.end(Succeeded, nil)
}

// die ends the thread with an unhandled problem.
func (t *thread) die(p *problem) {
	t.ended = true
	t.invalidate()
	if t.siblings != nil {
		t.siblings.childFailed(t, p)
		return
	}
	failure := p.Failure
	t.visit.st = nil
	t.add(ExecutionFailedEvent, &ExecutionFailed{failure})
	t.log.end(Failed, &failure)
}

// endExecution ends the execution with a problem that can't be handled, from wherever the thread is: neither branches nor
// iterations have events for it (measured).
func (t *thread) endExecution(p *problem) {
	root, failure := t.root(), p.Failure
	root.cancel()
	t.visit.st = nil
	t.add(ExecutionFailedEvent, &ExecutionFailed{failure})
	t.log.end(Failed, &failure)
}

// cancel ends the thread and everything inside it without an event.
func (t *thread) cancel() {
	if t.ended {
		return
	}
	t.ended = true
	t.invalidate()
	if t.visit.waitsFor != nil {
		t.visit.waitsFor.cancel()
	}
}

// abort ends the thread because a sibling failed, with the events that say so: all follow from the event by which the sibling
// failed, outer ones first (measured).
func (t *thread) abort(cause int64) {
	t.ended = true
	t.invalidate()
	s := &t.visit
	if _, isIteration := t.siblings.(*iterations); isIteration {
		t.addAfter(cause, MapIterationAbortedEvent, &MapIteration{Name: t.parent.visit.st.name, Index: t.index})
	}
	if s.st != nil && s.entered != 0 {
		t.addAfter(cause, s.st.aborted, nil)
	}
	if s.waitsFor != nil {
		s.waitsFor.abort(cause)
	}
}

// abortExecution ends the thread of an execution of its own: a child of a Map Run, or a nested execution.
func (t *thread) abortExecution(reason *Failure) {
	if t.ended {
		return
	}
	t.cancel()
	t.visit.st = nil
	d := &ExecutionAborted{}
	if reason != nil {
		d.Failure = *reason
	}
	t.add(ExecutionAbortedEvent, d)
	t.log.end(Aborted, reason)
}
