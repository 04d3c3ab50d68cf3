package mockconfig_test

import (
	"context"
	"fmt"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/mocks/mockconfig"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

func ExampleParse() {
	config, _ := mockconfig.Parse(source.NewFile("MockConfigFile.json", `{
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
