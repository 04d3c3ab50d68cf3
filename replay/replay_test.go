package replay_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/replay"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// kinds has each kind of task and each container, a retry, a catch and a wait.
const kinds = `{"StartAt": "Job", "States": {
  "Job": {"Type": "Task", "Resource": "arn:aws:states:::glue:startJobRun.sync", "Parameters": {"JobName": "j"}, "ResultPath": "$.job", "Next": "Work"},
  "Work": {"Type": "Task", "Resource": "arn:aws:states:us-east-1:123456789012:activity:work", "HeartbeatSeconds": 10, "TimeoutSeconds": 25,
    "Retry": [{"ErrorEquals": ["States.Timeout"], "MaxAttempts": 1}], "ResultPath": "$.work", "Next": "Function"},
  "Function": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f",
    "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "Pause"}], "Next": "Pause"},
  "Pause": {"Type": "Wait", "Seconds": 60, "Next": "Both"},
  "Both": {"Type": "Parallel", "ResultPath": "$.both", "Next": "Each", "Branches": [
    {"StartAt": "Left", "States": {"Left": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {}, "End": true}}},
    {"StartAt": "Right", "States": {"Right": {"Type": "Map", "ItemsPath": "$.items", "ItemProcessor": {"StartAt": "Item", "States": {
      "Item": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
        "Parameters": {"QueueUrl": "q", "MessageBody": {"token.$": "$$.Task.Token", "id.$": "$"}}, "End": true}}}, "End": true}}}]},
  "Each": {"Type": "Map", "ItemsPath": "$.items", "MaxConcurrency": 1, "Retry": [{"ErrorEquals": ["Broken"]}], "ItemProcessor": {"StartAt": "One", "States": {
    "One": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {"id.$": "$"}, "End": true}}}, "End": true}}}`

// kindsTasks answers the calls of kinds, each after another time.
func kindsTasks() simulator.TaskFunc {
	n := 0
	return func(_ context.Context, call simulator.Call) (simulator.Reply, error) {
		n++
		reply := simulator.Reply{Output: value.MustParse(fmt.Sprintf(`{"n": %d}`, n)), Delay: time.Duration(n) * 1100 * time.Millisecond}
		switch {
		case call.State.Name == "Work" && call.Attempt == 1:
			reply = simulator.Reply{Never: true, Worker: "w", Heartbeats: []time.Duration{8 * time.Second, 16 * time.Second, 24 * time.Second}}
		case call.State.Name == "Function":
			reply.Failure = &simulator.Failure{Error: "Oops", Cause: `{"why": "so"}`}
		case call.State.Name == "One" && n == 9:
			reply.Failure = &simulator.Failure{Error: "Broken"}
		case call.State.Name == "Job":
			reply.Submitted = value.MustParse(`{"JobRunId": "r"}`)
		}
		return reply, nil
	}
}

// recordKinds returns the history of an execution of kinds as the service writes it.
func recordKinds(tb testing.TB) (*simulator.Execution, string) {
	tb.Helper()
	x, err := compile(tb, kinds).Run(context.Background(), value.MustParse(`{"items": [1, 2]}`), simulator.Config{
		Tasks: kindsTasks(), Seed: 7, Identity: simulator.Identity{Execution: "e1", Machine: "m1"}, Start: time.Date(2025, 3, 1, 10, 0, 0, 0, time.UTC),
	})
	if err != nil || x.Status != simulator.Succeeded {
		tb.Fatal(err, x.Failure)
	}
	var b strings.Builder
	if err := simulator.WriteHistory(&b, x.Events); err != nil {
		tb.Fatal(err)
	}
	return x, b.String()
}

func parseHistory(tb testing.TB, pages ...string) *replay.History {
	tb.Helper()
	files := make([]*source.File, len(pages))
	for i, page := range pages {
		files[i] = source.NewFile(fmt.Sprintf("page%d.json", i+1), page)
	}
	h, diagnostics := replay.Parse(files...)
	if len(diagnostics) > 0 {
		tb.Fatal(diagnostics)
	}
	return h
}

func compile(tb testing.TB, text string) *simulator.Program {
	tb.Helper()
	def, diagnostics := asl.Parse(source.NewFile("machine.asl.json", text))
	program, more := simulator.Compile(def)
	if program == nil {
		tb.Fatal(diagnostics, more)
	}
	return program
}

func replayed(tb testing.TB, h *replay.History, definition string) *replay.Result {
	tb.Helper()
	r, diagnostics, err := h.Replay(context.Background(), compile(tb, definition), replay.Config{})
	if err != nil || r == nil {
		tb.Fatal(diagnostics, err)
	}
	return r
}

