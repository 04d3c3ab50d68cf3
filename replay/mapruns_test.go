package replay_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/aslcheck/aslcheck/replay"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
)

const (
	calls        = `because the calls of its child executions are not in the history: `
	resultUsed   = calls + "its recorded result is used"
	outputUsed   = calls + "its recorded output is used, and the fields that make the output are not evaluated"
	failureUsed  = calls + "its recorded failure is used"
	evaluateCall = `An error occurred while executing the state 'Each' (entered at the event id #2). The expression failed.`
)

// TestMapRunsEndAsRecorded replays Map Runs whose children are not in the history: what follows them is compared.
func TestMapRunsEndAsRecorded(t *testing.T) {
	tests := map[string]struct{ fields, end, note string }{
		"the result is the output": {
			`"ItemsPath": "$.ids"`, exitedWith(`["a","b"]`) + told(`["a","b"]`), resultUsed,
		},
		"the result is a member of the output": {
			`"ItemsPath": "$.ids", "ResultPath": "$.r"`, exitedWith(`{"ids":[1,2],"r":["a"]}`) + told(`{"ids":[1,2],"r":["a"]}`), resultUsed,
		},
		"the result is dropped": {
			`"ItemsPath": "$.ids", "ResultPath": null`, exitedWith(`{"ids":[1,2]}`) + told(`{"ids":[1,2]}`), resultUsed,
		},
		"the result is not in the output": {
			`"ItemsPath": "$.ids", "ResultSelector": {"n.$": "$[0].n"}`, exitedWith(`{"n":3}`) + told(`{"n":3}`), outputUsed,
		},
		"the failure is caught": {
			`"ItemsPath": "$.ids", "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "Tell"}]`, `
9 MapRunFailed "mapRunFailedEventDetails": {"error": "States.ExceedToleratedFailureThreshold", "cause": "too many"}
9 MapStateFailed
9 MapStateExited "stateExitedEventDetails": {"name": "Each", "output": "{}"}` +
				told(`{"ids":[1,2],"error":{"Error":"States.ExceedToleratedFailureThreshold","Cause":"too many"}}`), failureUsed,
		},
		"the second attempt succeeds": {
			`"ItemsPath": "$.ids", "Retry": [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 2}]`, `
5 MapRunFailed "mapRunFailedEventDetails": {"error": "States.ExceedToleratedFailureThreshold", "cause": "too many"}
7 MapStateStarted "mapStateStartedEventDetails": {"length": 2}
7 MapRunStarted "mapRunStartedEventDetails": {"mapRunArn": "arn:aws:states:us-east-1:123456789012:mapRun:m/Each:2"}` +
				exitedWith(`["a"]`) + told(`["a"]`), failureUsed,
		},
		"the objects that it reads": {
			`"ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": {"InputType": "JSON"}, "Parameters": {"Bucket": "b", "Key": "k"}}`,
			exitedWith(`["a"]`) + told(`["a"]`), resultUsed,
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			h := runOf(t, tt.end)
			if strings.Contains(tt.fields, "ItemReader") {
				unread(h)
			}
			r := replayed(t, h, distributed(tt.fields))
			if r.Verdict != replay.SamePath || !r.OutputKnown() || r.Execution.Output.JSON() != "7" {
				t.Errorf("%s: %+v %+v", r.Verdict, r.Divergence, r.Differences)
			}
			if got := r.Execution.Duration(); got != 9*time.Second {
				t.Errorf("it takes %s, took 9s", got)
			}
			if len(r.Notes) != 1 || !strings.HasSuffix(r.Notes[0].Message, tt.note) || r.Notes[0].Severity != source.Warning {
				t.Errorf("the notes are %v", r.Notes)
			}
		})
	}
}

// TestWhatFollowsMapRunIsCompared changes what comes after a Map Run.
func TestWhatFollowsMapRunIsCompared(t *testing.T) {
	definition := distributed(`"ItemsPath": "$.ids"`)
	h := runOf(t, exitedWith(`["a"]`)+told(`["a"]`))
	r := replayed(t, h, strings.Replace(definition, `"Next": "Tell"`, `"End": true`, 1))
	if d := r.Divergence; d == nil || d.EventID != 8 || d.State != "Each" || d.Now != "the execution ends (ExecutionSucceeded)" {
		t.Errorf("%s %+v", r.Verdict, d)
	}
	r = replayed(t, h, strings.Replace(definition, `"QueueUrl": "q"`, `"QueueUrl": "r"`, 1))
	if r.Verdict != replay.Differs || len(r.Differences) != 1 || r.Differences[0].Text != `QueueUrl was "q", now "r"` {
		t.Errorf("%s %+v", r.Verdict, r.Differences)
	}
}

