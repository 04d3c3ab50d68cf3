package simulator

import (
	"fmt"
	"time"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/value"
)

// Alone runs a single state, as TestState does.
type Alone struct {
	// OnlyState runs one state alone: the execution ends where it is left. It is the name of a state, also of one inside a Map or
	// Parallel state, or a path such as "Outer/Inner". Empty for the whole machine.
	OnlyState string
	// RetrierRetryCount is how often OnlyState was retried before, as TestState calls it.
	RetrierRetryCount int
	// Trial makes the run of OnlyState one attempt that shows what TestState shows; nil for an ordinary run.
	Trial *Trial
}

// A Trial is one attempt of a state as TestState makes it. Where a Retrier would wait, the execution fails and its AloneOutcome says
// so. Causes don't name the state, the input keeps its whitespace, Config.Context is the whole context object, and without a
// role the context object has a null.
type Trial struct {
	// Result or Failure end a Map or Parallel state as a whole, after its fields up to the items are evaluated. Without either, its
	// branches or iterations run.
	Result  value.Value
	Failure *Failure
	// FailedIterations are the iterations of a Map state that failed, against what it tolerates.
	FailedIterations int
	// ReaderData is the text that the ItemReader of a Map state reads, nil where nothing is read.
	ReaderData *string
}

// endsWhole reports whether a Map or Parallel state ends without its branches or iterations.
func (t *Trial) endsWhole() bool { return t != nil && (t.Failure != nil || !t.Result.IsUndefined()) }

// An AloneOutcome is what a state that ran alone shows besides the result of the execution.
type AloneOutcome struct {
	// Inspection is what became of the data of the state, as far as it came; nil without Config.Inspect. It has the stages that no
	// field changes as well.
	Inspection *Inspection
	// Retry is the retry that would follow a trial, nil for none.
	Retry *PendingRetry
	// Catcher is the index of the Catcher that handled the error Caught, -1 and nil for none.
	Catcher int
	Caught  *Failure
}

// A PendingRetry is a retry that is not made.
type PendingRetry struct {
	Retrier int
	Delay   time.Duration
}

// trialName is the name that every state has in the context object of a trial (recording test_state_with_variables).
const trialName = "StateName"

func contextName(s *visit) string {
	if s.x.cfg.Trial != nil {
		return trialName
	}
	return s.st.name
}

// first returns the state that a run begins with, and the machine that it is in.
func (p *Program) first(cfg *Config) (*machine, *state, error) {
	if cfg.OnlyState == "" {
		return p.root, p.root.start, nil
	}
	if st := p.def.Find(cfg.OnlyState); st != nil {
		if m := p.root.holding(st); m != nil {
			return m, m.states[st.Head().Name], nil
		}
	}
	return nil, nil, fmt.Errorf("run state %q: the definition has no such state", cfg.OnlyState)
}

// holding returns the machine that a state is in, m or one inside it; nil for none.
func (m *machine) holding(st asl.State) *machine {
	if own := m.states[st.Head().Name]; own != nil && own.ast == st {
		return m
	}
	for _, own := range m.states {
		for _, inner := range own.machines() {
			if found := inner.holding(st); found != nil {
				return found
			}
		}
	}
	return nil
}

// machines returns the machines inside a state.
func (st *state) machines() []*machine {
	switch kind := st.kind.(type) {
	case *parallelState:
		return kind.branches
	case *mapState:
		return []*machine{kind.processor}
	default:
		return nil
	}
}

// isAlone reports whether the visit is one to OnlyState itself.
func isAlone(s *visit) bool { return s.x.alone == s.thread }

// trialOf returns the trial of the state, nil for none.
func trialOf(s *visit) *Trial {
	if s.x.cfg.Trial == nil || !isAlone(s) {
		return nil
	}
	return s.x.cfg.Trial
}

// keepInspection keeps what is noted of the state as it is now: what its Catchers do does not show.
func keepInspection(s *visit) {
	if isAlone(s) && s.inspection != nil {
		kept := *s.inspection
		s.x.outcome.Inspection = &kept
	}
}
