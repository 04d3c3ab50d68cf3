package mocks_test

import (
	"context"
	"fmt"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/mocks"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

func ExampleParseMockConfig() {
	config, _ := mocks.ParseMockConfig(source.NewFile("MockConfigFile.json", `{
	  "StateMachines": {"Orders": {"TestCases": {"Busy": {"Ship": "BusyThenShipped"}}}},
	  "MockedResponses": {"BusyThenShipped": {
	    "0-1": {"Throw": {"Error": "Busy", "Cause": "try later"}},
	    "2": {"Return": {"MessageId": "m1"}}}}}`))
	testCase, _ := config.Find("Orders", "Busy")
	def, _ := asl.Parse(source.NewFile("orders.asl.json", `{"StartAt": "Ship", "States": {"Ship": {
	  "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {"QueueUrl": "${Queue}"},
	  "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 10}], "End": true}}}`))
	program, _ := simulator.Compile(def)
	session := testCase.Set().Session()
	x, _ := program.Run(context.Background(), value.Object(), simulator.Config{Tasks: session})
	fmt.Println(x.Status, x.Output, x.Duration(), session.Missing(x) == nil)

	_, err := config.Find("Orders", "Bussy")
	fmt.Println(err)
	// Output:
	// SUCCEEDED {"MessageId":"m1"} 30s true
	// state machine "Orders" has no test case "Bussy" in MockConfigFile.json (did you mean "Busy"?)
}

func ExampleHistory_Replay() {
	history, _ := mocks.ParseHistory(source.NewFile("run.json", `{"events": [
	  {"id": 1, "type": "ExecutionStarted", "executionStartedEventDetails": {"input": "{}"}},
	  {"id": 2, "previousEventId": 0, "type": "PassStateEntered", "stateEnteredEventDetails": {"name": "First"}},
	  {"id": 3, "previousEventId": 2, "type": "PassStateExited", "stateExitedEventDetails": {"name": "First"}},
	  {"id": 4, "previousEventId": 3, "type": "SucceedStateEntered", "stateEnteredEventDetails": {"name": "Last"}},
	  {"id": 5, "previousEventId": 4, "type": "SucceedStateExited", "stateExitedEventDetails": {"name": "Last"}},
	  {"id": 6, "previousEventId": 5, "type": "ExecutionSucceeded", "executionSucceededEventDetails": {"output": "{}"}}]}`))
	def, _ := asl.Parse(source.NewFile("machine.asl.json", `{"StartAt": "First", "States": {
	  "First": {"Type": "Pass", "Next": "New"},
	  "New": {"Type": "Pass", "Next": "Last"},
	  "Last": {"Type": "Succeed"}}}`))
	program, _ := simulator.Compile(def)
	replay, _, _ := history.Replay(context.Background(), program, mocks.ReplayConfig{})
	d := replay.Departure
	fmt.Printf("%s at event %d: %s, now %s\n%s: %s\n", replay.Verdict, d.EventID, d.Recorded, d.Now, d.Place, d.Place.Text())
	// Output:
	// departs at event 4: "Last" is entered, now "New" is entered
	// machine.asl.json:2:38: "New"
}
