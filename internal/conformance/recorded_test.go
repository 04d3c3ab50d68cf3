package conformance

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/mocks/mockconfig"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// recordedTasks answers calls with the recorded outcomes, in their order per state and iteration.
type recordedTasks struct {
	outcomes map[string][]outcome
	history  []json.RawMessage
	// echo says that the answers were not recorded, and that functions give back what they get: those of the recording did, as
	// its output shows.
	echo bool
	// failure is the failure of every call, where the recording shows it in its output alone.
	failure *simulator.Failure
}

// handler answers the tasks of a case: from its MockConfigFile.json, or as recorded.
func (c *testCase) handler() (simulator.TaskHandler, error) {
	if c.Replay.Mode != "mock" {
		return newRecordedTasks(c), nil
	}
	var mock struct {
		StateMachine, TestCase string
		Config                 json.RawMessage
	}
	if err := json.Unmarshal(c.Mock, &mock); err != nil {
		return nil, err
	}
	config, diagnostics := mockconfig.Parse(source.NewFile("MockConfigFile.json", string(mock.Config)))
	if diagnostics.HasErrors() {
		return nil, fmt.Errorf("the configuration has errors: %v", diagnostics)
	}
	found, err := config.Find(mock.StateMachine, mock.TestCase)
	if err != nil {
		return nil, err
	}
	return found.Set().Session(), nil
}

func newRecordedTasks(c *testCase) *recordedTasks {
	r := &recordedTasks{
		outcomes: map[string][]outcome{}, history: slices.Clone(c.History),
		echo: c.Replay.Mode == "partial" && slices.Contains(c.Features, "map:distributed"),
	}
	expected, err := value.Parse(string(c.Expected))
	output, _ := expected.Get("output")
	if name, ok := output.Get("Error"); err == nil && ok && c.Replay.Mode == "partial" {
		cause, _ := output.Get("Cause")
		r.failure = &simulator.Failure{Error: name.Text(), Cause: cause.Text()}
	}
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
		if reply, ok := r.fromHistory(); ok {
			return reply, nil
		}
		switch {
		case r.echo:
			return simulator.Reply{Output: call.Arguments}, nil
		case r.failure != nil:
			return simulator.Reply{Failure: r.failure}, nil
		}
		return simulator.Reply{}, fmt.Errorf("no recorded outcome for %s, attempt %d", key, call.Attempt)
	}
	o := list[0]
	r.outcomes[key] = list[1:]
	return o.reply(r.worker(o)), nil
}

// reply is what the task answered.
func (o outcome) reply(worker string) simulator.Reply {
	reply := simulator.Reply{Output: jsonValue(o.Output), Worker: worker}
	if o.SubmittedOutput != nil {
		reply.Submitted = jsonValue(o.SubmittedOutput)
	}
	switch {
	case strings.HasSuffix(o.Event, "TimedOut"), o.Event == "unfinished":
		reply.Never = true
	case strings.HasSuffix(o.Event, "Failed"):
		reply.Failure = &simulator.Failure{Anonymous: o.Error == nil && o.Cause == nil, Cause: causeOf(o)}
		if o.Error != nil {
			reply.Failure.Error = *o.Error
		}
	}
	return reply
}

// fromHistory finds an answer in a history whose ids were lost: the next end of a task of that service.
func (r *recordedTasks) fromHistory() (simulator.Reply, bool) {
	for i, raw := range r.history {
		ev, err := value.Parse(string(raw))
		if err != nil {
			continue
		}
		for member, event := range map[string]string{"taskSucceededEventDetails": "TaskSucceeded", "taskFailedEventDetails": "TaskFailed"} {
			details, ok := ev.Get(member)
			if !ok {
				continue
			}
			var o outcome
			if err := json.Unmarshal([]byte(details.JSON()), &o); err != nil {
				continue
			}
			r.history[i] = json.RawMessage("{}")
			o.Event = event
			return o.reply(""), true
		}
	}
	return simulator.Reply{}, false
}

// worker returns the name of the worker that took an activity, which is only in the history.
func (r *recordedTasks) worker(o outcome) string {
	if !strings.HasPrefix(o.Event, "Activity") || o.ScheduledEventID >= len(r.history) {
		return ""
	}
	ev, err := value.Parse(string(r.history[o.ScheduledEventID]))
	if err != nil {
		return ""
	}
	details, _ := ev.Get("activityStartedEventDetails")
	name, _ := details.Get("workerName")
	return name.Text()
}

// causeOf returns a recorded cause. One that was JSON text is an object now: a function called by its own ARN wrote it
// with blanks, all others without.
func causeOf(o outcome) string {
	if strings.HasPrefix(o.Event, "LambdaFunction") && strings.HasPrefix(string(o.Cause), "{") {
		return sentText(o.Cause)
	}
	return textOf(o.Cause)
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
