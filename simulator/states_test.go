package simulator_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

const distributed = `ItemProcessor: {ProcessorConfig: {Mode: DISTRIBUTED, ExecutionType: STANDARD}, StartAt: P, States: {P: {Type: Pass, End: true}}}`

// TestEndsOf holds how definitions end: with an output, or with an error that nothing takes when it is States.Runtime.
func TestEndsOf(t *testing.T) {
	for name, c := range map[string]struct{ states, answers, input, want string }{
		"Parameters of a Parallel": {`A: {Type: Parallel, Parameters: {x.$: $.a}, Branches: [{StartAt: P, States: {P: {Type: Pass, End: true}}}], End: true}`, `{}`, `{"a": 1}`, `[{"x":1}]`},
		"Arguments of a Parallel": {
			`A: {Type: Parallel, QueryLanguage: JSONata, Arguments: {x: "{% $states.input.a %}"}, Branches: [{StartAt: P, States: {P: {Type: Pass, End: true}}}], End: true}`,
			`{}`, `{"a": 1}`, `[{"x":1}]`,
		},
		"Parameters of a Parallel without their value": {
			`A: {Type: Parallel, Parameters: {x.$: $.b}, Branches: [{StartAt: P, States: {P: {Type: Pass, End: true}}}], Catch: [{ErrorEquals: [States.ALL], Next: B}], End: true}`,
			`{}`, `{"a": 1}`, `States.Runtime`,
		},
		"items of an object":                  {`A: {Type: Map, ItemSelector: {k.$: $$.Map.Item.Key, i.$: $$.Map.Item.Index}, ` + distributed + `, End: true}`, `{}`, `{"a": 1, "b": 2}`, `[{"i":0,"k":"a"},{"i":1,"k":"b"}]`},
		"items of an object, not distributed": {`A: {Type: Map, ItemProcessor: {StartAt: P, States: {P: {Type: Pass, End: true}}}, End: true}`, `{}`, `{"a": 1}`, `States.Runtime`},
		"an ItemSelector without its value":   {`A: {Type: Map, ItemSelector: {k.$: $.b}, ` + distributed + `, End: true}`, `{}`, `[1]`, `States.Runtime`},
		"MaxConcurrencyPath below 0":          {`A: {Type: Map, MaxConcurrencyPath: $.n, ItemsPath: $.items, ` + distributed + `, End: true}`, `{}`, `{"n": -1, "items": []}`, `States.Runtime`},
		"no items":                            {`A: {Type: Map, ` + distributed + `, End: true}`, `{}`, `[]`, `[]`},
		"BatchInput":                          {`A: {Type: Map, ItemsPath: $.items, ItemBatcher: {MaxItemsPerBatch: 2, BatchInput: {x.$: $.x}}, ` + distributed + `, End: true}`, `{}`, `{"x": 7, "items": [1, 2, 3]}`, `[{"BatchInput":{"x":7},"Items":[1,2]},{"BatchInput":{"x":7},"Items":[3]}]`},
		"BatchInput without its value":        {`A: {Type: Map, ItemsPath: $.items, ItemBatcher: {MaxItemsPerBatch: 2, BatchInput: {x.$: $.y}}, ` + distributed + `, End: true}`, `{}`, `{"items": [1]}`, `States.Runtime`},
		"MaxItemsPerBatchPath":                {`A: {Type: Map, ItemsPath: $.items, ItemBatcher: {MaxItemsPerBatchPath: $.n}, ` + distributed + `, End: true}`, `{}`, `{"n": 1, "items": [1, 2]}`, `[{"Items":[1]},{"Items":[2]}]`},
		"MaxItemsPerBatchPath of a text":      {`A: {Type: Map, ItemsPath: $.items, ItemBatcher: {MaxItemsPerBatchPath: $.n}, ` + distributed + `, End: true}`, `{}`, `{"n": "many", "items": [1]}`, `States.Runtime`},
		"MaxInputBytesPerBatchPath of a text": {`A: {Type: Map, ItemsPath: $.items, ItemBatcher: {MaxInputBytesPerBatchPath: $.n}, ` + distributed + `, End: true}`, `{}`, `{"n": "many", "items": [1]}`, `States.Runtime`},
		"a ResultWriter without its bucket":   {`A: {Type: Map, ResultWriter: {Resource: "arn:aws:states:::s3:putObject", Parameters: {Bucket.$: $.b}}, ` + distributed + `, End: true}`, `{}`, `[1]`, `States.Runtime`},
		"a ResultWriter with an empty bucket": {`A: {Type: Map, ResultWriter: {Resource: "arn:aws:states:::s3:putObject", Parameters: {Bucket: ""}}, ` + distributed + `, End: true}`, `{}`, `[1]`, `States.ResultWriterFailed`},
		"an ErrorPath to a number":            {`A: {Type: Fail, ErrorPath: $.n}`, `{}`, `{"n": 1}`, `States.Runtime`},
		"an ErrorPath":                        {`A: {Type: Fail, ErrorPath: $.e}`, `{}`, `{"e": "Mine"}`, `Mine`},
		"an error that is caught":             {`A: {Type: Parallel, Branches: [{StartAt: P, States: {P: {Type: Fail, Error: Mine, Cause: c}}}], Catch: [{ErrorEquals: [Other], Next: A}, {ErrorEquals: [Mine], Next: B}], End: true}`, `{}`, `{}`, `{"Error":"Mine","Cause":"c"}`},
		"a branch that failed":                {`A: {Type: Parallel, Branches: [{StartAt: P, States: {P: {Type: Fail, Error: Mine, Cause: c}}}], Catch: [{ErrorEquals: [States.BranchFailed], Next: B}], End: true}`, `{}`, `{}`, `{"Error":"Mine","Cause":"c"}`},
		"an error at run time":                {`A: {Type: Parallel, Branches: [{StartAt: P, States: {P: {Type: Fail, Error: States.Runtime}}}], Catch: [{ErrorEquals: [States.Runtime, States.ALL], Next: B}], End: true}`, `{}`, `{}`, `States.Runtime`},
		"an Assign of nothing":                {`A: {Type: Pass, Assign: {}, End: true}`, `{}`, `{}`, `{}`},
		"the output of a Task as text":        {`A: {Type: Task, Resource: "arn:aws:states:::sqs:sendMessage", Parameters: {}, ResultSelector: {x.$: $.r}, ResultPath: $.t, OutputPath: $.t, End: true}`, `{A: {return: {r: 1}}}`, `{"i": 1}`, `{"x":1}`},
		"TimeoutSecondsPath":                  {`A: {Type: Task, Resource: "arn:aws:states:::sqs:sendMessage", Parameters: {}, TimeoutSecondsPath: $.t, End: true}`, `{A: {return: 1, after: 3s}}`, `{"t": 2}`, `States.Timeout`},
		"TimeoutSecondsPath of a fraction":    {`A: {Type: Task, Resource: "arn:aws:states:::sqs:sendMessage", Parameters: {}, TimeoutSecondsPath: $.t, End: true}`, `{A: {return: 1}}`, `{"t": 2.5}`, `States.Runtime`},
		"TimeoutSecondsPath below 0":          {`A: {Type: Task, Resource: "arn:aws:states:::sqs:sendMessage", Parameters: {}, TimeoutSecondsPath: $.t, End: true}`, `{A: {return: 1}}`, `{"t": -1}`, `States.Runtime`},
		"the longest TimeoutSecondsPath":      {`A: {Type: Task, Resource: "arn:aws:states:::sqs:sendMessage", Parameters: {}, TimeoutSecondsPath: $.t, End: true}`, `{A: {return: 1}}`, `{"t": 99999999}`, `1`},
		"more than the longest":               {`A: {Type: Task, Resource: "arn:aws:states:::sqs:sendMessage", Parameters: {}, TimeoutSecondsPath: $.t, End: true}`, `{A: {return: 1}}`, `{"t": 100000000}`, `States.Runtime`},
		"headers of API Gateway":              {`A: {Type: Task, Resource: "arn:aws:states:::apigateway:invoke", Parameters: {ApiEndpoint: e, Method: GET, Headers: {a: b}}, End: true}`, `{A: {return: 1}}`, `{}`, `States.Runtime`},
		"lists as headers of API Gateway":     {`A: {Type: Task, Resource: "arn:aws:states:::apigateway:invoke", Parameters: {ApiEndpoint: e, Method: GET, Headers: {a: [b]}, QueryParameters: {c: [d]}}, End: true}`, `{A: {return: 1}}`, `{}`, `1`},
	} {
		t.Run(name, func(t *testing.T) {
			x := simulate(t, "StartAt: A\nStates:\n  "+c.states+"\n  B: {Type: Succeed}\n", c.answers, c.input, simulator.Config{})
			got := x.Output.JSON()
			if x.Failure != nil {
				got = x.Failure.Error
			}
			if got != c.want {
				t.Errorf("got %s, want %s (%+v)", got, c.want, x.Failure)
			}
		})
	}
}

