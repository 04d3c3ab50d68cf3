package simulator_test

import (
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// A detailsTest is the details of an event, its summary, and what a history has of it.
type detailsTest struct {
	kind            simulator.EventType
	details         simulator.Details
	summary, member string
	history         string
}

func detailsTests() []detailsTest {
	v, boom := value.MustParse(`{"a":1}`), simulator.Failure{Error: "Boom", Cause: "why"}
	const payload = `"{\"a\":1}"`
	const failure = `{"error":"Boom","cause":"why"}`
	const service = `"resourceType":"sqs","resource":"sendMessage"`
	return []detailsTest{
		{simulator.ExecutionStartedEvent, &simulator.ExecutionStarted{Input: v, RoleARN: "r"}, `{"a":1}`, "executionStarted", `{"input":` + payload + `,"inputDetails":{"truncated":false},"roleArn":"r"}`},
		{simulator.ExecutionSucceededEvent, &simulator.ExecutionSucceeded{Output: v}, `{"a":1}`, "executionSucceeded", `{"output":` + payload + `,"outputDetails":{"truncated":false}}`},
		{simulator.ExecutionFailedEvent, &simulator.ExecutionFailed{Failure: boom}, "Boom: why", "executionFailed", failure},
		{simulator.ExecutionTimedOutEvent, &simulator.ExecutionTimedOut{Failure: boom}, "Boom: why", "executionTimedOut", failure},
		{simulator.ExecutionAbortedEvent, &simulator.ExecutionAborted{Failure: boom}, "Boom: why", "executionAborted", failure},
		{simulator.ExecutionAbortedEvent, &simulator.ExecutionAborted{}, "no error name", "executionAborted", `{}`},
		{"TaskStateEntered", &simulator.StateEntered{Name: "T", Input: v}, `T {"a":1}`, "stateEntered", `{"name":"T","input":` + payload + `,"inputDetails":{"truncated":false}}`},
		{
			"TaskStateExited", &simulator.StateExited{Name: "T", Output: v, Assigned: []value.Member{{Key: "x", Value: v}}}, `T {"a":1}`, "stateExited",
			`{"name":"T","output":` + payload + `,"outputDetails":{"truncated":false},"assignedVariables":{"x":` + payload + `},"assignedVariablesDetails":{"truncated":false}}`,
		},
		{
			simulator.TaskScheduledEvent, &simulator.TaskScheduled{Resource: "sendMessage", ResourceType: "sqs", Region: "eu", Parameters: v, TimeoutInSeconds: 5, HeartbeatSeconds: 2, RoleARN: "r"}, `T {"a":1}`,
			"taskScheduled", `{` + service + `,"region":"eu","parameters":` + payload + `,"timeoutInSeconds":5,"heartbeatInSeconds":2,"taskCredentials":{"roleArn":"r"}}`,
		},
		{simulator.TaskStartedEvent, &simulator.TaskStarted{Resource: "sendMessage", ResourceType: "sqs"}, "T", "taskStarted", `{` + service + `}`},
		{simulator.TaskSubmittedEvent, &simulator.TaskSubmitted{Resource: "sendMessage", ResourceType: "sqs", Output: v}, `T {"a":1}`, "taskSubmitted", `{` + service + `,"output":` + payload + `,"outputDetails":{"truncated":false}}`},
		{simulator.TaskSucceededEvent, &simulator.TaskSucceeded{Resource: "sendMessage", ResourceType: "sqs", Output: v}, `T {"a":1}`, "taskSucceeded", `{` + service + `,"output":` + payload + `,"outputDetails":{"truncated":false}}`},
		{simulator.TaskFailedEvent, &simulator.TaskFailed{Resource: "sendMessage", ResourceType: "sqs", Failure: boom}, "T Boom: why", "taskFailed", `{` + service + `,"error":"Boom","cause":"why"}`},
		{simulator.TaskTimedOutEvent, &simulator.TaskTimedOut{Resource: "sendMessage", ResourceType: "sqs", Failure: simulator.Failure{Error: "States.Timeout"}}, "T States.Timeout", "taskTimedOut", `{` + service + `,"error":"States.Timeout"}`},
		{
			simulator.LambdaFunctionScheduledEvent, &simulator.LambdaFunctionScheduled{Resource: "arn", Input: v, TimeoutInSeconds: 5, RoleARN: "r"}, `T {"a":1}`, "lambdaFunctionScheduled",
			`{"resource":"arn","input":` + payload + `,"inputDetails":{"truncated":false},"timeoutInSeconds":5,"taskCredentials":{"roleArn":"r"}}`,
		},
		{simulator.LambdaFunctionSucceededEvent, &simulator.LambdaFunctionSucceeded{Output: v}, `T {"a":1}`, "lambdaFunctionSucceeded", `{"output":` + payload + `,"outputDetails":{"truncated":false}}`},
		{simulator.LambdaFunctionFailedEvent, &simulator.LambdaFunctionFailed{Failure: boom}, "T Boom: why", "lambdaFunctionFailed", failure},
		{simulator.LambdaFunctionTimedOutEvent, &simulator.LambdaFunctionTimedOut{Failure: boom}, "T Boom: why", "lambdaFunctionTimedOut", failure},
		{
			simulator.ActivityScheduledEvent, &simulator.ActivityScheduled{Resource: "arn", Input: v, TimeoutInSeconds: 5, HeartbeatSeconds: 2}, `T {"a":1}`, "activityScheduled",
			`{"resource":"arn","input":` + payload + `,"inputDetails":{"truncated":false},"timeoutInSeconds":5,"heartbeatInSeconds":2}`,
		},
		{simulator.ActivityStartedEvent, &simulator.ActivityStarted{WorkerName: "w"}, "T", "activityStarted", `{"workerName":"w"}`},
		{simulator.ActivitySucceededEvent, &simulator.ActivitySucceeded{Output: v}, `T {"a":1}`, "activitySucceeded", `{"output":` + payload + `,"outputDetails":{"truncated":false}}`},
		{simulator.ActivityFailedEvent, &simulator.ActivityFailed{Failure: boom}, "T Boom: why", "activityFailed", failure},
		{simulator.ActivityTimedOutEvent, &simulator.ActivityTimedOut{Failure: boom}, "T Boom: why", "activityTimedOut", failure},
		{simulator.MapStateStartedEvent, &simulator.MapStateStarted{Length: 2}, "T, 2 items", "mapStateStarted", `{"length":2}`},
		{simulator.MapIterationFailedEvent, &simulator.MapIteration{Name: "M", Index: 0}, "M [0]", "mapIterationFailed", `{"name":"M","index":0}`},
		{simulator.MapIterationAbortedEvent, &simulator.MapIteration{Name: "M", Index: 3}, "M [3]", "mapIterationAborted", `{"name":"M","index":3}`},
		{simulator.MapRunStartedEvent, &simulator.MapRunStarted{MapRunARN: "arn"}, "arn", "mapRunStarted", `{"mapRunArn":"arn"}`},
		{simulator.MapRunFailedEvent, &simulator.MapRunFailed{Failure: boom}, "Boom: why", "mapRunFailed", failure},
		{simulator.EvaluationFailedEvent, &simulator.EvaluationFailed{Failure: boom, State: "T", Location: "Output"}, "T Boom: why", "evaluationFailed", `{"error":"Boom","cause":"why","location":"Output","state":"T"}`},
		{simulator.MapRunSucceededEvent, nil, "T", "", ""},
	}
}

// TestDetails holds what events say in a few words, and what the service shows of them: the members of HistoryEvent.
// https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html
func TestDetails(t *testing.T) {
	def, _ := asl.Parse(source.NewFile("x.asl.yaml", "StartAt: T\nStates: {T: {Type: Succeed}}"))
	st := def.Machine.State("T")
	for _, c := range detailsTests() {
		ev := simulator.Event{ID: 3, PreviousID: 2, Type: c.kind, Time: simulator.DefaultStart, State: st, Details: c.details}
		if got := ev.Summary(100); got != c.summary {
			t.Errorf("%s: got the summary %q", c.kind, got)
		}
		want := `{"timestamp":"2026-01-01T00:00:00.000000+00:00","type":"` + string(c.kind) + `","id":3,"previousEventId":2`
		if c.member != "" {
			want += `,"` + c.member + `EventDetails":` + c.history
		}
		if got := ev.History().JSON(); got != want+"}" {
			t.Errorf("%s: got\n%s\nwant\n%s", c.kind, got, want)
		}
		fails := strings.Contains(c.summary, "Boom") || strings.Contains(c.summary, "Timeout")
		if f := ev.Failure(); (f != nil) != (fails && c.kind != simulator.ExecutionAbortedEvent && c.kind != simulator.MapRunFailedEvent) {
			t.Errorf("%s: the failure is %v", c.kind, f)
		}
	}
	if got := (&simulator.Event{Type: simulator.TaskStartedEvent, Details: &simulator.TaskStarted{}}).Summary(100); got != "" {
		t.Errorf("without a state: %q", got)
	}
}

// TestSummaryLength cuts payloads and causes to a number of characters, whatever they are made of.
func TestSummaryLength(t *testing.T) {
	long := strings.Repeat("é", 10)
	for _, c := range []struct {
		details simulator.Details
		most    int
		want    string
	}{
		{&simulator.ExecutionSucceeded{Output: value.String(long)}, 0, `"` + long + `"`},
		{&simulator.ExecutionSucceeded{Output: value.String(long)}, 12, `"` + long + `"`},
		{&simulator.ExecutionSucceeded{Output: value.String(long)}, 4, `"ééé…`},
		{&simulator.ExecutionSucceeded{Output: value.MustParse(`[ 1, 2, [ 3 ] ]`)}, 6, `[ 1, 2…`},
		{&simulator.ExecutionSucceeded{Output: value.MustParse(`[ 1, 2, [ 3 ] ]`).Compact()}, 6, `[1,2,[…`},
		{&simulator.ExecutionFailed{Failure: simulator.Failure{Error: "E", Cause: "a\xffbc"}}, 2, "E: a\uFFFD…"},
		{&simulator.ExecutionFailed{Failure: simulator.Failure{Error: "E", Cause: long}}, -1, "E: " + long},
	} {
		ev := simulator.Event{Details: c.details}
		if got := ev.Summary(c.most); got != c.want {
			t.Errorf("of %d characters: %q, want %q", c.most, got, c.want)
		}
	}
}
