package simulator_test

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/mocks"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// simulate runs a definition of YAML with the answers of mocks.
func simulate(t *testing.T, definition, answers, input string, cfg simulator.Config) *simulator.Execution {
	t.Helper()
	def, found := asl.Parse(source.NewFile("x.asl.yaml", definition))
	if len(found) > 0 {
		t.Fatal(found)
	}
	program, found := simulator.Compile(def)
	if program == nil {
		t.Fatal(found)
	}
	root, _ := source.Parse(source.NewFile("mocks.yaml", answers))
	set, found := mocks.Parse(root)
	if len(found) > 0 {
		t.Fatal(found)
	}
	session := set.Session()
	cfg.Tasks, cfg.Objects = session, session
	x, err := program.Run(t.Context(), value.MustParse(input), cfg)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// TestResultFiles holds the files of a ResultWriter to those of production (rw-succeeded and rw-failed of the measurements).
func TestResultFiles(t *testing.T) {
	for prefix, folder := range map[string]string{"": "b/", ", Prefix: out": "b/out/", ", Prefix: out/": "b/out/"} {
		x := simulate(t, `
StartAt: Each
States:
  Each: {Type: Map, Label: L, ToleratedFailureCount: 1, End: true,
    ResultWriter: {Resource: "arn:aws:states:::s3:putObject", Parameters: {Bucket: b`+prefix+`}},
    ItemProcessor: {ProcessorConfig: {Mode: DISTRIBUTED, ExecutionType: STANDARD}, StartAt: T, States: {
      T: {Type: Task, Resource: "arn:aws:states:::sqs:sendMessage", Parameters: {MessageBody.$: $}, End: true}}}}
`, `{T: [{return: {ok: true}, after: 1500ms}, {throw: {error: Broken, cause: in two}}]}`, `["a", {"n": 1}]`, simulator.Config{})
		arn, _ := x.Output.Get("MapRunArn")
		run := arn.Text()[strings.LastIndexByte(arn.Text(), ':')+1:]
		if details, _ := x.Output.Get("ResultWriterDetails"); details.JSON() != `{"Bucket":"b","Key":"`+strings.TrimPrefix(folder, "b/")+run+`/manifest.json"}` {
			t.Errorf("the result is %s", x.Output.JSON())
		}
		files := map[string]value.Value{}
		for _, o := range x.Written {
			name, ok := strings.CutPrefix(o.Bucket+"/"+o.Key, folder+run+"/")
			if !ok {
				t.Errorf("wrote %s/%s", o.Bucket, o.Key)
			}
			files[name] = value.MustParse(o.Body)
		}
		checkRecord(t, files["SUCCEEDED_0.json"], x.Children[0], `"Input":"\"a\"","InputDetails":{"Included":true},"Name":"%[1]s","Output":"{\"ok\":true}","OutputDetails":{"Included":true},`+
			`"RedriveCount":0,"RedriveStatus":"NOT_REDRIVABLE","RedriveStatusReason":"Execution is SUCCEEDED and cannot be redriven",`+
			`"StartDate":"2026-01-01T00:00:00.000Z","StateMachineArn":"arn:aws:states:us-east-1:123456789012:stateMachine:StateMachine/L","Status":"SUCCEEDED","StopDate":"2026-01-01T00:00:01.500Z"}`)
		checkRecord(t, files["FAILED_0.json"], x.Children[1], `"Input":"{\"n\":1}","InputDetails":{"Included":true},"Name":"%[1]s","OutputDetails":{"Included":true},`+
			`"RedriveCount":0,"RedriveStatus":"REDRIVABLE_BY_MAP_RUN",`+
			`"StartDate":"2026-01-01T00:00:00.000Z","StateMachineArn":"arn:aws:states:us-east-1:123456789012:stateMachine:StateMachine/L","Status":"FAILED","StopDate":"2026-01-01T00:00:00.000Z"}`)
	}
}

func checkRecord(t *testing.T, list value.Value, child *simulator.Execution, want string) {
	t.Helper()
	head := `{`
	if child.Failure != nil {
		head = `{"Cause":"in two","Error":"Broken",`
	}
	want = head + fmt.Sprintf(`"ExecutionArn":"arn:aws:states:us-east-1:123456789012:execution:StateMachine/L:%[1]s",`+want, child.Name)
	if list.Len() != 1 || list.At(0).JSON() != want {
		t.Errorf("got  %s\nwant [%s]", list.JSON(), want)
	}
}

// TestNullPaths holds that null as InputPath or OutputPath gives {}, and as ResultPath discards the result.
// https://states-language.net/spec.html#filters
func TestNullPaths(t *testing.T) {
	for name, c := range map[string]struct{ state, want string }{
		"InputPath":                {`{Type: Pass, InputPath: null, End: true}`, `{}`},
		"OutputPath":               {`{Type: Pass, OutputPath: null, End: true}`, `{}`},
		"OutputPath of a Succeed":  {`{Type: Succeed, OutputPath: null}`, `{}`},
		"OutputPath of a Choice":   {`{Type: Choice, OutputPath: null, Choices: [{Variable: $.a, IsPresent: true, Next: B}]}`, `{}`},
		"ResultPath":               {`{Type: Pass, Result: 1, ResultPath: null, End: true}`, `{"a":1}`},
		"ResultPath of a Parallel": {`{Type: Parallel, ResultPath: null, Branches: [{StartAt: P, States: {P: {Type: Succeed}}}], End: true}`, `{"a":1}`},
		"Result":                   {`{Type: Pass, Result: null, End: true}`, `null`},
	} {
		x := simulate(t, "StartAt: A\nStates:\n  A: "+c.state+"\n  B: {Type: Succeed}\n", `{}`, `{"a": 1}`, simulator.Config{})
		if x.Output.JSON() != c.want {
			t.Errorf("%s: got %s, want %s", name, x.Output.JSON(), c.want)
		}
	}
}

// TestDefaults shows the context object of a run of which nothing is said.
func TestDefaults(t *testing.T) {
	if want := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC); !simulator.DefaultStart.Equal(want) {
		t.Errorf("executions start at %s", simulator.DefaultStart)
	}
	const show = "StartAt: A\nStates:\n  A: {Type: Pass, Parameters: {list.$: 'States.Array($$.Execution, $$.StateMachine, $$.State)'}, OutputPath: $.list, End: true}\n"
	for name, c := range map[string]struct {
		cfg  simulator.Config
		want string
	}{
		"nothing": {simulator.Config{}, `[{"Id":"arn:aws:states:us-east-1:123456789012:execution:StateMachine:Execution","Input":{},"StartTime":"2026-01-01T00:00:00.000Z",` +
			`"Name":"Execution","RoleArn":"arn:aws:iam::123456789012:role/StepFunctionsRole","RedriveCount":0},` +
			`{"Id":"arn:aws:states:us-east-1:123456789012:stateMachine:StateMachine","Name":"StateMachine"},{"Name":"A","EnteredTime":"2026-01-01T00:00:00.000Z"}]`},
		"all": {
			simulator.Config{
				Start:    time.Date(2026, 2, 3, 4, 5, 6, 7e6, time.FixedZone("", 3600)),
				Identity: simulator.Identity{Machine: "M", Execution: "E", Role: "R", Account: "1", Region: "cn-north-1", Partition: "aws-cn"},
			}, `[{"Id":"arn:aws-cn:states:cn-north-1:1:execution:M:E","Input":{},"StartTime":"2026-02-03T03:05:06.007Z","Name":"E","RoleArn":"R","RedriveCount":0},` +
				`{"Id":"arn:aws-cn:states:cn-north-1:1:stateMachine:M","Name":"M"},{"Name":"A","EnteredTime":"2026-02-03T03:05:06.007Z"}]`,
		},
	} {
		if x := simulate(t, show, `{}`, `{}`, c.cfg); x.Output.JSON() != c.want {
			t.Errorf("%s: got %s", name, x.Output.JSON())
		}
	}
}

