package simulator

import (
	"context"
	"math/rand/v2"
	"time"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/value"
)

// An execution is a run that is under way.
type execution struct {
	ctx   context.Context
	cfg   *Config
	prog  *Program
	queue queue
	// random is nil until the first random number is drawn.
	random *rand.Rand
	// clock is the time of the queue's now, kept since every event asks for it.
	clock   time.Time
	clockAt nanos
	steps   int
	// transitions counts the states entered, against MaxSteps.
	transitions int
	ended       bool
	err         error
}

func (x *execution) now() time.Time {
	if x.clockAt != x.queue.now {
		x.clock, x.clockAt = x.at(x.queue.now), x.queue.now
	}
	return x.clock
}

// rand returns the source of all randomness of the execution.
func (x *execution) rand() *rand.Rand {
	if x.random == nil {
		x.random = rand.New(rand.NewPCG(x.cfg.Seed, seedStream))
	}
	return x.random
}

func (x *execution) at(t nanos) time.Time { return x.cfg.Start.Add(time.Duration(t)) }

// A journal is the history of one execution: the one that was asked for, or a child of a Map Run.
type journal struct {
	x      *execution
	result *Execution
	events []Event
	// entered and exited are room for details.
	entered []StateEntered
	exited  []StateExited
	ended   bool
	limit   int // of events, 0 for none
	// machine is the name of the state machine, with the label of the Map Run for its children.
	machine string
	// onEnd is called when a child execution has ended; nil in the execution that was asked for.
	onEnd func()
}

func (x *execution) newJournal(name, arn string) *journal {
	if arn == "" {
		arn = x.executionARN(name)
	}
	j := &journal{x: x, machine: x.cfg.Machine, result: &Execution{Name: name, ARN: arn, Start: x.now()}, limit: maxEvents}
	if x.cfg.NoLimits || x.cfg.Express {
		j.limit = 0
	}
	return j
}

// end settles the result of the execution.
func (j *journal) end(status Status, failure *Failure) {
	j.ended = true
	j.result.Status, j.result.Failure, j.result.End = status, failure, j.x.now()
	j.result.Events = j.events
	if j.onEnd == nil {
		j.x.ended = true
		return
	}
	j.onEnd()
}

// A strand is one thread of control: the machine itself, a branch of a Parallel state, or an iteration of a Map state.
type strand struct {
	x       *execution
	log     *journal
	machine *machine
	vars    *variables
	frame   *Frame

	// parent and group are those of a branch or iteration; index is its place among its siblings.
	parent *strand
	group  *group
	index  int
	// item is Map.Item of the context object, where hasItem says that there is one.
	item    mapItem
	hasItem bool

	// generation goes up whenever what the strand waits for has come or lost its point.
	generation uint32
	done       bool

	// last is the event that the next one follows from, before the one before the current state was entered.
	last, before int64

	st        *state
	input     value.Value // of the state, raw
	effective value.Value // after InputPath
	entered   int64       // id of the event
	enteredAt nanos
	attempt   int   // from 1
	retrier   int   // that led to this attempt, -1 for none
	retries   []int // per retrier
	inner     *group
	token     string

	// reply is the answer that a Task waits for, nested the execution that gives it; nil where there is none.
	reply  Reply
	nested *strand
	// inspection is what is noted of the state so far, nil without Config.Inspect.
	inspection *Inspection
	scope      query.Scope
}

func (x *execution) newStrand(j *journal, m *machine) *strand {
	s := &strand{x: x, log: j, machine: m, vars: &variables{}, retrier: -1}
	s.scope.ContextObject, s.scope.Vars, s.scope.Host = s.makeContext, s.vars, x
	return s
}

// room makes room for one more event. The room doubles, which append does not do for long slices.
func (j *journal) room() {
	if len(j.events) < cap(j.events) {
		return
	}
	events := make([]Event, len(j.events), max(2*len(j.events), firstEvents))
	copy(events, j.events)
	j.events = events
}

// firstEvents is how many events a journal first has room for.
const firstEvents = 16

// slabSize is how many details of the most frequent kinds are allocated at a time.
const slabSize = 64

func (j *journal) stateEntered(name string, input value.Value) *StateEntered {
	if len(j.entered) == 0 {
		j.entered = make([]StateEntered, min(slabSize, 1+len(j.events)))
	}
	d := &j.entered[0]
	j.entered = j.entered[1:]
	d.Name, d.Input = name, input
	return d
}

