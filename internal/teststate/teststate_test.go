package teststate_test

import (
	"errors"
	"testing"

	"github.com/aslcheck/aslcheck/internal/teststate"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/value"
)

// nested is a machine with a state in a Map in a Parallel.
const nested = `{"StartAt": "Both", "States": {"Both": {"Type": "Parallel", "End": true, "Branches": [{"StartAt": "Each", "States": {
  "Each": {"Type": "Map", "End": true, "ItemProcessor": {"StartAt": "Ship", "States": {
    "Ship": {"Type": "Pass", "Parameters": {"id.$": "$.order"}, "Next": "Note"}, "Note": {"Type": "Succeed"}}}}}}]}}}`

const send = `{"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {"QueueUrl": "q", "MessageBody.$": "$.text"},
  "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 3, "BackoffRate": 2, "MaxAttempts": 2}],
  "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.failed", "Next": "Fallback"}], "End": true}`

const each = `{"Type": "Map", "ItemsPath": "$.all", "MaxConcurrency": 2, "ItemProcessor": {"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}},
  "ItemSelector": {"n.$": "$$.Map.Item.Value"}, "End": true}`

const readCSV = `{"Type": "Map", "ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "Parameters": {"Bucket": "b", "Key": "k"},
  "ReaderConfig": {"InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW"}}, "ItemBatcher": {"MaxItemsPerBatch": 2}, "ToleratedFailurePercentage": 50,
  "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}, "End": true}`

func pointer(s string) *string { return &s }

func result(text string) *teststate.Mock { return &teststate.Mock{Result: &text} }

func failure(name string) *teststate.Mock {
	return &teststate.Mock{ErrorOutput: &simulator.Failure{Error: name, Cause: "c"}}
}

// requests are requests by what they are about, with the answer.
var requests = map[string]struct {
	request teststate.Request
	want    string
}{
	"a state inside others": {
		teststate.Request{Definition: nested, StateName: pointer("Ship"), Input: `{"order": 7}`},
		`{"nextState": "Note", "output": "{\"id\":7}", "status": "SUCCEEDED"}`,
	},
	"a first retry": {
		teststate.Request{Definition: send, Input: `{"text": "x"}`, Mock: failure("Busy"), Level: teststate.Debug},
		`{"cause": "c", "error": "Busy", "status": "RETRIABLE", "inspectionData": {"input": "{\"text\": \"x\"}", "afterInputPath": "{\"text\": \"x\"}",
		  "afterParameters": "{\"QueueUrl\":\"q\",\"MessageBody\":\"x\"}", "errorDetails": {"retryBackoffIntervalSeconds": 3, "retryIndex": 0}}}`,
	},
	"a second retry": {
		teststate.Request{
			Definition: send, Input: `{"text": "x"}`, Mock: failure("Busy"), Level: teststate.Debug,
			Configuration: teststate.Configuration{RetrierRetryCount: 1},
		},
		`{"cause": "c", "error": "Busy", "status": "RETRIABLE", "inspectionData": {"input": "{\"text\": \"x\"}", "afterInputPath": "{\"text\": \"x\"}",
		  "afterParameters": "{\"QueueUrl\":\"q\",\"MessageBody\":\"x\"}", "errorDetails": {"retryBackoffIntervalSeconds": 6, "retryIndex": 0}}}`,
	},
	"no retry left": {
		teststate.Request{Definition: send, Input: `{"text": "x"}`, Mock: failure("Busy"), Configuration: teststate.Configuration{RetrierRetryCount: 2}},
		`{"cause": "c", "error": "Busy", "nextState": "Fallback", "output": "{\"text\":\"x\",\"failed\":{\"Error\":\"Busy\",\"Cause\":\"c\"}}", "status": "CAUGHT_ERROR"}`,
	},
	"a Wait": {
		teststate.Request{Definition: `{"Type": "Wait", "Seconds": 5, "Next": "X"}`, Level: teststate.Trace},
		`{"inspectionData": {"afterInputPath": "{}", "input": "{}"}, "nextState": "X", "output": "{}", "status": "SUCCEEDED"}`,
	},
	// "The TestState API can run for up to five minutes. If the execution of a state exceeds this duration, it fails with the
	// States.Timeout error."
	"a Wait of six minutes": {
		teststate.Request{Definition: `{"Type": "Wait", "Seconds": 360, "Next": "X"}`},
		`{"error": "States.Timeout", "status": "FAILED"}`,
	},
	"variables": {
		teststate.Request{
			Definition: `{"Type": "Pass", "QueryLanguage": "JSONata", "Assign": {"b": "{% $a + 1 %}"}, "End": true}`,
			Variables:  `{"a": 1}`, Level: teststate.Debug,
		},
		`{"inspectionData": {"input": "{}", "variables": "{\"a\":1,\"b\":2}"}, "output": "{}", "status": "SUCCEEDED"}`,
	},
	"a Map with an ItemSelector": {
		teststate.Request{Definition: each, Input: `{"all": [1, 2]}`, Mock: result(`[5, 6]`), Level: teststate.Debug},
		`{"inspectionData": {"afterInputPath": "{\"all\": [1, 2]}", "afterItemSelector": "[{\"n\":1}, {\"n\":2}]", "afterItemsPath": "[1, 2]",
		  "afterResultPath": "[5, 6]", "afterResultSelector": "[5, 6]", "input": "{\"all\": [1, 2]}", "maxConcurrency": 2}, "output": "[5, 6]", "status": "SUCCEEDED"}`,
	},
	"a Map that reads CSV": {
		teststate.Request{
			Definition: readCSV, Mock: result(`[5, 6]`), Level: teststate.Debug,
			Configuration: teststate.Configuration{MapItemReaderData: pointer("a\n1\n2\n3\n"), MapIterationFailureCount: 1},
		},
		`{"inspectionData": {"afterInputPath": "{}", "afterItemBatcher": "[{\"Items\":[{\"a\":\"1\"},{\"a\":\"2\"}]}, {\"Items\":[{\"a\":\"3\"}]}]",
		  "afterResultPath": "[5, 6]", "afterResultSelector": "[5, 6]", "input": "{}", "maxConcurrency": 0, "toleratedFailurePercentage": 50.0},
		  "output": "[5, 6]", "status": "SUCCEEDED"}`,
	},
	"too many items of a Map that reads CSV": {
		teststate.Request{
			Definition: readCSV, Mock: result(`[5, 6]`),
			Configuration: teststate.Configuration{MapItemReaderData: pointer("a\n1\n2\n3\n"), MapIterationFailureCount: 2},
		},
		`{"cause": "The specified tolerated failure threshold was exceeded", "error": "States.ExceedToleratedFailureThreshold", "status": "FAILED"}`,
	},
	"a task token": {
		teststate.Request{
			Definition: `{"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "End": true,
			  "Parameters": {"QueueUrl": "q", "MessageBody.$": "$$.Task.Token"}, "ResultSelector": {"token.$": "$$.Task.Token"}}`,
			Context: pointer(`{"Task": {"Token": "abc"}}`), Mock: result(`{}`),
		},
		`{"output": "{\"token\":\"abc\"}", "status": "SUCCEEDED"}`,
	},
}