func TestReplayTakesTheSamePathAtTheSameTime(t *testing.T) {
	x, text := recordKinds(t)
	h := parseHistory(t, text)
	r := replayed(t, h, kinds)
	if r.Verdict != replay.SamePath || !r.OutputKnown() {
		t.Fatalf("%s: %+v %+v", r.Verdict, r.Divergence, r.Differences)
	}
	if got, want := r.Execution.Output.JSON(), x.Output.JSON(); got != want {
		t.Errorf("output %s, want %s", got, want)
	}
	if got, want := r.Execution.Duration(), x.Duration(); got != want {
		t.Errorf("it takes %s, took %s", got, want)
	}
	if len(r.Execution.Events) != len(x.Events) {
		t.Errorf("%d events, were %d", len(r.Execution.Events), len(x.Events))
	}
}

func TestReplayDivergences(t *testing.T) {
	_, text := recordKinds(t)
	h := parseHistory(t, text)
	tests := map[string]struct{ from, to, state, place, now string }{
		"another next state":       {`"Next": "Both"`, `"Next": "Each"`, "Pause", `"Each"`, `"Each" is entered`},
		"an end":                   {`"ResultPath": "$.both", "Next": "Each"`, `"ResultPath": "$.both", "End": true`, "Both", `true`, "the execution ends (ExecutionSucceeded)"},
		"another first state":      {`"StartAt": "Job"`, `"StartAt": "Work"`, "Job", `"Work"`, `"Work" is entered`},
		"a catcher that is gone":   {`"Catch": [{"ErrorEquals": ["States.ALL"]`, `"Catch": [{"ErrorEquals": ["Other"]`, "Function", `"Function"`, "the execution ends (ExecutionFailed) Oops"},
		"a retry that is gone":     {`"MaxAttempts": 1`, `"MaxAttempts": 0`, "Work", `"Work"`, "the execution ends (ExecutionFailed) States.Timeout"},
		"a shorter time limit":     {`"JobName": "j"}`, `"JobName": "j"}, "TimeoutSeconds": 1`, "Job", `"Job"`, `"Job" gets TaskTimedOut`},
		"other items":              {`"ItemsPath": "$.items", "MaxConcurrency"`, `"InputPath": "$.items[0:1]", "MaxConcurrency"`, "Each", `"Each"`, `"Each" starts with 1 items`},
		"another kind of state":    {`"Type": "Wait", "Seconds": 60`, `"Type": "Pass"`, "Pause", `"Pause"`, `"Pause" is entered`},
		"a state in a branch":      {`"Parameters": {}, "End": true`, `"Parameters": {}, "Next": "New"}, "New": {"Type": "Pass", "End": true`, "Left", `"New"`, `"New" is entered`},
		"a state in an iteration":  {`"Parameters": {"id.$": "$"}, "End": true`, `"Parameters": {"id.$": "$"}, "Next": "New"}, "New": {"Type": "Pass", "End": true`, "One", `"New"`, `"New" is entered`},
		"a further branch":         {`"Branches": [`, `"Branches": [{"StartAt": "New", "States": {"New": {"Type": "Pass", "End": true}}},`, "Both", `"Both"`, `"New" is entered`},
		"a call not recorded":      {`"Type": "Wait", "Seconds": 60`, `"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {}`, "Pause", `"Pause"`, `"Pause" is entered`},
		"another kind of resource": {`"arn:aws:lambda:us-east-1:123456789012:function:f"`, `"arn:aws:states:::lambda:invoke"`, "Function", `"Function"`, `makes a call (TaskScheduled)`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if strings.Count(kinds, tt.from) == 0 {
				t.Fatalf("%q is not in the definition", tt.from)
			}
			r := replayed(t, h, strings.Replace(kinds, tt.from, tt.to, 1))
			d := r.Divergence
			if d == nil {
				t.Fatalf("%s", r.Verdict)
			}
			if d.State != tt.state || !strings.Contains(d.Now, tt.now) || d.Place.Text() != tt.place || !d.Event.IsValid() {
				t.Errorf("got %q, recorded %q, now %q at %s %q", d.State, d.Recorded, d.Now, d.Place, d.Place.Text())
			}
		})
	}
}

func TestReplayDifferences(t *testing.T) {
	_, text := recordKinds(t)
	h := parseHistory(t, text)
	r := replayed(t, h, strings.Replace(kinds, `"QueueUrl": "q"`, `"QueueUrl": "r"`, 1))
	if r.Verdict != replay.Differs || len(r.Differences) != 2 || r.Differences[0].Text != `QueueUrl was "q", now "r"` {
		t.Errorf("%s %+v", r.Verdict, r.Differences)
	}
	r = replayed(t, h, strings.Replace(kinds, `"QueueUrl": "q"`, `"QueueUrl": "${Queue}"`, 1))
	if r.Verdict != replay.SamePath {
		t.Errorf("a placeholder counts as a difference: %+v", r.Differences)
	}
}