func (j *journal) stateExited(name string, output value.Value, assigned []value.Member, via Transition) *StateExited {
	if len(j.exited) == 0 {
		j.exited = make([]StateExited, min(slabSize, 1+len(j.events)))
	}
	d := &j.exited[0]
	j.exited = j.exited[1:]
	d.Name, d.Output, d.Assigned, d.Via = name, output, assigned, via
	return d
}

// add records an event that follows from the last one.
func (s *strand) add(t EventType, d Details) int64 {
	id := s.addAfter(s.last, t, d)
	s.last = id
	return id
}

// addAfter records an event that follows from a given one and leaves the chain of the strand as it is.
func (s *strand) addAfter(previous int64, t EventType, d Details) int64 {
	j := s.log
	id := int64(len(j.events) + 1)
	j.room()
	j.events = j.events[:id]
	ev := &j.events[id-1]
	ev.ID, ev.PreviousID, ev.Type, ev.Time, ev.Frame, ev.Details = id, previous, t, s.x.now(), s.frame, d
	ev.Retrier, ev.Exhausted = -1, -1
	if s.st != nil {
		ev.State = s.st.ast
		ev.Attempt = s.attempt
	}
	for _, observe := range s.x.cfg.Observers {
		observe(ev)
	}
	return id
}

// markRetrier notes at the event that was just recorded which Retrier led to it.
func (s *strand) markRetrier() {
	s.log.events[len(s.log.events)-1].Retrier = s.retrier
}

// enter goes to a state. Nil is the end of the machine.
func (s *strand) enter(st *state, input value.Value) {
	x := s.x
	if x.transitions++; x.transitions > x.cfg.MaxSteps {
		s.endless()
		return
	}
	s.st, s.input, s.before = st, input, s.last
	s.attempt, s.retrier = 1, -1
	s.token = ""
	s.inspection = nil
	s.retries = s.retries[:0]
	s.effective = input
	s.resetScope()
	s.enteredAt = x.queue.now
	s.entered = s.add(st.entered, s.log.stateEntered(st.name, input))
	if s.overLimit() {
		return
	}
	if !s.takeInput() {
		return
	}
	st.kind.begin(s)
}

// endless ends a loop that nothing else would end. An Express workflow, whose history has no quota, runs into its five
// minutes at AWS, where transitions take time.
func (s *strand) endless() {
	switch x := s.x; {
	case x.cfg.Express && !x.cfg.NoLimits:
		root := s.root()
		x.queue.now = max(x.queue.now, expressMinutes)
		root.expire()
	case x.err == nil:
		x.err = ErrTooManySteps
	}
}

// resetScope makes the expressions see the state as it is before an attempt.
func (s *strand) resetScope() { s.scope.Reset(s.effective, s.input) }

// takeInput applies InputPath; false when that failed.
func (s *strand) takeInput() bool {
	st := s.st
	switch {
	case st.noIn:
		s.effective = emptyObject
	case st.input == nil || st.jsonata:
		s.effective = s.input
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

// overLimit ends the execution when its history is full.
func (s *strand) overLimit() bool {
	j := s.log
	if j.limit == 0 || len(j.events) < j.limit-1 {
		return false
	}
	s.root().cancel()
	f := Failure{Error: asl.ErrorRuntime, Cause: tooManyEvents}
	s.st = nil
	s.add(ExecutionFailedEvent, &ExecutionFailed{f})
	j.end(Failed, &f)
	return true
}

// tooManyEvents is the cause of an execution whose history is full.
const tooManyEvents = "The execution reached the maximum number of history events (25000)."

// root returns the strand of the machine itself.
func (s *strand) root() *strand {
	for s.parent != nil && s.parent.log == s.log {
		s = s.parent
	}
	return s
}

// later lets the strand go on at a moment of virtual time.
func (s *strand) later(at nanos, do func(*strand)) { s.x.queue.push(at, s, do) }

// soon lets the strand go on in its turn among everything that is due now.
func (s *strand) soon(do func(*strand)) { s.x.queue.push(s.x.queue.now, s, do) }

// move makes everything lapse that the strand waits for.
func (s *strand) move() { s.generation++ }

// cancel ends the strand and everything inside it without a word.
func (s *strand) cancel() {
	if s.done {
		return
	}
	s.done = true
	s.move()
	s.stopNested()
	if s.inner != nil {
		s.inner.cancel()
	}
}