// TestRun has neighbors of the recorded answers, which internal/conformance compares: other kinds of state and other ends. What each
// stage shows is documented.
// https://docs.aws.amazon.com/step-functions/latest/apireference/API_InspectionData.html
func TestRun(t *testing.T) {
	for name, c := range requests {
		got, err := teststate.Run(t.Context(), c.request, simulator.Config{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if want := value.MustParse(c.want); !value.Equal(got.Value(), want) {
			t.Errorf("%s:\n got %s\nwant %s", name, got.Value().JSON(), want.JSON())
		}
	}
}

// TestRejected has requests that the service rejects, by their codes.
// https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html
func TestRejected(t *testing.T) {
	const task = `{"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {"QueueUrl": "q", "MessageBody": "x"}, "End": true}`
	for name, c := range map[string]struct {
		request teststate.Request
		code    string
	}{
		"a definition that is not JSON": {teststate.Request{Definition: `nope`}, "InvalidDefinition"},
		"a state without a type":        {teststate.Request{Definition: `{"End": true}`}, "InvalidDefinition"},
		"a machine without a state":     {teststate.Request{Definition: nested}, "InvalidDefinition"},
		"input that is not JSON":        {teststate.Request{Definition: `{"Type": "Succeed"}`, Input: `{`}, "InvalidExecutionInput"},
		"variables that are an array":   {teststate.Request{Definition: `{"Type": "Succeed"}`, Variables: `[]`}, "ValidationException"},
		"a mock of a Wait":              {teststate.Request{Definition: `{"Type": "Wait", "Seconds": 1, "End": true}`, Mock: result(`1`)}, "ValidationException"},
		"a context that is an array":    {teststate.Request{Definition: task, Mock: result(`{}`), Context: pointer(`[]`)}, "ValidationException"},
		"a nested member of a context":  {teststate.Request{Definition: task, Mock: result(`{}`), Context: pointer(`{"State": {"X": 1}}`)}, "ValidationException"},
		"a retry count that is text":    {teststate.Request{Definition: task, Mock: result(`{}`), Context: pointer(`{"State": {"RetryCount": "1"}}`)}, "ValidationException"},
		"a mock that is not JSON":       {teststate.Request{Definition: task, Mock: result(`{`)}, "ValidationException"},
		"an error of another state": {
			teststate.Request{Definition: each, Mock: failure("E"), Configuration: teststate.Configuration{ErrorCausedByState: "B"}}, "ValidationException",
		},
		"a result without a member that the API requires": {
			teststate.Request{Definition: `{"Type": "Task", "Resource": "arn:aws:states:::states:startExecution", "End": true}`, Mock: result(`{}`)}, "ValidationException",
		},
		"an unknown mode": {
			teststate.Request{Definition: task, Mock: &teststate.Mock{Result: pointer(`{}`), FieldValidationMode: "strict"}}, "ValidationException",
		},
		"the result of a Map as object": {teststate.Request{Definition: each, Mock: result(`{}`)}, "ValidationException"},
	} {
		_, err := teststate.Run(t.Context(), c.request, simulator.Config{})
		var rejected *teststate.APIError
		if !errors.As(err, &rejected) || rejected.Code != c.code {
			t.Errorf("%s: got %v, want %s", name, err, c.code)
		}
	}
}
