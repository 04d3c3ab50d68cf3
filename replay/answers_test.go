package replay_test

import (
	"strings"
	"testing"
	"time"

	"github.com/aslcheck/aslcheck/replay"
)

// activity returns a definition with one activity that has more fields.
func activity(fields string) string {
	return `{"StartAt": "Work", "States": {"Work": {"Type": "Task", "Resource": "arn:aws:states:us-east-1:123456789012:activity:work"` +
		fields + `, "End": true}}}`
}

// worked returns a history in which that activity was scheduled with details, and what happened then.
func worked(tb testing.TB, details, end string) *replay.History {
	tb.Helper()
	return written(tb, `
0 `+startedWith+`
0 TaskStateEntered "stateEnteredEventDetails": {"name": "Work", "input": "{\"ids\":[1,2]}"}
0 ActivityScheduled "activityScheduledEventDetails": {"resource": "arn:aws:states:us-east-1:123456789012:activity:work", "input": "{\"ids\":[1,2]}"`+details+`}
0 ActivityStarted "activityStartedEventDetails": {"workerName": "w"}
`+end)
}

// answeredAt returns the events of an answer.
func answeredAt(seconds string) string {
	return seconds + ` ActivitySucceeded "activitySucceededEventDetails": {"output": "7"}
` + seconds + ` TaskStateExited "stateExitedEventDetails": {"name": "Work", "output": "7"}
` + seconds + ` ExecutionSucceeded "executionSucceededEventDetails": {"output": "7"}`
}

// TestAnswersComeAsRecorded replays calls whose recorded times are close to their limits: an answer that was recorded came
// in time, however late its timestamp is, unless the definition has a shorter limit now.
func TestAnswersComeAsRecorded(t *testing.T) {
	const timedOut = `25.004 ActivityTimedOut "activityTimedOutEventDetails": {"error": "States.Timeout"}
25.004 ExecutionFailed "executionFailedEventDetails": {"error": "States.Timeout"}`
	tests := map[string]struct {
		fields, details, end string
		want                 replay.Verdict
	}{
		"exactly at the timeout":             {`, "TimeoutSeconds": 25`, `, "timeoutInSeconds": 25`, answeredAt("25"), replay.SamePath},
		"just after the timeout":             {`, "TimeoutSeconds": 25`, `, "timeoutInSeconds": 25`, answeredAt("25.040"), replay.SamePath},
		"after a shorter timeout":            {`, "TimeoutSeconds": 25`, `, "timeoutInSeconds": 60`, answeredAt("25.040"), replay.Diverges},
		"after a timeout that was not there": {`, "TimeoutSeconds": 25`, ``, answeredAt("25.040"), replay.Diverges},
		"with heartbeats in between":         {`, "HeartbeatSeconds": 10`, `, "heartbeatInSeconds": 10`, answeredAt("35"), replay.SamePath},
		"with heartbeats up to the timeout": {
			`, "HeartbeatSeconds": 10, "TimeoutSeconds": 25`, `, "timeoutInSeconds": 25, "heartbeatInSeconds": 10`, answeredAt("25.040"), replay.SamePath,
		},
		"a timeout with heartbeats": {
			`, "HeartbeatSeconds": 10, "TimeoutSeconds": 25`, `, "timeoutInSeconds": 25, "heartbeatInSeconds": 10`, timedOut, replay.SamePath,
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := replayed(t, worked(t, tt.details, tt.end), activity(tt.fields))
			if r.Verdict != tt.want {
				t.Errorf("%s: %+v %+v", r.Verdict, r.Divergence, r.Differences)
			}
		})
	}
}

// TestLongCallOfFunction replays a function that answered when the service gives up, at 15 minutes.
func TestLongCallOfFunction(t *testing.T) {
	h := written(t, `
0 `+startedWith+`
0 TaskStateEntered "stateEnteredEventDetails": {"name": "F", "input": "{\"ids\":[1,2]}"}
0 LambdaFunctionScheduled "lambdaFunctionScheduledEventDetails": {"resource": "arn:aws:lambda:us-east-1:123456789012:function:f", "input": "{\"ids\":[1,2]}"}
0 LambdaFunctionStarted
900.3 LambdaFunctionSucceeded "lambdaFunctionSucceededEventDetails": {"output": "7"}
900.3 TaskStateExited "stateExitedEventDetails": {"name": "F", "output": "7"}
900.3 ExecutionSucceeded "executionSucceededEventDetails": {"output": "7"}`)
	r := replayed(t, h, `{"StartAt": "F", "States": {"F": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f", "End": true}}}`)
	if r.Verdict != replay.SamePath {
		t.Errorf("%s: %+v %+v", r.Verdict, r.Divergence, r.Differences)
	}
}

