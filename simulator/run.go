package simulator

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/value"
)

// Config says how a program runs. The zero value works for definitions without tasks.
type Config struct {
	// Tasks answers the calls of tasks.
	Tasks TaskHandler
	// Objects are what ItemReaders read; nil for none.
	Objects ObjectStore
	// Recording knows how Map Runs end and how long retries wait; nil for none.
	Recording Recording
	// Start is the virtual time of the start; the zero value is DefaultStart.
	Start time.Time
	// Seed decides all randomness: jitter, random numbers, UUIDs, tokens.
	Seed uint64
	// Type is the type of the workflow; a type that is not known counts as Standard. Synchronous says that StartSyncExecution
	// started an Express workflow.
	Type        asl.WorkflowType
	Synchronous bool
	// NoLimits lifts the quotas of the service: the number of events and the size of payloads.
	NoLimits bool
	// MaxSteps limits the transitions of a run without limits, so that a loop ends; 0 is DefaultMaxSteps.
	MaxSteps int
	Identity
	// Context overrides members of the context object; undefined for none.
	Context value.Value
	// Variables are assigned before the first state.
	Variables []value.Member
	Record
	Alone
}

// A Record says what is noted of a run besides its history.
type Record struct {
	// Inspect notes at the exit of every state what its data became on the way.
	Inspect bool
	// ForgetChildren leaves the executions that Map Runs start out of Execution.Children, and their events out of memory. A Map
	// Run of a million items needs it.
	ForgetChildren bool
	// MostChildren limits the executions of each Map Run that are kept to the first ones; 0 keeps all.
	MostChildren int
	// ForgetWritten leaves the objects that ResultWriters write out of Execution.Written: they are larger than the items.
	ForgetWritten bool
	// Observers see every event when it happens, with those of the children of Map Runs.
	Observers []func(*Event)
}

// forgetsChild reports whether nothing of an execution of a Map Run is kept, by the number of those before it.
func (r *Record) forgetsChild(before int) bool {
	return r.ForgetChildren || r.MostChildren > 0 && before >= r.MostChildren
}

// An Identity is what shows in the context object and in ARNs: the names of the state machine and the execution, the ARN of a
// role, and where they are. Empty ones have defaults.
type Identity struct {
	Machine, Execution, Role, Account, Region, Partition string
}

// DefaultStart is the virtual time at which an execution starts unless Config says otherwise.
var DefaultStart = time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)

// DefaultAccount is the account in ARNs unless Config says otherwise.
const DefaultAccount = "123456789012"

// DefaultMaxSteps limits the transitions of a run without limits.
const DefaultMaxSteps = 10_000_000

// expressSteps is the number of transitions that count as the five minutes of an Express workflow without waits.
const expressSteps = 200_000

// standardYear and expressMinutes are how long an execution may take.
const (
	standardYear   = asl.MaxStandardSeconds * second
	expressMinutes = asl.MaxExpressSeconds * second
)

// Run executes the program with an input. It returns an error if the run can't be completed, because the context is
// cancelled or the task handler has no answer. A state machine that fails is a result, not an error.
func (p *Program) Run(ctx context.Context, input value.Value, cfg Config) (*Execution, error) {
	if p == nil {
		return nil, errors.New("run: the program is nil")
	}
	if err := cfg.settle(); err != nil {
		return nil, err
	}
	if err := p.fits(&cfg); err != nil && cfg.Trial == nil {
		return nil, err
	}
	if input.Depth() > value.MaxDepth {
		return nil, errors.New("run: the input is nested too deeply")
	}
	x := &execution{ctx: ctx, cfg: &cfg, prog: p, times: times{clock: cfg.Start}, budget: query.Budget{Done: ctx.Done()}}
	at, first, err := p.first(&cfg)
	if err != nil {
		return nil, err
	}
	j := x.newJournal(&Execution{Name: cfg.Execution, ARN: x.executionARN(cfg.Execution)})
	j.events = make([]Event, 0, min(int(p.lastEvents.Load())+1, asl.MaxEvents))
	root := x.newThread(j, at)
	if cfg.OnlyState != "" {
		x.alone, x.outcome = root, &AloneOutcome{Catcher: -1}
	}
	x.begin(root, first, input)
	if err := x.loop(); err != nil {
		return nil, err
	}
	return x.finish(j, root), nil
}

// fits reports why the service would not run the definition as the type of workflow that is asked for.
func (p *Program) fits(cfg *Config) error {
	if !cfg.isExpress() {
		return nil
	}
	var unfit error
	p.def.Walk(func(m *asl.Machine) {
		for _, st := range m.States {
			if what, _ := asl.NotExpress(st); what != "" && unfit == nil {
				unfit = fmt.Errorf("run: the service rejects this definition as an Express workflow: state %q uses %s", asl.Path(st), what)
			}
		}
	})
	return unfit
}

// seedStream tells the random numbers of executions from those of other users of the same seed.
const seedStream = 0x61736c636865636b

func (c *Config) isExpress() bool { return c.Type == asl.Express }