// TestCompileFaults points at what cannot run.
func TestCompileFaults(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"no state of that name":        {"StartAt: A\nStates: {A: {Type: Pass, Next: C}}", `C`},
		"no first state":               {"StartAt: B\nStates: {A: {Type: Pass, End: true}}", `B`},
		"a placeholder as Next":        {"StartAt: A\nStates: {A: {Type: Pass, Next: \"${Next}\"}}", `"${Next}"`},
		"a placeholder as Type":        {"StartAt: A\nStates: {A: {Type: \"${Type}\"}}", `A`},
		"a placeholder as InputPath":   {"StartAt: A\nStates: {A: {Type: Pass, InputPath: \"${Path}\", End: true}}", `"${Path}"`},
		"a placeholder as Seconds":     {"StartAt: A\nStates: {A: {Type: Wait, Seconds: \"${Seconds}\", End: true}}", `"${Seconds}"`},
		"a placeholder as Branches":    {"StartAt: A\nStates: {A: {Type: Parallel, Branches: \"${Branches}\", End: true}}", `"${Branches}"`},
		"a placeholder as a processor": {"StartAt: A\nStates: {A: {Type: Map, ItemProcessor: \"${Processor}\", End: true}}", `A`},
		"an invalid path":              {"StartAt: A\nStates: {A: {Type: Pass, Parameters: {x.$: \"$.[\"}, End: true}}", `*`},
		"a timeout of 0":               {"StartAt: A\nTimeoutSeconds: 0\nStates: {A: {Type: Pass, End: true}}", `0`},
		"another reader":               {"StartAt: A\nStates: {A: {Type: Map, ItemReader: {Resource: \"arn:aws:states:::s3:putObject\", Parameters: {Bucket: b}}, " + distributed + ", End: true}}", `"arn:aws:states:::s3:putObject"`},
		"nothing":                      {"StartAt: A\nStates: {A: {Type: Pass, End: true}}", ``},
	} {
		t.Run(name, func(t *testing.T) {
			def, _ := asl.Parse(source.NewFile("x.asl.yaml", c.text))
			program, found := simulator.Compile(def)
			var got []string
			for _, d := range found {
				got = append(got, d.Span.Text())
			}
			if text := strings.Join(got, ", "); text != c.want && (c.want != "*" || len(got) == 0) || (program == nil) != (c.want != "") {
				t.Errorf("got %s\n%v", text, found)
			}
		})
	}
}