func TestHistoryForms(t *testing.T) {
	x, text := recordKinds(t)
	root := value.MustParse(text)
	list, _ := root.Get("events")
	var epoch []value.Value
	for i, ev := range list.Elems() {
		seconds := float64(x.Events[i].Time.UnixMicro()) / 1e6
		epoch = append(epoch, ev.With("timestamp", value.Number(fmt.Sprintf("%.6f", seconds))))
	}
	page := func(events []value.Value) string {
		return value.Object(value.Member{Key: "events", Value: value.Array(events...)}).JSON()
	}
	var backwards []value.Value
	for i := range epoch {
		backwards = append(backwards, epoch[len(epoch)-1-i])
	}
	forms := map[string][]string{
		"seconds since 1970": {page(epoch)},
		"a list of events":   {value.Array(epoch...).JSON()},
		"a list of pages":    {"[" + page(epoch[:9]) + "," + page(epoch[9:]) + "]"},
		"two files":          {page(epoch[:9]), page(epoch[9:])},
		"last events first":  {page(backwards)},
	}
	for name, pages := range forms {
		t.Run(name, func(t *testing.T) {
			r := replayed(t, parseHistory(t, pages...), kinds)
			if r.Verdict != replay.SamePath || r.Execution.Duration() != x.Duration() {
				t.Errorf("%s in %s: %+v", r.Verdict, r.Execution.Duration(), r.Divergence)
			}
		})
	}
	first, second := parseHistory(t, page(epoch[:9])), parseHistory(t, page(epoch[9:]))
	if !second.Continues(first) || first.Continues(second) || first.Ended() || !second.Ended() {
		t.Error("the pages are not told apart")
	}
	if r := replayed(t, first, kinds); r.Verdict != replay.Partial {
		t.Errorf("the first page alone: %s %+v", r.Verdict, r.Divergence)
	}
	if _, diagnostics, _ := second.Replay(context.Background(), compile(t, kinds), replay.Config{}); !diagnostics.HasErrors() {
		t.Error("the second page alone is replayed")
	}
}

func TestRedaction(t *testing.T) {
	redaction, err := replay.ParseRedaction([]string{"email", "$.card", "items[*].n"})
	if err != nil {
		t.Fatal(err)
	}
	h := &replay.History{Input: value.MustParse(
		`{"a": {"email": "ann@example.org", "card": "kept"}, "card": {"no": "4111-1111", "ok": true, "n": 7}, "items": [{"n": "x1"}, {"n": 2}],
		  "text": "mail to ann@example.org", "inner": "{\"email\":\"bob@example.org\"}", "again": "4111-1111"}`)}
	got := redaction.Apply(h).Input.JSON()
	want := `{"a":{"email":"REDACTED-1","card":"kept"},"card":{"no":"REDACTED-2","ok":false,"n":0},"items":[{"n":"REDACTED-3"},{"n":0}],` +
		`"text":"mail to REDACTED-1","inner":"{\"email\":\"REDACTED-4\"}","again":"REDACTED-2"}`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for _, path := range []string{"", "a..b", "$", ".a", "a."} {
		if _, err := replay.ParseRedaction([]string{path}); err == nil {
			t.Errorf("%q is taken for a path", path)
		}
	}
}

func FuzzHistory(f *testing.F) {
	_, text := recordKinds(f)
	program := compile(f, kinds)
	f.Add(text)
	for _, seed := range []string{
		``, `{}`, `[]`, `{"events": []}`, `[{"events": []}]`, `{"events": [{"id": 1, "type": "ExecutionStarted", "executionStartedEventDetails": {"input": "{}"}}]}`,
		`{"events": [{"id": 1, "type": "MapIterationStarted", "mapIterationStartedEventDetails": {"name": "Each", "index": 1e9}, "input": 1}], "input": "1"}`,
		`{"input": "{}", "events": [{"id": 1, "type": "ParallelStateStarted"}, {"id": 2, "previousEventId": 1, "type": "ParallelStateEntered"}]}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		h, diagnostics := replay.Parse(source.NewFile("h.json", text))
		if diagnostics.HasErrors() {
			return
		}
		r, found, err := h.Replay(context.Background(), program, replay.Config{})
		if err == nil && r == nil && !found.HasErrors() {
			t.Error("no replay, and nothing that says why")
		}
		if r != nil {
			h.TestFile(r, program.Definition(), "m.asl.json", "case")
		}
	})
}
