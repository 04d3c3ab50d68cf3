package rules

import (
	"container/heap"
	"slices"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var tooManyEvents = &analyzer.Rule{
	Name:    "too-many-events",
	Summary: "Reports inline Map states and loops that need more than the 25,000 events of an execution history.",
	Why: `When its history is full, the execution fails, and no Catch handles that. Use a distributed Map, in
which each item or batch has a history of its own; in a loop, wait longer or continue in a new execution.
Express workflows have no such limit: if the type is unknown, aslcheck takes a timeout of more than five
minutes, a job or a callback as a sign of a Standard workflow.`,
	Since:      "0.1",
	Spec:       guideQuotas,
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Bad: `{
  "QueryLanguage": "JSONata",
  "StartAt": "Each",
  "TimeoutSeconds": 3600,
  "States": {
    "Each": {
      "Type": "Map",
      "Items": "{% [1..10000] %}",
      "ItemProcessor": {
        "StartAt": "Note",
        "States": {"Note": {"Type": "Pass", "End": true}}
      },
      "End": true
    }
  }
}`,
	Good: `{
  "QueryLanguage": "JSONata",
  "StartAt": "Each",
  "TimeoutSeconds": 3600,
  "States": {
    "Each": {
      "Type": "Map",
      "Items": "{% [1..10000] %}",
      "ItemProcessor": {
        "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"},
        "StartAt": "Note",
        "States": {"Note": {"Type": "Pass", "End": true}}
      },
      "End": true
    }
  }
}`,
	Check: func(p *analyzer.Pass) {
		counter := eventCounter{pass: p, known: map[*asl.Machine]int64{}}
		for _, st := range p.Graph.Maps {
			checkMapEvents(p, &counter, st)
		}
		if limit := &p.Definition.Machine.TimeoutSeconds; limit.Known() && limit.Value > asl.MaxExpressSeconds && p.Type != asl.Express {
			for _, loop := range p.Loops() {
				checkLoopEvents(p, &counter, loop, limit.Value)
			}
		}
	},
}

// checkMapEvents reports a Map whose items alone fill the history, unless a Map inside it does so already.
func checkMapEvents(p *analyzer.Pass, c *eventCounter, st *asl.Map) {
	items := literalItems(p, st)
	if items == 0 || st.Distributed() || st.Processor() == nil || hasOpaqueMode(st) {
		return
	}
	inside := c.machine(st.Processor())
	if total := c.state(st); total > asl.MaxEvents && inside <= asl.MaxEvents && c.runsStandard(st) {
		p.Report(st.NameSpan, "the %d items of Map %q need at least %d events, but an execution can have at most %d", items, st.Name, total, asl.MaxEvents)
	}
}

// hasOpaqueMode reports whether only deployment shows how a Map runs.
func hasOpaqueMode(st *asl.Map) bool {
	cfg := st.Processor().Node.Get("ProcessorConfig")
	return asl.IsOpaque(cfg) || asl.IsOpaque(cfg.Get("Mode"))
}

// maxLoop limits the loops that are checked; longer loops are rarely written to wait.
const maxLoop = 50

// checkLoopEvents reports a loop that waits and asks, and fills the history long before the execution times out. The calls
// take time, too, so that it is reported only when there is twice the time that the waits need.
func checkLoopEvents(p *analyzer.Pass, c *eventCounter, loop []asl.State, limit int64) {
	if len(loop) > maxLoop || !oneWay(p, loop) || analyzer.ChildMachine(loop[0]) != nil {
		return
	}
	var events, seconds int64
	var wait *asl.Wait
	for _, st := range loop {
		events += c.state(st)
		switch st := st.(type) {
		case *asl.Wait:
			if !st.Seconds.Known() {
				return
			}
			seconds += st.Seconds.Value
			wait = st
		case *asl.Task:
			if !asks(st.ARN) {
				return
			}
		case *asl.Choice, *asl.Pass:
		case *asl.Succeed, *asl.Fail, *asl.Parallel, *asl.Map, *asl.Unknown:
			return
		}
	}
	rounds := asl.MaxEvents / events
	if full := rounds * seconds; wait != nil && limit/2 >= full {
		p.Report(wait.Seconds.Span(), "the history is full after %d rounds, about %d seconds, but the execution may take %d seconds", rounds, full, limit)
	}
}

// oneWay reports whether from each state of a loop only one leads on within it.
func oneWay(p *analyzer.Pass, loop []asl.State) bool {
	for _, st := range loop {
		var next asl.State
		for _, e := range p.Graph.Out(st) {
			switch {
			case e.To == nil || !slices.Contains(loop, e.To):
			case next != nil && next != e.To:
				return false
			default:
				next = e.To
			}
		}
	}
	return true
}

// runsStandard reports whether a state certainly runs in a Standard workflow.
func (c *eventCounter) runsStandard(st asl.State) bool {
	p := c.pass
	if m := analyzer.ChildMachine(st); m != nil {
		return m.ProcessorConfig.ExecutionType.Value == asl.Standard.String()
	}
	limit := &p.Definition.Machine.TimeoutSeconds
	if p.Type != asl.UnknownType || limit.Known() && limit.Value > asl.MaxExpressSeconds {
		return p.Type != asl.Express
	}
	if !c.searched {
		c.searched = true
		c.standard = slices.ContainsFunc(p.Graph.Tasks, func(st *asl.Task) bool { return isJob(st.ARN) || isCallback(st.ARN) })
	}
	return c.standard
}

// The events that a history has of states at least, those of what is inside left out.
// https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html
const (
	stateEvents     = 2 // entered and exited
	taskEvents      = 5 // and scheduled, started, succeeded
	containerEvents = 4 // and started, succeeded
	iterationEvents = 2 // started and succeeded
)

// unknownEvents is the number of events counted for an unknown container: those of one state.
const unknownEvents = stateEvents

// An eventCounter counts events. It keeps what it knows of containers, which others may count again.
type eventCounter struct {
	pass  *analyzer.Pass
	known map[*asl.Machine]int64
	// standard is whether a task does what Standard workflows alone can do, if somebody searched for one.
	standard, searched bool
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
	if start == nil || !c.pass.Graph.Certain(m) {
		return unknownEvents
	}
	left := map[asl.State]bool{} // the states whose shortest way is known
	open := ways{{to: start}}
	for len(open) > 0 {
		w := heap.Pop(&open).(way)
		if w.to == nil {
			return w.events
		}
		if left[w.to] {
			continue
		}
		left[w.to] = true
		through := addEvents(w.events, c.state(w.to))
		for _, e := range c.pass.Graph.Out(w.to) {
			switch {
			case e.To == nil || left[e.To]:
			case e.Catcher != nil:
				heap.Push(&open, way{to: e.To, events: addEvents(w.events, stateEvents)})
			default:
				heap.Push(&open, way{to: e.To, events: through})
			}
		}
		if _, fails := w.to.(*asl.Fail); analyzer.Terminal(w.to) && !fails {
			heap.Push(&open, way{events: through})
		}
	}
	return unknownEvents
}

// A way leads from the start of a container to a state, or to the end where to is nil.
type way struct {
	to     asl.State
	events int64 // of the states before
}

// ways are a heap with the shortest one first.
type ways []way

func (w ways) Len() int           { return len(w) }
func (w ways) Less(i, j int) bool { return w[i].events < w[j].events }
func (w ways) Swap(i, j int)      { w[i], w[j] = w[j], w[i] }
func (w *ways) Push(x any)        { *w = append(*w, x.(way)) }
func (w *ways) Pop() any {
	last := len(*w) - 1
	x := (*w)[last]
	*w = (*w)[:last]
	return x
}

// maxCounted limits the counts, so that Maps in Maps do not overflow them.
const maxCounted = 1 << 40

func addEvents(a, b int64) int64 { return min(a+b, maxCounted) }

func timesEvents(n, each int64) int64 {
	if n > 0 && each > maxCounted/n {
		return maxCounted
	}
	return n * each
}