// TestNamesFit takes names of 80 characters, and longer ones only without limits.
func TestNamesFit(t *testing.T) {
	program := compile(t, `{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}`)
	for n, fits := range map[int]bool{80: true, 81: false} {
		name := strings.Repeat("é", n)
		for _, id := range []simulator.Identity{{Machine: name}, {Execution: name}} {
			if _, err := program.Run(t.Context(), value.Null, simulator.Config{Identity: id}); (err == nil) != fits {
				t.Errorf("a name of %d characters: %v", n, err)
			}
			if _, err := program.Run(t.Context(), value.Null, simulator.Config{Identity: id, NoLimits: true}); err != nil {
				t.Errorf("without limits, a name of %d characters: %v", n, err)
			}
		}
	}
}

// TestLongErrors cuts an error after 256 characters and its cause after 32,768.
// https://docs.aws.amazon.com/step-functions/latest/apireference/API_TaskFailedEventDetails.html
func TestLongErrors(t *testing.T) {
	for _, c := range []struct{ given, kept int }{{256, 256}, {257, 256}, {200, 200}} {
		long := strings.Repeat("é", c.given)
		cause := strings.Repeat("é", c.given+32_512)
		states := map[string]string{
			"Fail": `{Type: Fail, Error: ` + long + `, Cause: ` + cause + `}`,
			"Task": `{Type: Task, Resource: "arn:aws:states:::sqs:sendMessage", Parameters: {}, End: true}`,
		}
		for name, state := range states {
			answers := `{}`
			if name == "Task" {
				answers = `{A: {throw: {error: ` + long + `, cause: ` + cause + `}}}`
			}
			f := simulate(t, "StartAt: A\nStates:\n  A: "+state+"\n", answers, `{}`, simulator.Config{}).Failure
			if len([]rune(f.Error)) != c.kept || len([]rune(f.Cause)) != c.kept+32_512 {
				t.Errorf("%s: %d characters give %d and %d", name, c.given, len([]rune(f.Error)), len([]rune(f.Cause)))
			}
		}
	}
}

