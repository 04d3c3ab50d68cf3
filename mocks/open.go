package mocks

import (
	"slices"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator"
)

// NewOpen returns a set of mocks that leaves calls without an answer open, as Step Functions Local does; paste returns what
// would answer such a call.
func NewOpen(paste func(*NoAnswerError) string, list ...*Mock) *Set {
	s := New(list...)
	s.paste = paste
	return s
}

// without is what a call without an answer leads to. In Step Functions Local it goes to the real service, which takes
// longer than any mock; an execution that goes on without the answer, since another branch failed, does not need it. So
// it is left open, and Missing says afterwards whether it was needed.
func (s *Session) without(call simulator.Call, candidates []*Mock, passed []PassedOver) (simulator.Reply, error) {
	err := s.noAnswer(call, candidates, passed)
	if s.set.paste == nil {
		return simulator.Reply{}, err
	}
	err.Call.Time = call.Time
	s.open = append(s.open, err)
	return simulator.Reply{Never: true, Open: true}, nil
}

// Missing returns the *NoAnswerError of the first call that found no answer and that the execution had to wait for; nil
// if there is none. Only a set of NewOpen leaves calls open, all others end the run at once.
func (s *Session) Missing(x *simulator.Execution) error {
	for _, e := range s.open {
		if x.Status == simulator.TimedOut || timedOut(x.Events, e) {
			return e
		}
	}
	return nil
}

// timedOut reports whether a call ended by its timeout, which no mock does.
func timedOut(events []simulator.Event, e *NoAnswerError) bool {
	for i := range events {
		ev := &events[i]
		if ev.State == asl.State(e.Call.State) && !ev.Time.Before(e.Call.Time) && slices.Contains(timeouts, ev.Type) {
			return true
		}
	}
	return false
}

// timeouts are the events of tasks whose answer did not come in time.
var timeouts = []simulator.EventType{
	simulator.TaskTimedOutEvent, simulator.LambdaFunctionTimedOutEvent, simulator.ActivityTimedOutEvent,
}

// Open returns the states whose calls found no answer and were left open, each once, in the order of the calls.
func (s *Session) Open() []*asl.Task {
	var states []*asl.Task
	seen := map[*asl.Task]bool{}
	for _, e := range s.open {
		if !seen[e.Call.State] {
			seen[e.Call.State] = true
			states = append(states, e.Call.State)
		}
	}
	return states
}