// TestHistoryEndsDuringCall replays a history without its end: nothing is known of how the execution ends.
func TestHistoryEndsDuringCall(t *testing.T) {
	for name, end := range map[string]string{"cut": "", "aborted": `9 ExecutionAborted "executionAbortedEventDetails": {}`} {
		for _, fields := range []string{"", `, "TimeoutSeconds": 25`} {
			r := replayed(t, worked(t, "", end), activity(fields))
			if r.Divergence != nil || r.EndKnown() || r.OutputKnown() {
				t.Errorf("%s, with %q: %s %+v, the end is known: %t", name, fields, r.Verdict, r.Divergence, r.EndKnown())
			}
		}
	}
}

// TestEventIDsInCauses replays a failure whose cause names an event: that it has another id now is not a difference.
func TestEventIDsInCauses(t *testing.T) {
	const cause = `An error occurred while executing the state 'P' (entered at the event id #12). Invalid path '$.none' : No results for path: $['none']`
	const definition = `{"StartAt": "P", "States": {"P": {"Type": "Pass", "InputPath": "$.none", "End": true}}}`
	for _, tt := range []struct {
		cause string
		want  replay.Verdict
	}{{cause, replay.SamePath}, {cause + "!", replay.Differs}} {
		h := written(t, `
0 `+startedWith+`
0 PassStateEntered "stateEnteredEventDetails": {"name": "P", "input": "{\"ids\":[1,2]}"}
0 ExecutionFailed "executionFailedEventDetails": {"error": "States.Runtime", "cause": "`+tt.cause+`"}`)
		if r := replayed(t, h, definition); r.Verdict != tt.want {
			t.Errorf("%s %+v %+v", r.Verdict, r.Divergence, r.Differences)
		}
	}
}

// TestRandomWaitsAreThoseRecorded replays a retry with jitter: how long it waited is taken from the history.
func TestRandomWaitsAreThoseRecorded(t *testing.T) {
	h := worked(t, "", `
1 ActivityFailed "activityFailedEventDetails": {"error": "Busy"}
18.5 ActivityScheduled "activityScheduledEventDetails": {"resource": "arn:aws:states:us-east-1:123456789012:activity:work", "input": "{\"ids\":[1,2]}"}
18.5 ActivityStarted
`+answeredAt("29.5"))
	definition := activity(`, "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 20, "JitterStrategy": "FULL"}]`)
	definition = strings.Replace(definition, "{", `{"TimeoutSeconds": 30, `, 1)
	r := replayed(t, h, definition)
	if r.Verdict != replay.SamePath || r.Execution.Duration() != 29500*time.Millisecond {
		t.Errorf("%s in %s: %+v", r.Verdict, r.Execution.Duration(), r.Divergence)
	}
}

// TestCallOfFailedContainer replays a call that was under way when another branch failed: its heartbeats came until then.
func TestCallOfFailedContainer(t *testing.T) {
	h := written(t, `
0 `+startedWith+`
0 ParallelStateEntered "stateEnteredEventDetails": {"name": "Both", "input": "{}"}
0 ParallelStateStarted
0<3 TaskStateEntered "stateEnteredEventDetails": {"name": "Work", "input": "{}"}
0<4 ActivityScheduled "activityScheduledEventDetails": {"resource": "arn:aws:states:us-east-1:123456789012:activity:work", "input": "{\"ids\":[1,2]}", "heartbeatInSeconds": 5}
0<5 ActivityStarted
0<3 WaitStateEntered "stateEnteredEventDetails": {"name": "Pause", "input": "{}"}
12<7 WaitStateExited "stateExitedEventDetails": {"name": "Pause", "output": "{}"}
12<8 FailStateEntered "stateEnteredEventDetails": {"name": "No", "input": "{}"}
12<9 TaskStateAborted
12<9 ParallelStateFailed
12<11 ExecutionFailed "executionFailedEventDetails": {"error": "No"}`)
	r := replayed(t, h, `{"StartAt": "Both", "States": {"Both": {"Type": "Parallel", "End": true, "Branches": [
  {"StartAt": "Work", "States": {"Work": {"Type": "Task", "Resource": "arn:aws:states:us-east-1:123456789012:activity:work", "HeartbeatSeconds": 5, "End": true}}},
  {"StartAt": "Pause", "States": {"Pause": {"Type": "Wait", "Seconds": 12, "Next": "No"}, "No": {"Type": "Fail", "Error": "No"}}}]}}}`)
	if r.Verdict != replay.SamePath {
		t.Errorf("%s: %+v", r.Verdict, r.Divergence)
	}
}

