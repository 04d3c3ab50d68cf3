package conformance

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

func TestExecutions(t *testing.T) {
	cases := readCorpus(t, "execution")
	count, forgiven := tally{kind: "execution", skips: readSkips(t, "skip.txt")}, exceptions{}
	for _, c := range cases {
		count.record(t, c.Name, checkExecution(c, forgiven))
	}
	fmt.Printf("conformance execution: %d passed, %d failed, %d skipped of %d\n", count.passed, count.failed, count.skipped, count.total)
	fmt.Printf("conformance exceptions: %s\n", forgiven)
}

// redriveSince is the day from which the context object shows a RedriveCount, chainSince the one from which events are
// chained as they are today. Where recordings disagree, the newer ones are right.
const (
	redriveSince = "2023-11-15"
	chainSince   = "2026-01-01"
	// Until compactSince the states saw the text of an input with its whitespace.
	compactSince = "2024-07-20"
)

// checkExecution replays a case and returns what differs.
func checkExecution(c *testCase, x exceptions) []string {
	execution, err := replayCase(c)
	if err != nil {
		return []string{err.Error()}
	}
	m := &matcher{
		bindings: c.Bindings, placeholders: c.Placeholders, bound: map[string]string{},
		withoutRedrive: c.before(redriveSince), spaced: c.before(compactSince), exceptions: x,
	}
	m.checkExpected(c, execution)
	if c.History != nil {
		m.checkHistory(c, execution)
	}
	return m.problems
}

// replayCase runs the definition of a case with the recorded outcomes of its tasks.
func replayCase(c *testCase) (*simulator.Execution, error) {
	text := c.DefinitionText
	if text == "" {
		text = string(c.Definition)
	}
	def, diagnostics := asl.Parse(source.NewFile("definition.asl.json", text))
	if diagnostics.HasErrors() {
		return nil, fmt.Errorf("the definition, which the service accepted, has errors: %v", diagnostics)
	}
	program, diagnostics := simulator.Compile(def)
	if program == nil {
		return nil, fmt.Errorf("the definition, which the service accepted, does not compile: %v", diagnostics)
	}
	input, err := value.Parse(inputText(c))
	if err != nil {
		return nil, fmt.Errorf("input: %w", err)
	}
	role := c.Names.Role
	if role == "" {
		role = "sfn_role_arn"
	}
	handler, err := c.handler()
	if err != nil {
		return nil, err
	}
	return program.Run(context.Background(), input, simulator.Config{
		Tasks: handler, Objects: newRecordedObjects(c),
		Identity:    simulator.Identity{Machine: c.Names.StateMachine, Execution: c.Names.Execution, Role: role, Account: "111111111111"},
		Type:        asl.WorkflowType(c.Type),
		Synchronous: strings.HasPrefix(c.Names.Execution, "<Sync"),
	})
}

// inputText returns the input as it was sent. The recording shows the text of all inputs but objects, unless a time in it
// was replaced. A time that was relative to the clock of the recording is made anew: the name of the case says how many
// days it was ahead.
func inputText(c *testCase) string {
	if len(c.History) > 0 && !strings.HasPrefix(string(c.Input), "{") {
		started, err := value.Parse(string(c.History[0]))
		details, _ := started.Get("executionStartedEventDetails")
		text, _ := details.Get("input")
		if err == nil && text.Kind() == value.StringKind && !strings.Contains(text.Text(), "date") {
			return text.Text()
		}
	}
	text := sentText(c.Input)
	at := simulator.DefaultStart
	if days := aheadDays.FindStringSubmatch(c.Name); days != nil {
		n, _ := strconv.Atoi(days[1])
		at = at.AddDate(0, 0, n)
	}
	return lostTime.ReplaceAllString(text, strconv.Quote(at.Format(time.RFC3339)))
}

// lostTime is a time in an input that the recording has masked.
var lostTime = regexp.MustCompile(`"(date|<timestamp>)"`)

var aheadDays = regexp.MustCompile(`too_far_in_future_boundary\[(\d+)\]`)

