package replay_test

import (
	"context"
	"fmt"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/replay"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
)

func ExampleHistory_Replay() {
	history, _ := replay.Parse(source.NewFile("run.json", `{"events": [
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
	result, _, _ := history.Replay(context.Background(), program, replay.Config{})
	d := result.Divergence
	fmt.Printf("%s at event %d: %s, now %s\n%s: %s\n", result.Verdict, d.EventID, d.Recorded, d.Now, d.Place, d.Place.Text())
	// Output:
	// diverges at event 4: "Last" is entered, now "New" is entered
	// machine.asl.json:2:38: "New"
}