// TestLongCalls holds how long a call can take whatever the definition says: 60 seconds over HTTP, 15 minutes in Lambda.
// https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html
// https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html
func TestLongCalls(t *testing.T) {
	for _, c := range []struct {
		resource, fields, after string
		want                    string // the error, or "" for success
		ends                    time.Duration
	}{
		{"arn:aws:states:::http:invoke", "", "60s", "", 60 * time.Second},
		{"arn:aws:states:::http:invoke", "", "61s", "States.Http.Socket", 60 * time.Second},
		{"arn:aws:states:::http:invoke", "TimeoutSeconds: 50, ", "61s", "States.Timeout", 50 * time.Second},
		{"arn:aws:states:::lambda:invoke", "", "15m", "", 15 * time.Minute},
		{"arn:aws:states:::lambda:invoke", "", "16m", "Sandbox.Timedout", 15 * time.Minute},
		{"arn:aws:states:::lambda:invoke", "TimeoutSeconds: 1000, ", "16m", "Sandbox.Timedout", 15 * time.Minute},
		{"arn:aws:lambda:us-east-1:123456789012:function:f", "", "16m", "Sandbox.Timedout", 15 * time.Minute},
		{"arn:aws:states:::lambda:invoke.waitForTaskToken", "", "16m", "", 16 * time.Minute},
		{"arn:aws:states:::sqs:sendMessage", "", "16m", "", 16 * time.Minute},
		{"arn:aws:states:::sqs:sendMessage", "TimeoutSeconds: 60, ", "60s", "", time.Minute},
		{"arn:aws:states:::sqs:sendMessage", "TimeoutSeconds: 60, ", "61s", "States.Timeout", time.Minute},
	} {
		x := simulate(t, `{StartAt: A, States: {A: {Type: Task, `+c.fields+`Resource: "`+c.resource+`", Parameters: {}, End: true}}}`,
			`{A: {return: 1, after: `+c.after+`}}`, `{}`, simulator.Config{})
		got := ""
		if x.Failure != nil {
			got = x.Failure.Error
		}
		if got != c.want || x.Duration() != c.ends {
			t.Errorf("%s %safter %s: %q after %s", c.resource, c.fields, c.after, got, x.Duration())
		}
	}
}

