package rules

import (
	"slices"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var tooManyEvents = &analyzer.Rule{
	Name:    "too-many-events",
	Summary: "Reports inline Map states and loops that certainly need more than the 25,000 events that an execution has.",
	Why: `When its history is full, an execution fails, and nothing catches that. A distributed Map gives each item, or each batch
of them, a history of its own; a loop waits longer, or goes on in a new execution. Express workflows have no such limit:
where the type is not given, it is a timeout of more than five minutes, a job or a callback that shows a Standard one.`,
	Since:    "0.1",
	Spec:     guideQuotas,
	Severity: source.Warning,
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

// checkMapEvents reports a Map whose items alone fill the history, unless a Map inside of it does so already.
func checkMapEvents(p *analyzer.Pass, c *eventCounter, st *asl.Map) {
	items := literalItems(p, st)
	if items == 0 || st.Distributed() || st.Processor() == nil {
		return
	}
	inside := c.machine(st.Processor())
	if total := c.state(st); total > asl.MaxEvents && inside <= asl.MaxEvents && runsStandard(p, st) {
		p.Report(st.NameSpan, "the %d items of Map %q need %d events or more, and an execution has at most %d", items, st.Name, total, asl.MaxEvents)
	}
}

// longestLoop bounds the loops that are looked at; nobody waits in a longer one.
const longestLoop = 50

// checkLoopEvents reports a loop that waits and asks, and fills the history long before the execution times out. The calls
// take time, too, so that it is reported only when there is twice the time that the waits need.
func checkLoopEvents(p *analyzer.Pass, c *eventCounter, loop []asl.State, limit int64) {
	if len(loop) > longestLoop || !oneWay(p, loop) || childOf(loop[0]) != nil {
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
		p.Report(wait.Seconds.Span(), "after %d rounds, about %d seconds, the history is full, and the execution may take %d seconds", rounds, full, limit)
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
func runsStandard(p *analyzer.Pass, st asl.State) bool {
	if m := childOf(st); m != nil {
		return m.ProcessorConfig.ExecutionType.Value == asl.Standard.String()
	}
	limit := &p.Definition.Machine.TimeoutSeconds
	if p.Type != asl.UnknownType || limit.Known() && limit.Value > asl.MaxExpressSeconds {
		return p.Type != asl.Express
	}
	for _, st := range p.Graph.Tasks {
		if r := st.ARN; isJob(r) || isCallback(r) {
			return true
		}
	}
	return false
}