func (c *Config) settle() error {
	if i := slices.IndexFunc(c.Observers, func(observe func(*Event)) bool { return observe == nil }); i >= 0 {
		return fmt.Errorf("run: observer no. %d is nil", i+1)
	}
	if c.Start.IsZero() {
		c.Start = DefaultStart
	}
	if c.MaxSteps == 0 {
		c.MaxSteps = DefaultMaxSteps
		if c.isExpress() && !c.NoLimits {
			c.MaxSteps = expressSteps
		}
	}
	defaults := []struct {
		field *string
		value string
	}{
		{&c.Machine, "StateMachine"},
		{&c.Execution, "Execution"},
		{&c.Account, DefaultAccount},
		{&c.Region, "us-east-1"},
		{&c.Partition, "aws"},
	}
	for _, d := range defaults {
		if *d.field == "" {
			*d.field = d.value
		}
	}
	if c.Role == "" && c.Trial == nil {
		c.Role = fmt.Sprintf("arn:%s:iam::%s:role/StepFunctionsRole", c.Partition, c.Account)
	}
	if len([]rune(c.Machine)) > asl.MaxNameLength && !c.NoLimits {
		return fmt.Errorf("run: the name of the state machine is longer than %d characters", asl.MaxNameLength)
	}
	if len([]rune(c.Execution)) > asl.MaxNameLength && !c.NoLimits {
		return fmt.Errorf("run: the name of the execution is longer than %d characters", asl.MaxNameLength)
	}
	return nil
}

// ErrTooManySteps says that a run without limits did not end, ErrTooManyEvents that its history is too long to be kept.
var (
	ErrTooManySteps  = errors.New("the execution takes too many steps")
	ErrTooManyEvents = fmt.Errorf("the execution without limits has more than %d events", mostKept)
)

// mostKept is how many events a run without limits keeps, 20 times the quota of the service. A loop would otherwise take all memory
// before MaxSteps ends it.
const mostKept = 500_000

// An execution is a run that is under way.
type execution struct {
	ctx context.Context
	// budget limits the expressions of the execution together.
	budget query.Budget
	cfg    *Config
	prog   *Program
	queue  queue
	// random is nil until the first random number is drawn.
	random *rand.Rand
	times
	counts
	ended bool
	err   error
	// spare are what is left of children of Map Runs that nobody asks for, to be used again.
	spare spareChildren
	// notes are those of the Execution.
	notes []string
	// alone is the thread of OnlyState, nil where the whole machine runs; outcome is what it shows.
	alone   *thread
	outcome *AloneOutcome
}

// counts are of what the whole run did: steps of the queue, states entered, against MaxSteps, and events kept, against mostKept.
type counts struct{ steps, transitions, kept int }

// times are the current time in the forms that events have, kept since every event asks for them.
type times struct {
	// clock is the time of clockAt, which is the queue's now.
	clock   time.Time
	clockAt nanos
	// stamp is the timestamp of stampAt.
	stamp   string
	stampAt nanos
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

// begin starts the execution.
func (x *execution) begin(root *thread, first *state, input value.Value) {
	root.vars.assignAll(x.cfg.Variables)
	limit := standardYear
	if x.cfg.isExpress() {
		limit = expressMinutes
	}
	if t := nanos(x.prog.timeout) * second; t > 0 {
		limit = min(limit, t)
	}
	root.launch(input, limit)
	if x.cfg.Trial != nil {
		root.enter(first, input)
		return
	}
	// The event of the start shows the text as it was sent, the states see it without whitespace (recording
	// test_map_state_label of July 2024; older ones passed the text through).
	root.enter(first, input.Compact())
}

// launch opens the history of an execution, and sets its time limit.
func (t *thread) launch(input value.Value, limit nanos) {
	t.log.result.Input = input
	var started Details
	if !t.log.silent {
		started = &ExecutionStarted{Input: input, RoleARN: t.x.roleARN()}
	}
	t.add(ExecutionStartedEvent, started)
	t.last = 0 // the first state does not follow from the start
	t.x.queue.pushPinned(t.x.queue.now+limit, t, (*visit).expire)
}

// expire ends the execution by its time limit.
func (t *thread) expire() {
	failure := Failure{Error: asl.ErrorTimeout}
	t.cancel()
	t.visit.st = nil
	t.addAfter(0, ExecutionTimedOutEvent, &ExecutionTimedOut{failure}) // it follows from nothing (measured)
	t.log.end(TimedOut, &failure)
}

// note says once that the run depends on something that is not known of the service.
func (x *execution) note(text string) {
	if !slices.Contains(x.notes, text) {
		x.notes = append(x.notes, text)
	}
}

// loop does one step after another until the execution has ended.
func (x *execution) loop() error {
	for x.err == nil && !x.ended {
		st, ok := x.queue.pop()
		if !ok {
			return errors.New("BUG: the execution waits for nothing")
		}
		if st.lapsed() {
			continue
		}
		if x.steps++; (x.steps&ctxMask == 0 || x.budget.Interrupted()) && x.ctx.Err() != nil {
			return fmt.Errorf("run: %w", x.ctx.Err())
		}
		st.do(&st.t.visit)
	}
	if x.budget.Interrupted() {
		return fmt.Errorf("run: %w", x.ctx.Err())
	}
	return x.err
}

// interrupted ends the run where its context has ended.
func (x *execution) interrupted() bool {
	if x.ctx.Err() != nil && x.err == nil {
		x.err = fmt.Errorf("run: %w", x.ctx.Err())
	}
	return x.err != nil
}

// ctxMask is the mask of the step counter: the context is checked whenever the masked bits are 0.
const ctxMask = 1<<6 - 1

func (x *execution) finish(j *journal, root *thread) *Execution {
	e := j.result
	e.Events = j.events
	x.prog.lastEvents.Store(int64(len(j.events)))
	e.Variables = root.vars.members()
	e.Notes = x.notes
	e.Alone = x.outcome
	return e
}
