package simulator_test

import (
	"context"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/value"
)

// TestNestedTimeout runs an execution inside a task that may take 5 seconds: the timeout doesn't come any more once
// the task has ended, and the end of the nested execution doesn't count any more once the task has timed out.
func TestNestedTimeout(t *testing.T) {
	outer := compile(t, `{"StartAt": "Start", "States": {
  "Start": {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync:2", "TimeoutSeconds": 5,
    "Parameters": {"StateMachineArn": "arn:aws:states:eu-west-1:123456789012:stateMachine:inner"},
    "Catch": [{"ErrorEquals": ["States.Timeout"], "Next": "Rest"}], "Next": "Rest"},
  "Rest": {"Type": "Wait", "Seconds": 20, "End": true}}}`)
	for name, c := range map[string]struct{ seconds, want string }{
		"in time": {"2", "+2s TaskSucceeded, +2s TaskStateExited, +2s WaitStateEntered, +22s WaitStateExited, +22s ExecutionSucceeded"},
		"late":    {"10", "+5s TaskTimedOut, +5s TaskStateExited, +5s WaitStateEntered, +25s WaitStateExited, +25s ExecutionSucceeded"},
	} {
		t.Run(name, func(t *testing.T) {
			inner := compile(t, `{"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": `+c.seconds+`, "End": true}}}`)
			start := simulator.TaskFunc(func(context.Context, simulator.Call) (simulator.Reply, error) {
				return simulator.Reply{Run: inner}, nil
			})
			x, err := outer.Run(t.Context(), value.Object(), simulator.Config{Tasks: start})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for i := range x.Events {
				if ev := &x.Events[i]; ev.Time.After(x.Start) {
					got = append(got, "+"+ev.Time.Sub(x.Start).String()+" "+string(ev.Type))
				}
			}
			if text := strings.Join(got, ", "); text != c.want {
				t.Errorf("got %s", text)
			}
		})
	}
}
