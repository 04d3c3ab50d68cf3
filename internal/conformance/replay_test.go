package conformance

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/replay"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// TestReplay replays every recorded history against its own definition, which must take the same path, and against the
// definition with one transition changed, which must name the first difference.
func TestReplay(t *testing.T) {
	same, changed := [2]int{}, [2]int{}
	for _, c := range readCorpus(t, "execution") {
		if len(c.History) == 0 {
			continue
		}
		h, err := recordedHistory(c)
		if err != nil {
			t.Errorf("%s: %v", c.Name, err)
			continue
		}
		same[1]++
		if problem := replaysSame(c, h); problem != "" {
			t.Errorf("%s: %s", c.Name, problem)
		} else {
			same[0]++
		}
		was, tree := changedDefinition(c, h)
		if was == "" {
			continue
		}
		changed[1]++
		if problem := namesChange(c, h, was, tree); problem != "" {
			t.Errorf("%s: %s", c.Name, problem)
		} else {
			changed[0]++
		}
	}
	fmt.Printf("replay: %d of %d histories take the same path; %d of %d changed transitions are named\n",
		same[0], same[1], changed[0], changed[1])
}

// recordedHistory reads the history of a case. If its ids were lost, the positions of the events replace them.
func recordedHistory(c *testCase) (*replay.History, error) {
	events := make([]string, len(c.History))
	for i, raw := range c.History {
		events[i] = string(raw)
	}
	text := `{"events": [` + strings.Join(events, ",\n") + `]}`
	if c.Ordering == "scrambled" {
		text = unscrambled(c.History)
	}
	h, diagnostics := replay.Parse(source.NewFile("history.json", text))
	if diagnostics.HasErrors() {
		return nil, fmt.Errorf("%v", diagnostics)
	}
	input, err := value.Parse(inputText(c))
	h.Input = input // as it was sent: the recording has replaced times
	return h, err
}

func replaysSame(c *testCase, h *replay.History) string {
	r, problem := replayAgainst(c, h, definitionText(c))
	switch {
	case r == nil:
		return problem
	case r.Divergence != nil:
		return fmt.Sprintf("diverges at event %d (%s): %s; now %s", r.Divergence.EventID, r.Divergence.State, r.Divergence.Recorded, r.Divergence.Now)
	case r.Verdict == replay.Partial && c.Replay.Mode != "partial":
		return fmt.Sprintf("only a part was compared: %v", r.Notes)
	default:
		return ""
	}
}

func definitionText(c *testCase) string {
	if c.DefinitionText != "" {
		return c.DefinitionText
	}
	return string(c.Definition)
}

func replayAgainst(c *testCase, h *replay.History, definition string) (*replay.Result, string) {
	def, _ := asl.Parse(source.NewFile("definition.asl.json", definition))
	program, diagnostics := simulator.Compile(def)
	if program == nil {
		return nil, fmt.Sprint(diagnostics)
	}
	r, diagnostics, err := h.Replay(context.Background(), program, replay.Config{
		Objects: newRecordedObjects(c), PathOnly: true,
		Simulator: simulator.Config{
			Identity: simulator.Identity{Machine: c.Names.StateMachine, Execution: c.Names.Execution, Role: c.Names.Role, Account: "111111111111"},
			Type:     asl.WorkflowType(c.Type), Synchronous: strings.HasPrefix(c.Names.Execution, "<Sync"),
		},
	})
	if err != nil {
		return nil, err.Error()
	}
	return r, fmt.Sprint(diagnostics)
}

// changedDefinition inserts a Pass state after the first state that was left by its Next, and returns the name of that
// state; "" if there is none outside containers.
func changedDefinition(c *testCase, h *replay.History) (state, definition string) {
	var tree map[string]any
	if json.Unmarshal([]byte(definitionText(c)), &tree) != nil {
		return "", ""
	}
	states, _ := tree["States"].(map[string]any)
	for i := range h.Events {
		ev := &h.Events[i]
		name, _ := ev.Details.Get("name")
		st, _ := states[name.Text()].(map[string]any)
		next, _ := st["Next"].(string)
		if !strings.HasSuffix(string(ev.Type), "StateExited") || next == "" || i+1 >= len(h.Events) {
			continue
		}
		entered, _ := h.Events[i+1].Details.Get("name")
		if entered.Text() != next {
			continue
		}
		st["Next"] = "Inserted state"
		states["Inserted state"] = map[string]any{"Type": "Pass", "Next": next}
		text, err := json.Marshal(tree)
		if err != nil {
			return "", ""
		}
		return name.Text(), string(text)
	}
	return "", ""
}

