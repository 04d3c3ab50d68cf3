package properties

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aslcheck/aslcheck/internal/randasl"
	"github.com/aslcheck/aslcheck/simulator"
)

// TestInsertedPassChangesNothing inserts a Pass without fields into a transition: result, calls and their times stay. Retries
// wait without jitter, since the order of events of one moment decides which random number a state gets. Calls at the moment of
// a failure in a container don't count, since that order also decides which of them its siblings still make. Where two siblings
// fail at one moment, it decides which failure counts, so that only what was called before is compared.
func TestInsertedPassChangesNothing(t *testing.T) {
	for seed := range seeds(t, 150) {
		checkInsertedPass(t, seed)
	}
}

func checkInsertedPass(t *testing.T, seed uint64) {
	t.Helper()
	d := randasl.New(seed)
	text := strings.ReplaceAll(d.Text(), `"FULL"`, `"NONE"`)
	was, wasTasks := run(t, compile("d.asl.json", text), d)
	insertPass(d.Tree, rand.New(rand.NewPCG(seed, 1)))
	with := strings.ReplaceAll(d.Text(), `"FULL"`, `"NONE"`)
	now, nowTasks := run(t, compile("d.asl.json", with), d)
	races := failing(failing(map[time.Time]bool{}, was), now)
	a, b := outcome(was, wasTasks, races), outcome(now, nowTasks, races)
	if until := firstFailure(was); a != b && !until.IsZero() && until.Equal(firstFailure(now)) {
		// Two siblings that fail at one moment: which is first decides the error, and all that follows.
		a, b = joined(calls(was, wasTasks, until.After)), joined(calls(now, nowTasks, until.After))
	}
	if a != b {
		t.Errorf("seed %d: a Pass changes the execution from\n%s\nto\n%s\n%s", seed, a, b, with)
	}
}

// insertPass puts a Pass into a random transition of a tree.
func insertPass(tree map[string]any, r *rand.Rand) {
	type transition struct {
		states, object map[string]any
		name           string
	}
	var transitions []transition
	var walk func(v any, states map[string]any)
	walk = func(v any, states map[string]any) {
		switch v := v.(type) {
		case []any:
			for _, elem := range v {
				walk(elem, states)
			}
		case map[string]any:
			if own, ok := v["States"].(map[string]any); ok && v["StartAt"] != nil {
				transitions = append(transitions, transition{own, v, "StartAt"})
				for _, name := range slices.Sorted(maps.Keys(own)) {
					walk(own[name], own)
				}
				return
			}
			for _, name := range slices.Sorted(maps.Keys(v)) {
				if slices.Contains([]string{"Next", "Default", "End"}, name) {
					transitions = append(transitions, transition{states, v, name})
				}
				walk(v[name], states)
			}
		}
	}
	walk(tree, nil)
	at := transitions[r.IntN(len(transitions))]
	pass := map[string]any{"Type": "Pass"}
	at.states["Inserted"] = pass
	if at.name == "End" {
		delete(at.object, "End")
		at.object["Next"], pass["End"] = "Inserted", true
		return
	}
	pass["Next"], at.object[at.name] = at.object[at.name], "Inserted"
}

// varies are texts that depend on the order of events.
var varies = regexp.MustCompile(`#\d+\)|AQC[0-9a-f]+|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)

// failing adds the moments at which siblings of what failed were aborted, with or without an event.
func failing(moments map[time.Time]bool, x *simulator.Execution) map[time.Time]bool {
	if x.Status != simulator.Succeeded {
		moments[x.End] = true
	}
	for i := range x.Events {
		if strings.HasSuffix(string(x.Events[i].Type), "Aborted") {
			moments[x.Events[i].Time] = true
		}
	}
	for _, child := range x.Children {
		failing(moments, child)
	}
	return moments
}

// firstFailure returns when something in a container failed first, the zero time for never.
func firstFailure(x *simulator.Execution) time.Time {
	var first time.Time
	for i := range x.Events {
		ev := &x.Events[i]
		failure := ev.Type == "FailStateEntered" || strings.HasSuffix(string(ev.Type), "Failed") || strings.HasSuffix(string(ev.Type), "TimedOut")
		if failure && (ev.Frame != nil || strings.HasPrefix(string(ev.Type), "Map") || strings.HasPrefix(string(ev.Type), "Parallel")) {
			first = ev.Time
			break
		}
	}
	for _, child := range x.Children {
		if inner := firstFailure(child); !inner.IsZero() && (first.IsZero() || inner.Before(first)) {
			first = inner
		}
		if child.Status != simulator.Succeeded && (first.IsZero() || child.End.Before(first)) {
			first = child.End
		}
	}
	return first
}

// calls describes what an execution called at the moments that count, sorted.
func calls(x *simulator.Execution, tasks *randasl.Tasks, counts func(time.Time) bool) []string {
	var lines []string
	for _, c := range tasks.Calls {
		if counts(c.Time) {
			lines = append(lines, fmt.Sprint(c.Time.Sub(x.Start), c.Path, c.Iteration, c.Attempt, c.Resource, c.Arguments.JSON()))
		}
	}
	slices.Sort(lines)
	return lines
}

// joined are lines as one text, without what depends on the order of events.
func joined(lines []string) string { return varies.ReplaceAllString(strings.Join(lines, "\n"), "*") }

// outcome describes how an execution ends, after which time, and what it called when, except at some moments.
func outcome(x *simulator.Execution, tasks *randasl.Tasks, except map[time.Time]bool) string {
	lines := calls(x, tasks, func(at time.Time) bool { return !except[at] })
	if x.Failure != nil {
		lines = append(lines, x.Failure.Error+" "+x.Failure.Cause)
	}
	lines = append(lines, fmt.Sprint(x.Status, x.Duration(), x.Output.JSON(), x.Variables))
	return joined(lines)
}