// TestRunErrors holds what a run cannot do, which is not a failure of the state machine.
func TestRunErrors(t *testing.T) {
	const task = `{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {}, "TimeoutSecondsPath": "$.t", "End": true}}}`
	const job = `{"StartAt": "A", "States": {"A": {"Type": "Parallel", "End": true, "Branches": [{"StartAt": "J", "States": {"J": {"Type": "Task", "Resource": "arn:aws:states:::glue:startJobRun.sync", "Parameters": {"JobName": "j"}, "End": true}}}]}}}`
	for name, c := range map[string]struct {
		text string
		cfg  simulator.Config
		want string
	}{
		"no handler":           {task, simulator.Config{}, "A"},
		"no state":             {task, simulator.Config{Alone: simulator.Alone{OnlyState: "B"}}, "B"},
		"a job in an Express":  {job, simulator.Config{Type: asl.Express}, "A/J"},
		"a timeout of nothing": {task, simulator.Config{Tasks: simulator.TaskFunc(nil)}, "A"},
	} {
		input := `{"t": 1}`
		if name == "a timeout of nothing" {
			input = `{"t": 0}`
		}
		_, err := compile(t, c.text).Run(t.Context(), value.MustParse(input), c.cfg)
		if err == nil || !strings.Contains(err.Error(), fmt.Sprintf("%q", c.want)) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestOnlyState runs one state, with the retries that were made before.
func TestOnlyState(t *testing.T) {
	const states = `
StartAt: A
States:
  A: {Type: Pass, Next: B}
  B: {Type: Task, Resource: "arn:aws:states:::sqs:sendMessage", Parameters: {}, Retry: [{ErrorEquals: [Busy], IntervalSeconds: 1, BackoffRate: 2, MaxAttempts: 3}], Next: C}
  C: {Type: Fail}
`
	for count, want := range map[int]string{0: "7s 4", 1: "6s 3", 2: "4s 2", 3: "0s 1"} { // 1, 2 and 4 seconds
		x := simulate(t, states, `{B: {throw: {error: Busy}, times: any}}`, `{}`, simulator.Config{Alone: simulator.Alone{OnlyState: "B", RetrierRetryCount: count}})
		calls := 0
		for i := range x.Events {
			if x.Events[i].Type == simulator.TaskScheduledEvent {
				calls++
			}
		}
		if got := fmt.Sprintf("%s %d", x.Duration(), calls); got != want || x.Failure.Error != "Busy" {
			t.Errorf("after %d retries: %s, want %s", count, got, want)
		}
	}
	x := simulate(t, states, `{B: {return: 1}}`, `{}`, simulator.Config{Alone: simulator.Alone{OnlyState: "B"}})
	if x.Status != simulator.Succeeded || x.Output.JSON() != "1" || strings.Join(x.Path(), " ") != "B" {
		t.Errorf("%s with %s on %q", x.Status, x.Output.JSON(), x.Path())
	}
}

// TestVariableQuotas follows the guide: 256 KiB for a variable and for all of one Assign, 10 MiB for all of an execution.
// https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html
func TestVariableQuotas(t *testing.T) {
	text := func(n int) string { return `"` + strings.Repeat("x", n-2) + `"` }
	const quota = 256 * 1024
	for name, c := range map[string]struct {
		input string
		fails bool
	}{
		"the largest":         {`{"a": ` + text(quota) + `, "b": ""}`, true}, // with the other one
		"two in one":          {`{"a": ` + text(quota/2) + `, "b": ` + text(quota/2) + `}`, false},
		"two that are larger": {`{"a": ` + text(quota/2) + `, "b": ` + text(quota/2+1) + `}`, true},
		"one that is larger":  {`{"a": ` + text(quota+1) + `, "b": 1}`, true},
	} {
		for _, lifted := range []bool{false, true} {
			x := simulate(t, `{StartAt: A, States: {A: {Type: Pass, Assign: {a.$: $.a, b.$: $.b}, OutputPath: null, End: true}}}`, `{}`, c.input, simulator.Config{NoLimits: lifted})
			if failed := x.Status != simulator.Succeeded; failed != (c.fails && !lifted) {
				t.Errorf("%s, without limits %t: %s, %v", name, lifted, x.Status, x.Failure)
			}
		}
	}
}