// TestMapRunThatComputesOnlyRuns runs the children of a Map Run that call no tasks.
func TestMapRunThatComputesOnlyRuns(t *testing.T) {
	definition := strings.Replace(distributed(`"ItemsPath": "$.ids"`),
		`"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {}, "End": true`, `"Type": "Pass", "Result": "new", "End": true`, 1)
	r := replayed(t, runOf(t, exitedWith(`["a","b"]`)+told(`["a","b"]`)), definition)
	if r.Verdict != replay.Differs || r.Differences[0].Text != `MessageBody[0] was "a", now "new"` || len(r.Notes) > 0 {
		t.Errorf("%s %+v %v", r.Verdict, r.Differences, r.Notes)
	}
}

// TestMapRunsWithoutResult replays histories that do not say what a Map Run led to.
func TestMapRunsWithoutResult(t *testing.T) {
	definition := distributed(`"ItemsPath": "$.ids"`)
	tests := map[string]struct {
		end string
		cut int64
	}{
		"the history ends during the run":    {"", 0},
		"the history ends at its end":        {"9 MapRunSucceeded", 4},
		"the output of the state is missing": {"9 MapRunSucceeded\n9 MapStateSucceeded\n" + `9 MapStateExited "stateExitedEventDetails": {"name": "Each"}` + told("1"), 4},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := replayed(t, runOf(t, tt.end), definition)
			if r.Verdict != replay.Partial || r.Cut != tt.cut || r.EndKnown() || r.OutputKnown() {
				t.Errorf("%s, cut at %d: %+v", r.Verdict, r.Cut, r.Divergence)
			}
		})
	}
}

// TestMapRunWhoseStateFails replays Map Runs that succeed in states that then fail.
func TestMapRunWhoseStateFails(t *testing.T) {
	ended := "9 MapRunSucceeded\n9 MapStateSucceeded\n"
	cause := ` "cause": "` + evaluateCall + `"`
	failed := `9 ExecutionFailed "executionFailedEventDetails": {"error": "States.QueryEvaluationError",` + cause + `}`
	tests := map[string]struct{ fields, end string }{
		"an expression of the output": {
			`"QueryLanguage": "JSONata", "Items": "{% $states.input.ids %}", "Output": "{% $error('no') %}"`,
			ended + `9 EvaluationFailed "evaluationFailedEventDetails": {"state": "Each", "location": "Output", "error": "States.QueryEvaluationError",` + cause + "}\n" + failed,
		},
		"a path of the output": {
			`"ItemsPath": "$.ids", "OutputPath": "$.none"`,
			ended + `9 ExecutionFailed "executionFailedEventDetails": {"error": "States.Runtime", "cause": "none"}`,
		},
		"an expression before the children start": {
			`"QueryLanguage": "JSONata", "ItemReader": {"Resource": "arn:aws:states:::s3:listObjectsV2", "Arguments": {"Bucket": "b"}}, "ItemSelector": "{% $error('no') %}"`,
			`9 EvaluationFailed "evaluationFailedEventDetails": {"state": "Each", "location": "ItemSelector", "error": "States.QueryEvaluationError",` + cause + "}\n9 MapStateFailed\n" + failed,
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			h := runOf(t, tt.end)
			if strings.Contains(tt.fields, "ItemReader") {
				unread(h)
			}
			r := replayed(t, h, distributed(tt.fields))
			if r.Verdict != replay.SamePath || r.Execution.Status != simulator.Failed {
				t.Errorf("%s: %+v %+v", r.Verdict, r.Divergence, r.Differences)
			}
		})
	}
}

// objects is an S3 without objects.
type objects struct{}

func (objects) Object(string, string) (simulator.Object, bool) { return simulator.Object{}, false }

func (objects) List(string, string) []simulator.Object { return nil }

// TestMapRunReadsGivenObjects replays with objects: the Map Run reads them.
func TestMapRunReadsGivenObjects(t *testing.T) {
	definition := strings.Replace(distributed(`"ItemReader": {"Resource": "arn:aws:states:::s3:listObjectsV2", "Parameters": {"Bucket": "b"}}`),
		`"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {}, "End": true`, `"Type": "Pass", "End": true`, 1)
	h := runOf(t, exitedWith(`["a"]`)+told(`["a"]`))
	unread(h)
	r, _, err := h.Replay(context.Background(), compile(t, definition), replay.Config{Objects: objects{}})
	if err != nil || r.Verdict != replay.Differs || r.Differences[0].Text != `MessageBody was ["a"], now []` {
		t.Errorf("%v %+v", err, r)
	}
}
