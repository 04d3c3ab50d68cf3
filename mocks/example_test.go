package mocks_test

import (
	"context"
	"fmt"
	"time"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/mocks"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

const definition = `{"StartAt": "Ship", "States": {"Ship": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage",
  "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 30}], "End": true}}}`

func ExampleNew() {
	def, _ := asl.Parse(source.NewFile("ship.asl.json", definition))
	program, _ := simulator.Compile(def)
	set := mocks.New(&mocks.Mock{Key: "Ship", Answers: []*mocks.Answer{
		mocks.Throw("Busy", "come back"),
		mocks.Return(value.MustParse(`{"MessageId":"m-1"}`)).After(2 * time.Second),
	}})
	session := set.Session()
	x, err := program.Run(context.Background(), value.Object(), simulator.Config{Tasks: session})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(x.Status, x.Output, x.Duration(), len(session.Calls()), len(session.Unused()))
	// Output: SUCCEEDED {"MessageId":"m-1"} 32s 2 0
}

func ExampleParse() {
	root, _ := source.Parse(source.NewFile("mocks.yaml", "Ship:\n  - {retrun: {}}\n"))
	_, diagnostics := mocks.Parse(root)
	for _, d := range diagnostics {
		fmt.Println(d)
	}
	// Output:
	// mocks.yaml:2:5: error: an answer needs one of "return", "throw", "token", "call" or "never: true" [invalid-mock]
	// mocks.yaml:2:6: error: unknown key "retrun" in an answer (did you mean "return"?) [invalid-mock]
}

func ExampleNoAnswerError_Paste() {
	def, _ := asl.Parse(source.NewFile("ship.asl.json", definition))
	ship, _ := def.Machine.State("Ship").(*asl.Task)
	err := &mocks.NoAnswerError{Call: simulator.Call{State: ship, Path: "Ship"}}
	fmt.Print(err, "\n", err.Paste())
	// Output:
	// state "Ship" has no mock
	// mocks:
	//   Ship:
	//     - return: {MessageId: message-id}
}

func ExampleFormatDuration() {
	fmt.Println(mocks.FormatDuration(90*time.Minute), mocks.FormatDuration(250*time.Millisecond))
	// Output: 1h30m 250ms
}