// TestFailedBatches counts the items of a batch that failed.
func TestFailedBatches(t *testing.T) {
	for count, want := range map[int]simulator.Status{0: simulator.Failed, 1: simulator.Failed, 2: simulator.Succeeded} {
		x := simulate(t, `
StartAt: Each
States:
  Each: {Type: Map, ToleratedFailureCount: `+strconv.Itoa(count)+`, ItemBatcher: {MaxItemsPerBatch: 2}, End: true,
    ItemProcessor: {ProcessorConfig: {Mode: DISTRIBUTED, ExecutionType: EXPRESS}, StartAt: T, States: {
      T: {Type: Task, Resource: "arn:aws:states:::sqs:sendMessage", Parameters: {MessageBody.$: $}, End: true}}}}
`, `{T: [{throw: {error: Broken}}, {return: 1, times: 2}]}`, `[1, 2, 3, 4, 5]`, simulator.Config{})
		if x.Status != want {
			t.Errorf("%d failures tolerated: %s", count, x.Status)
		}
		if want == simulator.Succeeded && x.Output.Len() != 3 {
			t.Errorf("got %s", x.Output.JSON())
		}
		for _, child := range x.Children {
			if !strings.HasPrefix(child.ARN, "arn:aws:states:us-east-1:123456789012:express:StateMachine/") {
				t.Errorf("the child is %s", child.ARN)
			}
		}
	}
}

// TestIndexes tells handlers in which iterations a call is made.
func TestIndexes(t *testing.T) {
	program := compile(t, `{"StartAt": "O", "States": {"O": {"Type": "Map", "MaxConcurrency": 1, "End": true, "ItemProcessor": {"StartAt": "P", "States": {
  "P": {"Type": "Parallel", "End": true, "Branches": [{"StartAt": "I", "States": {"I": {"Type": "Map", "MaxConcurrency": 1, "End": true, "ItemProcessor": {"StartAt": "T", "States": {
    "T": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {}, "End": true}}}}}}]}}}}}}`)
	var got []string
	handler := simulator.TaskFunc(func(_ context.Context, call simulator.Call) (simulator.Reply, error) {
		got = append(got, fmt.Sprintf("%s %v %d", call.Path, call.Iteration, call.Attempt))
		return simulator.Reply{}, nil
	})
	var deepest int
	observe := func(ev *simulator.Event) { deepest = max(deepest, ev.Frame.Depth()) }
	_, err := program.Run(t.Context(), value.MustParse(`[["a", "b"], ["c"]]`), simulator.Config{Tasks: handler, Record: simulator.Record{Observers: []func(*simulator.Event){observe}}})
	want := []string{"O/P/I/T [0 0] 1", "O/P/I/T [0 1] 1", "O/P/I/T [1 0] 1"}
	if err != nil || !slices.Equal(got, want) || deepest != 3 {
		t.Errorf("got %q at most %d deep, %v", got, deepest, err)
	}
}