// TestWrittenAnswerHasHeartbeats writes the answer of a call with heartbeats as a test file: they come at the longest interval
// that is allowed, up to the answer.
func TestWrittenAnswerHasHeartbeats(t *testing.T) {
	h := worked(t, `, "heartbeatInSeconds": 10`, answeredAt("35"))
	definition := activity(`, "HeartbeatSeconds": 10`)
	got := h.TestFile(replayed(t, h, definition), compile(t, definition).Definition(), "m.asl.json", "case").JSON()
	if want := `"heartbeats":["5s","15s","25s","35s"]`; !strings.Contains(got, want) {
		t.Errorf("%s is not in %s", want, got)
	}
}

// TestIterationEndsItsStates replays a Map inside an iteration that fails when it makes its output, which has no event
// MapStateFailed: the next attempt is that of the outer Map, whose random wait is its own.
func TestIterationEndsItsStates(t *testing.T) {
	const cause = `An error occurred while executing the state 'Inner' (entered at the event id #5). It fails.`
	const failed = `EvaluationFailed "evaluationFailedEventDetails": {"state": "Inner", "location": "Output", "error": "States.QueryEvaluationError", "cause": "` + cause + `"}`
	const entered = `MapStateEntered "stateEnteredEventDetails": {"name": "Inner", "input": "1"}`
	h := written(t, `
0 `+startedWith+`
0<0 MapStateEntered "stateEnteredEventDetails": {"name": "Outer", "input": "{}"}
0 MapStateStarted "mapStateStartedEventDetails": {"length": 1}
0 MapIterationStarted "mapIterationStartedEventDetails": {"name": "Outer", "index": 0}
0 `+entered+`
0 MapStateStarted "mapStateStartedEventDetails": {"length": 0}
0 MapStateSucceeded
0 `+failed+`
2<8 MapStateStarted "mapStateStartedEventDetails": {"length": 0}
2 MapStateSucceeded
2 `+failed+`
2 MapIterationFailed "mapIterationFailedEventDetails": {"name": "Outer", "index": 0}
9<11 MapStateStarted "mapStateStartedEventDetails": {"length": 1}
9 MapIterationStarted "mapIterationStartedEventDetails": {"name": "Outer", "index": 0}
9 `+entered+`
9 MapStateStarted "mapStateStartedEventDetails": {"length": 0}
9 MapStateSucceeded
9 `+failed+`
10.5 MapStateStarted "mapStateStartedEventDetails": {"length": 0}
10.5 MapStateSucceeded
10.5 `+failed+`
10.5 MapIterationFailed "mapIterationFailedEventDetails": {"name": "Outer", "index": 0}
10.5<21 MapStateFailed
10.5 ExecutionFailed "executionFailedEventDetails": {"error": "States.QueryEvaluationError", "cause": "`+cause+`"}`)
	const retry = `"Retry": [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 8, "MaxAttempts": 1, "JitterStrategy": "FULL"}]`
	r := replayed(t, h, `{"QueryLanguage": "JSONata", "StartAt": "Outer", "States": {"Outer": {"Type": "Map", "Items": [1], `+retry+`, "End": true,
  "ItemProcessor": {"StartAt": "Inner", "States": {"Inner": {"Type": "Map", "Items": [], `+retry+`, "Output": "{% $error('no') %}", "End": true,
    "ItemProcessor": {"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}}}}}}}`)
	if r.Divergence != nil || r.Execution.Duration() != 10500*time.Millisecond {
		t.Errorf("%s in %s: %+v", r.Verdict, r.Execution.Duration(), r.Divergence)
	}
}
