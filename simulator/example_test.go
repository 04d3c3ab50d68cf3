package simulator_test

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// A clerk answers the calls of tasks: the first one fails.
type clerk struct{ calls int }

func (c *clerk) HandleTask(_ context.Context, call simulator.Call) (simulator.Reply, error) {
	c.calls++
	if c.calls == 1 {
		return simulator.Reply{Failure: &simulator.Failure{Error: "Busy", Cause: "try again"}}, nil
	}
	return simulator.Reply{Output: call.Arguments, Delay: 3 * time.Second}, nil
}

func ExampleProgram_Run() {
	def, _ := asl.Parse(source.NewFile("order.asl.json", `{"StartAt": "Charge", "States": {"Charge": {
	  "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:charge",
	  "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 30}], "End": true}}}`))
	program, diagnostics := simulator.Compile(def)
	if diagnostics.HasErrors() {
		fmt.Println(diagnostics)
		return
	}
	x, err := program.Run(context.Background(), value.MustParse(`{"order": 7}`), simulator.Config{Tasks: &clerk{}})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(x.Status, x.Output.JSON(), "after", x.Duration())
	// Output: SUCCEEDED {"order":7} after 33s
}

func ExampleWriteHistory() {
	def, _ := asl.Parse(source.NewFile("done.asl.json", `{"StartAt": "Done", "States": {"Done": {"Type": "Succeed"}}}`))
	program, _ := simulator.Compile(def)
	x, _ := program.Run(context.Background(), value.Object(), simulator.Config{})
	_ = simulator.WriteHistory(os.Stdout, x.Events[:1])
	// Output:
	// {
	//   "events": [
	//     {"timestamp":"2026-01-01T00:00:00.000000+00:00","type":"ExecutionStarted","id":1,"previousEventId":0,"executionStartedEventDetails":{"input":"{}","inputDetails":{"truncated":false},"roleArn":"arn:aws:iam::123456789012:role/StepFunctionsRole"}}
	//   ]
	// }
}
