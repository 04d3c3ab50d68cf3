package conformance

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

func TestExecutions(t *testing.T) {
	cases := readCorpus(t, "execution")
	count := tally{kind: "execution", skips: readSkips(t)}
	for _, c := range cases {
		count.record(t, c.Name, checkExecution(c))
	}
	fmt.Printf("conformance execution: %d passed, %d failed, %d skipped of %d\n", count.passed, count.failed, count.skipped, count.total)
}

// checkExecution replays a case and returns what differs.
func checkExecution(c *testCase) []string {
	execution, err := replay(c)
	if err != nil {
		return []string{err.Error()}
	}
	m := &matcher{bindings: c.Bindings, bound: map[string]string{}}
	m.checkExpected(c, execution)
	if c.History != nil {
		m.checkHistory(c, execution)
	}
	return m.problems
}

// replay runs the definition of a case with the recorded outcomes of its tasks.
func replay(c *testCase) (*simulator.Execution, error) {
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
	input, err := value.Parse(sentText(c.Input))
	if err != nil {
		return nil, fmt.Errorf("input: %w", err)
	}
	return program.Run(context.Background(), input, simulator.Config{
		Tasks: newRecordedTasks(c), Objects: newRecordedObjects(c),
		Machine: c.Names.StateMachine, Execution: c.Names.Execution, Role: c.Names.Role,
		Account: "111111111111", Express: c.Type == "EXPRESS",
	})
}

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
	if status, _ := want.Get("status"); status.Text() == "RUNNING" {
		return
	}
	m.match("expected", "", want, got.Object())
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
	if len(got) != len(want) && c.Replay.Mode != "partial" {
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

// unordered prepares events for a comparison as a multiset: without ids, sorted by their text, without the success and
// failure of Parallel states, which such a recording lost.
func unordered(got, want []value.Value) (gotSorted, wantSorted []value.Value) {
	prepare := func(events []value.Value) []value.Value {
		var out []value.Value
		for _, ev := range events {
			if t := eventType(ev); t == "ParallelStateSucceeded" || t == "ParallelStateFailed" {
				continue
			}
			out = append(out, ev.Without("id").Without("previousEventId").Without("timestamp"))
		}
		sort.SliceStable(out, func(i, j int) bool { return sortKey(out[i]) < sortKey(out[j]) })
		return out
	}
	return prepare(got), prepare(want)
}

func sortKey(v value.Value) string {
	details, name := "", value.Undefined
	for _, member := range v.Members() {
		if n, ok := member.Value.Get("name"); ok {
			name = n
		}
	}
	details = name.Text()
	return eventType(v) + " " + details
}

// recordedTasks answers calls with the recorded outcomes, in their order per state and iteration.
type recordedTasks struct {
	outcomes map[string][]outcome
}

func newRecordedTasks(c *testCase) *recordedTasks {
	r := &recordedTasks{outcomes: map[string][]outcome{}}
	for _, o := range c.Replay.Outcomes {
		key := callKey(o.State, o.Iteration)
		r.outcomes[key] = append(r.outcomes[key], o)
	}
	return r
}

func callKey(state string, iteration []int) string { return fmt.Sprint(state, iteration) }

// HandleTask implements simulator.TaskHandler.
func (r *recordedTasks) HandleTask(_ context.Context, call simulator.Call) (simulator.Reply, error) {
	key := callKey(call.State.Name, call.Iteration)
	list := r.outcomes[key]
	if len(list) == 0 {
		return simulator.Reply{}, fmt.Errorf("no recorded outcome for %s, attempt %d", key, call.Attempt)
	}
	o := list[0]
	r.outcomes[key] = list[1:]
	reply := simulator.Reply{Output: jsonValue(o.Output), Worker: "BASE_ID_ACTIVITY_CONSUMER"}
	if o.SubmittedOutput != nil {
		reply.Submitted = jsonValue(o.SubmittedOutput)
	}
	switch {
	case strings.HasSuffix(o.Event, "TimedOut"), o.Event == "unfinished":
		reply.Never = true
	case strings.HasSuffix(o.Event, "Failed"):
		reply.Failure = &simulator.Failure{Anonymous: o.Error == nil && o.Cause == nil, Cause: textOf(o.Cause)}
		if o.Error != nil {
			reply.Failure.Error = *o.Error
		}
	}
	return reply, nil
}

// jsonValue returns the value of a recorded payload: an object as it is, everything else as JSON text.
func jsonValue(raw json.RawMessage) value.Value {
	v, err := value.Parse(string(raw))
	if err != nil {
		return value.Undefined
	}
	if v.Kind() == value.StringKind {
		if parsed, err := value.Parse(v.Text()); err == nil {
			return parsed
		}
	}
	return v.Compact()
}

// textOf returns a recorded cause: a string as it is, an object as JSON text.
func textOf(raw json.RawMessage) string {
	v, err := value.Parse(string(raw))
	if err != nil {
		return ""
	}
	if v.Kind() == value.StringKind {
		return v.Text()
	}
	return string(v.AppendCompact(nil))
}

// recordedObjects are the objects of a case.
type recordedObjects []simulator.Object

func newRecordedObjects(c *testCase) recordedObjects {
	var objects recordedObjects
	for _, o := range c.S3 {
		objects = append(objects, simulator.Object{Bucket: o.Bucket, Key: o.Key, Body: textOf(o.Body)})
	}
	slices.SortFunc(objects, func(a, b simulator.Object) int { return strings.Compare(a.Key, b.Key) })
	return objects
}

// Object implements simulator.ObjectStore.
func (r recordedObjects) Object(bucket, key string) (simulator.Object, bool) {
	for _, o := range r {
		if o.Bucket == bucket && o.Key == key {
			return o, true
		}
	}
	return simulator.Object{}, false
}

// List implements simulator.ObjectStore.
func (r recordedObjects) List(bucket, prefix string) []simulator.Object {
	var found []simulator.Object
	for _, o := range r {
		if o.Bucket == bucket && strings.HasPrefix(o.Key, prefix) {
			found = append(found, o)
		}
	}
	return found
}
