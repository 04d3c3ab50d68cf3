package suite

import (
	"strings"
	"testing"
)

// TestLongestStates separates waits before retries from the time of states. All times follow from the definition and its mocks.
func TestLongestStates(t *testing.T) {
	for _, c := range []struct{ name, definition, mocks, want string }{
		{
			"a loop with retries",
			`{"StartAt": "Get", "States": {
  "Get": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "f"}, "OutputPath": "$.Payload", "Next": "Ready?",
    "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 10, "BackoffRate": 2}]},
  "Ready?": {"Type": "Choice", "Choices": [{"Variable": "$.ready", "BooleanEquals": true, "Next": "Done"}], "Default": "Wait"},
  "Wait": {"Type": "Wait", "Seconds": 60, "Next": "Get"},
  "Done": {"Type": "Succeed"}}}`,
			`{Get: [{throw: {error: Busy}}, {throw: {error: Busy}, after: 1s}, {return: {Payload: {ready: false}}, after: 2s}, {return: {Payload: {ready: false}}}, {return: {Payload: {ready: true}}}]}`,
			`the states that take longest:
       2m  Wait (2 visits)
      30s  Get: the waits before 2 retries
       3s  Get (3 visits)`,
		},
		{
			"branches that overlap",
			`{"StartAt": "Both", "States": {"Both": {"Type": "Parallel", "End": true, "Branches": [
    {"StartAt": "Short", "States": {"Short": {"Type": "Wait", "Seconds": 5, "End": true}}},
    {"StartAt": "Long", "States": {"Long": {"Type": "Wait", "Seconds": 60, "Next": "More"}, "More": {"Type": "Wait", "Seconds": 30, "End": true}}}]}}}`,
			`{}`, `the states that take longest:
    1m30s  Both
       1m  Both/Long
      30s  Both/More
       5s  Both/Short`,
		},
		{
			"iterations that overlap",
			`{"StartAt": "Each", "States": {"Each": {"Type": "Map", "ItemsPath": "$.items", "End": true, "ItemProcessor": {
    "StartAt": "Pause", "States": {"Pause": {"Type": "Wait", "SecondsPath": "$", "End": true}}}}}}`,
			`{}`, `the states that take longest:
      40s  Each
      40s  Each/Pause (the longest of 3 visits)`,
		},
		{
			"a state that is never left",
			`{"StartAt": "Slow", "States": {"Slow": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "f"}, "TimeoutSeconds": 20, "End": true}}}`,
			`{Slow: {never: true}}`, `the states that take longest:
      20s  Slow`,
		},
		{
			"more states than are listed",
			`{"StartAt": "A", "States": {"A": {"Type": "Wait", "Seconds": 1, "Next": "B"}, "B": {"Type": "Wait", "Seconds": 2, "Next": "C"}, "C": {"Type": "Wait", "Seconds": 3, "Next": "D"},
    "D": {"Type": "Wait", "Seconds": 4, "Next": "E"}, "E": {"Type": "Wait", "Seconds": 5, "Next": "F"}, "F": {"Type": "Wait", "Seconds": 6, "Next": "G"}, "G": {"Type": "Wait", "Seconds": 7, "End": true}}}`,
			`{}`, `the states that take longest:
       7s  G
       6s  F
       5s  E
       4s  D
       3s  C
  … and 2 more`,
		},
		{"nothing", pass, `{}`, `no state takes time: a mock without "after" answers at once`},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := mustLoad(t, "-- a.asl.json --\n"+c.definition+"\n-- a.asl.test.yaml --\ncases:\n  - name: a\n    input: {items: [20, 40, 30]}\n    mocks: "+c.mocks+"\n    expect: {time: 1h}\n", "a.asl.test.yaml")
			r := runAll(t, f, Options{})[0]
			if r.Run == nil {
				t.Fatalf("%s", r.Failures)
			}
			if got := strings.Join(LongestStates(r.Run.Execution), "\n"); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
			if last := r.Failures[len(r.Failures)-1]; !strings.HasPrefix(last.Detail, c.want) {
				t.Errorf("the detail is\n%s", last.Detail)
			}
		})
	}
}
