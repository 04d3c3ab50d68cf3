package conformance

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/value"
)

// exceptions counts by name where recordings were compared with what the service records today, or not compared at all.
type exceptions map[string]int

// String lists the exceptions with their counts.
func (x exceptions) String() string {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(x)) {
		parts = append(parts, fmt.Sprintf("%s %d", name, x[name]))
	}
	return strings.Join(parts, ", ")
}

// modernize rewrites the chain of an old recording to what the service records today, and counts the events by the name of
// the change. Each change has a newer recording or measurement; nothing else is touched.
func modernize(events []value.Value, x exceptions) {
	started := map[string]value.Value{}    // by the id of MapRunSucceeded: MapRunStarted
	maps := map[string]value.Value{}       // by the name of a Map state: MapStateStarted
	entered := map[string][2]value.Value{} // by the name of a state: the id of its entry, and the event before
	var run value.Value
	set := func(i int, id value.Value, why string) {
		if previous, _ := events[i].Get("previousEventId"); previous.Literal() != id.Literal() {
			events[i] = events[i].With("previousEventId", id)
			x[why]++
		}
	}
	for i, ev := range events {
		id, _ := ev.Get("id")
		previous, _ := ev.Get("previousEventId")
		switch kind := eventType(ev); {
		case kind == "MapRunStarted":
			run = id
		case kind == "MapRunSucceeded":
			started[id.Literal()] = run
		case kind == "MapStateExited":
			// Until November 2024 the exit followed from the success of the run.
			if start, ok := started[previous.Literal()]; ok {
				set(i, start, "map-run-exit")
			}
		case strings.HasSuffix(kind, "StateEntered"):
			entered[nameIn(ev)] = [2]value.Value{id, previous}
		case kind == "MapIterationStarted" && indexIn(ev) == "0":
			maps[nameIn(ev)] = previous
		case kind == "MapIterationStarted":
			// Until 2025 the next iteration followed from the last event inside the one before it.
			if start, ok := maps[nameIn(ev)]; ok {
				set(i, start, "iteration-chain")
			}
		case kind == "EvaluationFailed":
			// In 2024 it followed from the event before the entry of the state.
			if e, ok := entered[nameIn(ev)]; ok && e[1].Literal() == previous.Literal() {
				set(i, e[0], "evaluation-chain")
			}
		}
	}
}

// nameIn returns the name of the state that an event is about.
func nameIn(ev value.Value) string {
	for _, m := range ev.Members() {
		for _, key := range []string{"name", "state"} {
			if name, ok := m.Value.Get(key); ok {
				return name.Text()
			}
		}
	}
	return ""
}

// indexIn returns the index of the iteration that an event is about.
func indexIn(ev value.Value) string {
	details, _ := ev.Get("mapIterationStartedEventDetails")
	index, _ := details.Get("index")
	return index.Literal()
}