// checkExpected compares how the execution ended.
func (m *matcher) checkExpected(c *testCase, x *simulator.Execution) {
	want, err := value.Parse(string(c.Expected))
	if err != nil {
		m.report("expected", "%v", err)
		return
	}
	var got value.ObjectBuilder
	got.Set("status", value.String(string(x.Status)))
	if _, ok := want.Get("output"); ok {
		got.Set("output", value.String(x.Output.JSON()))
	}
	if x.Failure != nil {
		for key, text := range map[string]string{"error": x.Failure.Error, "cause": x.Failure.Cause} {
			if _, ok := want.Get(key); ok {
				got.Set(key, value.String(text))
			}
		}
	}
	if status, ok := want.Get("status"); !ok || status.Text() == "RUNNING" {
		m.exceptions["ends-before-the-execution"]++
		return
	}
	if _, ok := want.Get("error"); !ok && x.Failure != nil && x.Failure.Error != "" {
		m.exceptions["error-not-recorded"]++
	}
	m.checkMarked(want, x)
	m.match("expected", "", want.Without("events"), got.Object())
}

// checkMarked compares the failures of some events, which a test of MockConfigFile.json asserts by their index.
func (m *matcher) checkMarked(want value.Value, x *simulator.Execution) {
	marked, _ := want.Get("events")
	for _, member := range marked.Members() {
		i, err := strconv.Atoi(member.Key)
		if err != nil || i >= len(x.Events) {
			m.report("event "+member.Key, "there are %d events", len(x.Events))
			continue
		}
		details := member.Value.Members()[0].Value
		for _, d := range x.Events[i].History().Members() {
			if _, ok := d.Value.Get("error"); ok {
				m.match("event "+member.Key, "", details, d.Value)
				details = value.Undefined
			}
		}
		if !details.IsUndefined() {
			m.report("event "+member.Key, "%s has no error, want %s", x.Events[i].Type, details)
		}
	}
}

// checkHistory compares the events one by one, or as the case's ordering allows.
func (m *matcher) checkHistory(c *testCase, x *simulator.Execution) {
	var got, want []value.Value
	for i := range x.Events {
		got = append(got, structural(x.Events[i].History()))
	}
	for _, raw := range c.History {
		v, err := value.Parse(string(raw))
		if err != nil {
			m.report("history", "%v", err)
			return
		}
		want = append(want, v)
	}
	if c.Ordering == "scrambled" {
		got, want = unordered(got, want)
	}
	if c.before(chainSince) {
		modernize(want, m.exceptions)
	}
	switch {
	case len(got) == len(want):
	case c.Replay.Mode == "partial":
		m.exceptions["partial-history"]++
	default:
		m.report("history", "want %d events, got %d: %s", len(want), len(got), eventTypes(got))
	}
	for i := range min(len(got), len(want)) {
		m.match(fmt.Sprintf("event %d %s", i+1, eventType(want[i])), "", want[i], got[i])
	}
}

func eventType(v value.Value) string {
	t, _ := v.Get("type")
	return t.Text()
}

func eventTypes(events []value.Value) string {
	types := make([]string, len(events))
	for i, ev := range events {
		types[i] = eventType(ev)
	}
	return strings.Join(types, " ")
}

// unordered prepares events for a comparison as a multiset: without ids and sorted by type and state. Such a recording
// lost the ends of Parallel states; what it lacks of these is dropped.
func unordered(got, want []value.Value) (gotSorted, wantSorted []value.Value) {
	ends := map[string]int{"ParallelStateSucceeded": 0, "ParallelStateFailed": 0, "ParallelStateExited": 0}
	for _, ev := range want {
		if _, ok := ends[eventType(ev)]; ok {
			ends[eventType(ev)]++
		}
	}
	prepare := func(events []value.Value) []value.Value {
		var out []value.Value
		for _, ev := range slices.Backward(events) {
			if left, ok := ends[eventType(ev)]; ok && left == 0 {
				continue
			} else if ok {
				ends[eventType(ev)]--
			}
			out = append(out, ev.Without("id").Without("previousEventId").Without("timestamp"))
		}
		sort.SliceStable(out, func(i, j int) bool { return sortKey(out[i]) < sortKey(out[j]) })
		return out
	}
	gotSorted = prepare(got)
	for _, ev := range want {
		ends[eventType(ev)]++
	}
	return gotSorted, prepare(want)
}

// sortKey orders events of one type by the name of their state.
func sortKey(v value.Value) string {
	name := ""
	for _, member := range v.Members() {
		if n, ok := member.Value.Get("name"); ok {
			name = n.Text()
		}
	}
	return eventType(v) + " " + name
}