// TestLongestWait: a wait may take 2,147,483,647 seconds (recordings test_wait_timestamp_too_far_in_future_boundary), though
// the year that an execution may take is over before.
func TestLongestWait(t *testing.T) {
	for seconds, want := range map[int64]string{1<<31 - 1: "States.Timeout", 1 << 31: "States.Runtime", 0: "", -1: "States.Runtime"} {
		x := simulate(t, `{StartAt: A, States: {A: {Type: Wait, SecondsPath: $, End: true}}}`, `{}`, strconv.FormatInt(seconds, 10), simulator.Config{})
		got := ""
		if x.Failure != nil {
			got = x.Failure.Error
		}
		if got != want {
			t.Errorf("%d seconds: %s %q", seconds, x.Status, got)
		}
	}
}

// TestTimestamps waits until a time; one that is over doesn't wait.
func TestTimestamps(t *testing.T) {
	for fields, want := range map[string]time.Duration{
		`Timestamp: "2026-01-01T00:01:00Z"`:                           time.Minute,
		`Timestamp: "2026-01-01T01:00:00.500+01:00"`:                  500 * time.Millisecond,
		`Timestamp: "2025-12-31T23:59:59Z"`:                           0,
		`TimestampPath: $.at`:                                         2 * time.Hour,
		`QueryLanguage: JSONata, Timestamp: "{% $states.input.at %}"`: 2 * time.Hour,
		`Seconds: 90`: 90 * time.Second,
		`QueryLanguage: JSONata, Seconds: "{% 1 + 1 %}"`:                              2 * time.Second,
		`QueryLanguage: JSONata, Timestamp: "2026-01-01T00:01:00Z", Comment: a text `: time.Minute,
	} {
		x := simulate(t, `{StartAt: A, States: {A: {Type: Wait, `+fields+`, End: true}}}`, `{}`, `{"at": "2026-01-01T02:00:00Z"}`, simulator.Config{})
		if x.Status != simulator.Succeeded || x.Duration() != want {
			t.Errorf("%s: %s after %s, want %s", fields, x.Status, x.Duration(), want)
		}
	}
}

// TestNow tells the time at which an expression is evaluated, not that of an earlier one of the state.
func TestNow(t *testing.T) {
	const wait = `StartAt: W, States: {W: {Type: Wait, QueryLanguage: JSONata, Seconds: 5, End: true}}`
	for name, state := range map[string]string{
		"Map":             `Type: Map, Items: "{% [$now()] %}", ItemProcessor: {` + wait + `}`,
		"distributed Map": `Type: Map, Items: "{% [$now()] %}", ItemProcessor: {ProcessorConfig: {Mode: DISTRIBUTED, ExecutionType: STANDARD}, ` + wait + `}`,
		"Parallel":        `Type: Parallel, Arguments: "{% $now() %}", Branches: [{` + wait + `}]`,
		"Task":            `Type: Task, Resource: "arn:aws:states:::sqs:sendMessage", Arguments: {MessageBody: "{% $now() %}"}`,
		"retried Task":    `Type: Task, Resource: "arn:aws:states:::lambda:invoke", Arguments: {Payload: "{% $now() %}"}, Retry: [{ErrorEquals: [Busy], IntervalSeconds: 5}]`,
		"caught":          `Type: Task, Resource: "arn:aws:states:::sns:publish", Arguments: {Message: "{% $now() %}"}, Catch: [{ErrorEquals: [States.ALL], Output: "{% $now() %}", Next: B}]`,
	} {
		answers := map[string]string{
			"Task": `{A: {return: 1, after: 5s}}`, "retried Task": `{A: [{throw: {error: Busy}}, {return: 1}]}`, "caught": `{A: {throw: {error: Busy}, after: 5s}}`,
		}[name]
		if answers == "" {
			answers = `{}`
		}
		x := simulate(t, `{QueryLanguage: JSONata, StartAt: A, States: {A: {`+state+`, Output: "{% $now() %}", Next: B}, B: {Type: Succeed}}}`, answers, `{}`, simulator.Config{})
		if x.Output.JSON() != `"2026-01-01T00:00:05.000Z"` {
			t.Errorf("%s: got %s, %v", name, x.Output.JSON(), x.Failure)
		}
	}
}
