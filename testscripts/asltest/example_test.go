package asltest_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/testscripts/asltest"
)

// A printer is a test for examples: it prints what a test would report.
type printer struct{ testing.TB }

func (printer) Helper()                           {}
func (printer) Context() context.Context          { return context.Background() }
func (printer) Errorf(format string, args ...any) { fmt.Printf(format+"\n", args...) }

// t is the argument of a test function.
var t = printer{}

func Example() {
	m := asltest.Parse(t, orders)
	x := m.Run(t, asltest.Case{
		Input: `{"order": 7}`,
		Mocks: asltest.Mocks{"Charge": {
			asltest.Throw("Busy", "try again").Repeat(2),
			asltest.Return(`{"charged": true}`).After(3 * time.Second),
		}},
	})
	x.Succeeded(t)
	x.Retries(t, "Charge", 10*time.Second, 20*time.Second)
	x.Takes(t, 33*time.Second)
	x.PathIs(t, "Charge", "Refund")
	// Output:
	// the execution takes a different path:
	// 	first difference at step 2: want "Refund", got "Done"
	// 	       want    got
	// 	     1 Charge  Charge
	// 	>    2 Refund  Done
	// history:
	//   … 7 earlier
	//   #8        +10s  LambdaFunctionFailed Charge Busy: try again
	//   #9        +30s  LambdaFunctionScheduled Charge {"order":7}
	//   #10       +30s  LambdaFunctionStarted Charge
	//   #11       +33s  LambdaFunctionSucceeded Charge {"charged": true}
	//   #12       +33s  TaskStateExited Charge {"charged": true}
	//   #13       +33s  SucceedStateEntered Done {"charged": true}
	//   #14       +33s  SucceedStateExited Done {"charged": true}
	//   #15       +33s  ExecutionSucceeded {"charged": true}
}

func ExampleFunc() {
	charge := func(call simulator.Call) (any, error) {
		if order(call) == "13" {
			return nil, &asltest.TaskError{Name: "Refused", Cause: "unlucky"}
		}
		return map[string]any{"charged": true}, nil
	}
	x := asltest.Parse(t, orders).Run(t, asltest.Case{
		Input: map[string]any{"order": 13},
		Mocks: asltest.Mocks{"Charge": {asltest.Func(charge)}},
	})
	fmt.Println(x.Status, x.Execution.Failure.Error)
	// Output: FAILED NotCharged
}

func ExampleNever() {
	m := asltest.Parse(t, `{"StartAt": "Ask", "States": {"Ask": {"Type": "Task", "TimeoutSeconds": 3600, "End": true,
		"Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
		"Parameters": {"QueueUrl": "q", "MessageBody.$": "$$.Task.Token"}}}}`)
	x := m.Run(t, asltest.Case{Mocks: asltest.Mocks{"Ask": {asltest.Never()}}})
	x.Failed(t, "States.Timeout")
	fmt.Println(x.Duration())
	// Output: 1h0m0s
}

func ExampleExecution_Called() {
	x := asltest.Parse(t, orders).Run(t, asltest.Case{
		Input: `{"order": 7, "note": "gift"}`,
		Mocks: asltest.Mocks{"Charge": {asltest.Return(`{}`)}},
	})
	x.Called(t, "Charge", `{"order": 8}`)
	// Output:
	// call no. 1 of "Charge" differs:
	// 	order: want 8, got 7
	// history:
	//   #2         +0s  TaskStateEntered Charge {"order":7,"note":"gift"}
	//   #3         +0s  LambdaFunctionScheduled Charge {"order":7,"note":"gift"}
	//   #4         +0s  LambdaFunctionStarted Charge
	//   #5         +0s  LambdaFunctionSucceeded Charge {}
	//   #6         +0s  TaskStateExited Charge {}
}

func ExampleExecution_HasOutput() {
	x := asltest.Parse(t, orders).Run(t, asltest.Case{
		Mocks: asltest.Mocks{"Charge": {asltest.Return(`{"id": "c-1", "charged": true}`)}},
	})
	x.HasOutput(t, `{"charged": true}`)
	x.OutputIs(t, `{"charged": true}`)
	// Output:
	// the output differs:
	// 	id: not expected: "c-1"
	// history:
	//   … 1 earlier
	//   #2         +0s  TaskStateEntered Charge {}
	//   #3         +0s  LambdaFunctionScheduled Charge {}
	//   #4         +0s  LambdaFunctionStarted Charge
	//   #5         +0s  LambdaFunctionSucceeded Charge {"id": "c-1", "charged": true}
	//   #6         +0s  TaskStateExited Charge {"id": "c-1", "charged": true}
	//   #7         +0s  SucceedStateEntered Done {"id": "c-1", "charged": true}
	//   #8         +0s  SucceedStateExited Done {"id": "c-1", "charged": true}
	//   #9         +0s  ExecutionSucceeded {"id": "c-1", "charged": true}
}

func ExampleLoad() {
	m := asltest.Load(t, "../../examples/go-test/order.asl.json")
	x := m.Run(t, asltest.Case{
		Input: `{"order": 7}`,
		Mocks: asltest.Mocks{
			"Charge": {asltest.Return(`{"Payload": {"receipt": "r-1"}}`)},
			"Ship":   {asltest.Return(`{"MessageId": "m-1"}`)},
		},
	})
	fmt.Println(x.Path(), x.Output.JSON())
	// Output: [Charge Ship] {"receipt":"r-1"}
}

func ExampleCommands() {
	params := testscript.Params{Dir: "testdata/script", Cmds: asltest.Commands()}
	_, has := params.Cmds["asl"] // in a test: testscript.Run(t, params)
	fmt.Println(has)
	// Output: true
}
