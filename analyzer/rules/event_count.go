package rules

import (
	"math"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
)

// The events that a history has of states at least, those of what is inside left out.
// https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html
const (
	stateEvents     = 2 // entered and exited
	taskEvents      = 5 // and scheduled, started, succeeded
	containerEvents = 4 // and started, succeeded
	iterationEvents = 2 // started and succeeded
)

// unknownEvents is what is counted of a container that is not known: a state that it must have.
const unknownEvents = stateEvents

// mostWalked bounds the containers that are walked, since a state may be visited again for each shorter way to it.
const mostWalked = 1_000

// An eventCounter counts events. It keeps what it knows of containers, which others may count again.
type eventCounter struct {
	pass  *analyzer.Pass
	known map[*asl.Machine]int64
}

// state returns how many events a state has at least when it succeeds.
func (c *eventCounter) state(st asl.State) int64 {
	switch st := st.(type) {
	case *asl.Task:
		return taskEvents
	case *asl.Parallel:
		n := int64(containerEvents)
		for _, m := range st.Branches.Value {
			n = addEvents(n, c.machine(m))
		}
		return n
	case *asl.Map:
		if st.Distributed() || st.Processor() == nil {
			return stateEvents // the executions that it starts have histories of their own
		}
		return addEvents(containerEvents, timesEvents(literalItems(c.pass, st), iterationEvents+c.machine(st.Processor())))
	case *asl.Pass, *asl.Choice, *asl.Wait, *asl.Succeed, *asl.Fail, *asl.Unknown:
		return stateEvents
	default:
		return stateEvents
	}
}

// machine returns how many events a container has at least on its way from the start to an end with success.
func (c *eventCounter) machine(m *asl.Machine) int64 {
	n, ok := c.known[m]
	if !ok {
		n = c.shortest(m)
		c.known[m] = n
	}
	return n
}

// shortest finds the way with the fewest events. What a state recorded before an error was caught is not counted.
func (c *eventCounter) shortest(m *asl.Machine) int64 {
	start := c.pass.Graph.Entry(m)
	if start == nil || len(m.States) > mostWalked || !c.pass.Graph.Certain(m) {
		return unknownEvents
	}
	least := map[asl.State]int64{start: 0}
	best := int64(math.MaxInt64)
	for pending := []asl.State{start}; len(pending) > 0; pending = pending[1:] {
		st := pending[0]
		through := addEvents(least[st], c.state(st))
		if _, fails := st.(*asl.Fail); analyzer.Terminal(st) && !fails {
			best = min(best, through)
		}
		for _, e := range c.pass.Graph.Out(st) {
			if e.To == nil {
				continue
			}
			cost := through
			if e.Catcher != nil {
				cost = addEvents(least[st], stateEvents)
			}
			if known, seen := least[e.To]; !seen || cost < known {
				least[e.To] = cost
				pending = append(pending, e.To)
			}
		}
	}
	if best == math.MaxInt64 {
		return unknownEvents
	}
	return best
}

// mostCounted bounds the counts, so that Maps in Maps do not overflow them.
const mostCounted = 1 << 40

func addEvents(a, b int64) int64 { return min(a+b, mostCounted) }

func timesEvents(n, each int64) int64 {
	if n > 0 && each > mostCounted/n {
		return mostCounted
	}
	return n * each
}
