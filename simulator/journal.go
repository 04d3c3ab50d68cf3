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
	limit   int // of events, 0 for none
	// executionContext and machineContext are members of the context object, made when they are first asked for.
	executionContext, machineContext value.Value
	// machine is the name of the state machine, with the label of the Map Run for its children.
	machine string
	// depth is the number of executions around this one that started each other.
	depth int
	// onEnd is called when a child execution has ended; nil in the execution that was asked for.
	onEnd func()
}

func (x *execution) newJournal(name, arn string) *journal {
	if arn == "" {
		arn = x.executionARN(name)
	}
	j := &journal{x: x, machine: x.cfg.Machine, result: &Execution{Name: name, ARN: arn, Start: x.now()}, limit: asl.MaxEvents}
	if x.cfg.NoLimits || x.cfg.isExpress() {
		j.limit = 0
	}
	return j
}

// end settles the result of the execution.
func (j *journal) end(status Status, failure *Failure) {
	j.result.Status, j.result.Failure, j.result.End = status, failure, j.x.now()
	j.result.Events = j.events
	if j.onEnd == nil {
		j.x.ended = true
		return
	}
	j.onEnd()
}

// A spareRoom is memory of an execution that was forgotten: for events, and the details that it did not use.
type spareRoom struct {
	events  []Event
	entered []StateEntered
	exited  []StateExited
}

// forget drops the events of an execution that has ended, and returns their room for another one.
func (j *journal) forget() spareRoom {
	room := spareRoom{j.events, j.entered, j.exited}
	j.events, j.entered, j.exited, j.result.Events = nil, nil, nil, nil
	clear(room.events)
	room.events = room.events[:0]
	return room
}

// reuse takes the room of a forgotten execution.
func (j *journal) reuse(room spareRoom) {
	j.events, j.entered, j.exited = room.events, room.entered, room.exited
}

// grow makes room for one more event. The capacity grows twofold, which append does not do for long slices.
func (j *journal) grow() {
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
