package simulator

import (
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/value"
)

// A journal is the history of one execution: the one that was asked for, or a child of a Map Run.
type journal struct {
	x      *execution
	result *Execution
	events []Event
	// entered and exited are room for details.
	entered []StateEntered
	exited  []StateExited
	// count is the number of events. They are only counted where silent says that nobody sees them.
	count  int64
	silent bool
	limit  int64 // of events, 0 for none
	// executionContext and machineContext are members of the context object, made when they are first asked for.
	executionContext, machineContext value.Value
	// machine is the name of the state machine, with the label of the Map Run for its children.
	machine string
	// depth is the number of executions around this one that started each other.
	depth int
	// run is the Map Run that started the execution as the child of an index, nil for all other executions. onEnd is called
	// when a nested execution has ended.
	run   *mapRun
	index int
	onEnd func()
	// id is the name of a child of a Map Run. It is written out when somebody asks.
	id executionID
}

func (x *execution) newJournal(result *Execution) *journal {
	j := &journal{x: x, machine: x.cfg.Machine, result: result, limit: asl.MaxEvents}
	result.Start = x.now()
	if x.cfg.NoLimits || x.cfg.isExpress() {
		j.limit = 0
	}
	return j
}

// identify gives a child of a Map Run its name and its ARN.
func (j *journal) identify() {
	if j.run == nil || j.result.Name != "" {
		return
	}
	kind := "execution"
	if j.run.state.distributed.express {
		kind = "express"
	}
	j.result.Name = j.id.String()
	j.result.ARN = j.x.childARN(kind, j.machine, j.result.Name)
}

// end settles the result of the execution.
func (j *journal) end(status Status, failure *Failure) {
	j.result.Status, j.result.Failure, j.result.End = status, failure, j.x.now()
	j.result.Events = j.events
	switch {
	case j.run != nil:
		j.run.childEnded(j.index)
	case j.onEnd != nil:
		j.onEnd()
	default:
		j.x.ended = true
	}
}

// event returns an event by its ID, to note more of it. Where events are only counted, nobody sees that.
func (j *journal) event(id int64) *Event {
	if j.silent {
		return &Event{}
	}
	return &j.events[id-1]
}

// renew makes the journal of an execution that has ended and nobody asks for the one of another execution. The details of events
// may have been kept by those who saw them, and are left to them.
func (j *journal) renew(result *Execution) {
	clear(j.events)
	*j = journal{x: j.x, result: result, events: j.events[:0], entered: j.entered, exited: j.exited, limit: j.limit}
}

// grow makes room for one more event. The capacity grows twofold, which append does not do for long slices, but not beyond the
// limit of events.
func (j *journal) grow() {
	if len(j.events) < cap(j.events) {
		return
	}
	room := max(2*len(j.events), firstEvents)
	if most := int(j.limit); most > len(j.events) {
		room = min(room, most)
	}
	events := make([]Event, len(j.events), room)
	copy(events, j.events)
	j.events = events
}

// firstEvents is how many events a journal first has room for.
const firstEvents = 16

// slabSize is how many details of the most frequent kinds are allocated at a time: of both kinds just less than what the allocator
// hands out.
const slabSize = 73

func (j *journal) stateEntered(name string, input value.Value) *StateEntered {
	if j.silent {
		return nil
	}
	if len(j.entered) == 0 {
		j.entered = make([]StateEntered, min(slabSize, 1+len(j.events)))
	}
	d := &j.entered[0]
	j.entered = j.entered[1:]
	d.Name, d.Input = name, input
	return d
}

func (j *journal) stateExited(name string, output value.Value, assigned []value.Member, via Transition) *StateExited {
	if j.silent {
		return nil
	}
	if len(j.exited) == 0 {
		j.exited = make([]StateExited, min(slabSize, 1+len(j.events)))
	}
	d := &j.exited[0]
	j.exited = j.exited[1:]
	d.Name, d.Output, d.Assigned, d.Via = name, output, assigned, via
	return d
}