func namesChange(c *testCase, h *replay.History, state, definition string) string {
	r, problem := replayAgainst(c, h, definition)
	switch {
	case r == nil:
		return problem
	case r.Divergence == nil:
		return fmt.Sprintf("a state inserted after %q is not noticed", state)
	case r.Divergence.State != state || !strings.Contains(r.Divergence.Now, `"Inserted state"`):
		return fmt.Sprintf("a state inserted after %q is reported as %+v", state, r.Divergence)
	case r.Divergence.Place.Text() != `"Inserted state"`:
		return fmt.Sprintf("a state inserted after %q has the place %s %q", state, r.Divergence.Place, r.Divergence.Place.Text())
	default:
		return ""
	}
}

// unscrambled gives the events of a history whose ids were lost an order again: within a Parallel state branch by branch.
// The end of a Parallel state that was lost as well is put back.
func unscrambled(history []json.RawMessage) string {
	u := &unscrambler{ids: map[string]int{}}
	for _, raw := range history {
		ev, err := value.Parse(string(raw))
		if err != nil {
			continue
		}
		if id, _ := ev.Get("id"); id.Kind() == value.ArrayKind {
			u.lost = append(u.lost, ev)
			continue
		}
		u.branches()
		if eventType(ev) == "ParallelStateExited" {
			u.leave(stateName(ev))
		}
		previous, _ := ev.Get("previousEventId")
		id, _ := ev.Get("id")
		at, known := u.ids[previous.Literal()]
		if !known && len(u.events) > 1 {
			at = u.last
		}
		u.ids[id.Literal()] = u.add(ev, at)
	}
	return `{"events": [` + strings.Join(u.events, ",") + `]}`
}

type unscrambler struct {
	events  []string
	ids     map[string]int
	lost    []value.Value
	last    int
	started int
	end     string
	inside  []string // the Parallel states
}

func stateName(ev value.Value) string {
	for _, m := range ev.Members() {
		if name, ok := m.Value.Get("name"); ok {
			return name.Text()
		}
	}
	return ""
}

// leave puts back the end of a Parallel state, and those of the ones inside it.
func (u *unscrambler) leave(name string) {
	for len(u.inside) > 0 {
		last := u.inside[len(u.inside)-1]
		u.inside = u.inside[:len(u.inside)-1]
		u.add(value.Object(value.Member{Key: "type", Value: value.String(u.end)}), u.last)
		if last == name {
			return
		}
		details := value.Object(value.Member{Key: "name", Value: value.String(last)})
		u.add(value.Object(
			value.Member{Key: "type", Value: value.String("ParallelStateExited")},
			value.Member{Key: "stateExitedEventDetails", Value: details}), u.last)
	}
}

func (u *unscrambler) add(ev value.Value, previous int) int {
	u.last = len(u.events) + 1
	u.events = append(u.events, ev.With("id", value.Int(int64(u.last))).With("previousEventId", value.Int(int64(previous))).JSON())
	switch eventType(ev) {
	case "ParallelStateEntered":
		u.inside = append(u.inside, stateName(ev))
	case "ParallelStateStarted":
		u.started, u.end = u.last, "ParallelStateSucceeded"
	case "TaskFailed":
		u.end = "ParallelStateFailed"
	}
	return u.last
}

// branches writes the events that were lost, branch by branch: to each state that was entered the first event of each
// kind that is left.
func (u *unscrambler) branches() {
	for _, ev := range u.lost {
		if !strings.HasSuffix(eventType(ev), "Entered") {
			continue
		}
		u.add(ev, u.started)
		for _, kind := range []string{"Scheduled", "Started", "Succeeded", "Failed", "Aborted", "Exited"} {
			for i, other := range u.lost {
				if strings.HasSuffix(eventType(other), kind) {
					u.lost[i] = value.Object()
					u.add(other, u.last)
					break
				}
			}
		}
	}
	u.lost = nil
}
