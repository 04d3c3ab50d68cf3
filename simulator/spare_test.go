package simulator_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/value"
)

// TestForgottenChildren compares runs whose children are kept, forgotten, and forgotten in front of an observer: the memory of
// forgotten ones is used again, which neither the result nor what the children see of themselves may show.
func TestForgottenChildren(t *testing.T) {
	const context = `"Parameters": {"id.$": "$$.Execution.Id", "name.$": "$$.Execution.Name", "started.$": "$$.Execution.StartTime",
  "entered.$": "$$.State.EnteredTime", "item.$": "$$.Execution.Input", "uuid.$": "States.UUID()"}`
	for name, c := range map[string]struct{ fields, states, config string }{
		"one state": {`"MaxConcurrency": 3`, `"A": {"Type": "Pass", ` + context + `, "End": true}`, `"STANDARD"`},
		"waits of different length": {
			`"MaxConcurrency": 4`,
			`"A": {"Type": "Wait", "SecondsPath": "$.seconds", "Next": "B"}, "B": {"Type": "Pass", ` + context + `, "End": true}`, `"STANDARD"`,
		},
		"time limits that end some": {
			`"MaxConcurrency": 4, "ToleratedFailurePercentage": 100`,
			`"A": {"Type": "Wait", "SecondsPath": "$.long", "Next": "B"}, "B": {"Type": "Pass", ` + context + `, "End": true}`, `"EXPRESS"`,
		},
		"variables": {
			`"MaxConcurrency": 2`,
			`"A": {"Type": "Choice", "Choices": [{"Variable": "$.seconds", "NumericEquals": 1, "Next": "B"}], "Default": "C"},
      "B": {"Type": "Pass", "Assign": {"v.$": "$.seconds"}, "Next": "C"},
      "C": {"Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% {'v': $exists($v) ? $v : 'none'} %}", "End": true}`, `"STANDARD"`,
		},
		"failures and retries": {
			`"MaxConcurrency": 4, "ToleratedFailurePercentage": 100`,
			`"A": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f", "End": true,
      "Retry": [{"ErrorEquals": ["Twice"], "IntervalSeconds": 2, "JitterStrategy": "FULL"}]}`, `"STANDARD"`,
		},
		"more failures than tolerated": {
			`"MaxConcurrency": 4, "ToleratedFailureCount": 5, "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Caught"}]`,
			`"A": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f", "End": true}`, `"STANDARD"`,
		},
		"Map Runs inside": {
			`"MaxConcurrency": 2`,
			`"A": {"Type": "Map", "ItemsPath": "$.list", "MaxConcurrency": 1, "Label": "in", "ItemProcessor": {
        "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "A", "States": {"A": {"Type": "Pass", ` + context + `, "End": true}}},
      "End": true}`, `"STANDARD"`,
		},
		"result files": {
			`"MaxConcurrency": 3, "ResultWriter": {"Resource": "arn:aws:states:::s3:putObject", "Parameters": {"Bucket": "b"}}`,
			`"A": {"Type": "Wait", "SecondsPath": "$.seconds", "End": true}`, `"STANDARD"`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			program := compile(t, `{"StartAt": "Each", "States": {"Each": {"Type": "Map", `+c.fields+`, "End": true, "ItemProcessor": {
  "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": `+c.config+`}, "StartAt": "A", "States": {`+c.states+`}}}, "Caught": {"Type": "Succeed"}}}`)
			kept := runOver(t, program, 60, simulator.Record{})
			if strings.Contains(kept, "Undefined") || !strings.Contains(kept, "MapRunStarted") {
				t.Fatalf("unexpected: %s", kept)
			}
			for how, record := range map[string]simulator.Record{
				"forgotten":                  {ForgetChildren: true},
				"all but five":               {MostChildren: 5},
				"forgotten before observers": {ForgetChildren: true, Observers: []func(*simulator.Event){func(*simulator.Event) {}}},
				"inspected":                  {MostChildren: 5, Inspect: true},
			} {
				if got := runOver(t, program, 60, record); got != kept {
					t.Errorf("%s: got\n%s\nwant\n%s", how, got, kept)
				}
			}
		})
	}
}

// runOver runs a program over n items, and returns its status, its output, the files that it wrote, and its history. The task of an
// item fails twice, or, of every fourth item, always.
func runOver(t *testing.T, program *simulator.Program, n int, record simulator.Record) string {
	t.Helper()
	items := make([]value.Value, n)
	for i := range items {
		items[i] = value.MustParse(fmt.Sprintf(`{"seconds": %d, "long": %d, "list": [1, 2, %d]}`, 1+i*7%5, i%3*200, i))
	}
	tasks := simulator.TaskFunc(func(_ context.Context, call simulator.Call) (simulator.Reply, error) {
		seconds, _ := call.Arguments.Get("seconds")
		reply := simulator.Reply{Output: call.Arguments, Delay: time.Duration(seconds.Float()) * time.Second}
		switch i := call.Iteration[0]; {
		case i%4 == 0:
			reply.Failure = &simulator.Failure{Error: "Always"}
		case call.Attempt <= 2 && i%4 == 1:
			reply.Failure = &simulator.Failure{Error: "Twice"}
		}
		return reply, nil
	})
	x, err := program.Run(t.Context(), value.Array(items...), simulator.Config{Tasks: tasks, Record: record})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	fmt.Fprintln(&b, x.Status, x.Duration(), x.Failure, x.Output.JSON())
	for _, o := range x.Written {
		fmt.Fprintln(&b, o.Key, o.Body)
	}
	if err := simulator.WriteHistory(&b, x.Events); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestAllocationsOfChildren counts what a child that is forgotten allocates: a few things, not its thread, journal and events.
func TestAllocationsOfChildren(t *testing.T) {
	program := compile(t, `{"StartAt": "Each", "States": {"Each": {"Type": "Map", "ResultPath": null, "MaxConcurrency": 10, "End": true, "ItemProcessor": {
  "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}}}}`)
	allocations := func(n int) float64 {
		items := make([]value.Value, n)
		for i := range items {
			items[i] = value.Int(int64(i))
		}
		input := value.Array(items...)
		return testing.AllocsPerRun(3, func() {
			x, err := program.Run(t.Context(), input, simulator.Config{Record: simulator.Record{ForgetChildren: true}})
			if err != nil || x.Status != simulator.Succeeded {
				t.Fatal(x, err)
			}
		})
	}
	const more, most = 5_000, 0.5
	if perChild := (allocations(1_000+more) - allocations(1_000)) / more; perChild > most {
		t.Errorf("each child makes %.2f allocations, want at most %.2f", perChild, most)
	}
}
