package awsapi

import (
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/value"
)

// mockedResults are results with what TestState says about them, modes "strict" and "present". The texts are recorded on AWS, except those
// for booleans, objects and maxima, which follow their pattern.
// https://docs.aws.amazon.com/step-functions/latest/apireference/API_MockInput.html
var mockedResults = []struct{ name, resource, result, strict, present string }{
	{"nothing is required", "events:putEvents", `{}`, "", ""},
	{"a required member is missing", "states:startExecution", `{}`, "Required field 'ExecutionArn' is missing", ""},
	{"names are case-sensitive", "states:startExecution", `{"executionArn": "a", "startDate": "b"}`, "Required field 'ExecutionArn' is missing", ""},
	{"null is absent", "states:startExecution", `{"ExecutionArn": null, "StartDate": "b"}`, "Required field 'ExecutionArn' is missing", ""},
	{"members of an item are required", "aws-sdk:sfn:listExecutions", `{"Executions": [{"Name": "a"}]}`, "Required field 'ExecutionArn' is missing", ""},
	{"a member that the API lacks", "events:putEvents", `{"random": "json"}`, "", ""},
	{"a time that is a number", "states:startExecution", `{"ExecutionArn": "a", "StartDate": 1}`, "Field 'StartDate' must be a string", "Field 'StartDate' must be a string"},
	{"bytes that are a number", "aws-sdk:kms:encrypt", `{"CiphertextBlob": 1}`, "Field 'CiphertextBlob' must be a string", "Field 'CiphertextBlob' must be a string"},
	{"an integer that is text", "lambda:invoke", `{"StatusCode": "200"}`, "Field 'StatusCode' must be a number", "Field 'StatusCode' must be a number"},
	{"a payload is anything", "lambda:invoke", `{"StatusCode": 200, "Payload": [1]}`, "", ""},
	{"metadata isn't in the API", "lambda:invoke", `{"SdkHttpMetadata": 1}`, "", ""},
	{"a boolean that is text", "aws-sdk:kms:describeKey", `{"KeyMetadata": {"KeyId": "a", "Enabled": "true"}}`, "Field 'Enabled' must be a boolean", "Field 'Enabled' must be a boolean"},
	{"an object that is text", "aws-sdk:kms:describeKey", `{"KeyMetadata": "a"}`, "Field 'KeyMetadata' must be an object", "Field 'KeyMetadata' must be an object"},
	{"a list that is text", "events:putEvents", `{"Entries": "a"}`, "Field 'Entries' must be an array", "Field 'Entries' must be an array"},
	{"a second item", "events:putEvents", `{"Entries": [{"EventId": "a"}, {"EventId": []}]}`, "Field 'EventId' must be a string", "Field 'EventId' must be a string"},
	{"an item is named as its list", "aws-sdk:sqs:listQueues", `{"QueueUrls": ["a", 1]}`, "Field 'QueueUrls' must be a string", "Field 'QueueUrls' must be a string"},
	{"a value of a map", "dynamodb:getItem", `{"Item": {"id": {"N": 1}}}`, "Field 'N' must be a string", "Field 'N' must be a string"},
	{"names of optimized integrations", "dynamodb:getItem", `{"Item": {"id": {"BOOL": 1}}}`, "Field 'BOOL' must be a boolean", "Field 'BOOL' must be a boolean"},
	{"an enum", "aws-sdk:s3:getObject", `{"StorageClass": "Papyrus"}`, "Field 'StorageClass' is not an expected value", "Field 'StorageClass' is not an expected value"},
	{"a minimum", "aws-sdk:lambda:getFunction", `{"Configuration": {"MemorySize": 127}}`, "Field 'MemorySize' is less than the minimum value", "Field 'MemorySize' is less than the minimum value"},
	{"a maximum", "aws-sdk:lambda:getFunction", `{"Configuration": {"MemorySize": 1000000}}`, "Field 'MemorySize' is greater than the maximum value", "Field 'MemorySize' is greater than the maximum value"},
	{"a job is what the service polls", "states:startExecution.sync", `{"ExecutionArn": "a", "StartDate": "b"}`, "Required field 'StateMachineArn' is missing", ""},
	{"a job gives its output as text", "states:startExecution.sync", `{"Output": {}}`, "Required field 'ExecutionArn' is missing", "Field 'Output' must be a string"},
	{"or as JSON", "states:startExecution.sync:2", `{"Output": {}}`, "Required field 'ExecutionArn' is missing", ""},
	{"the answer of the polled action, whole", "glue:startJobRun.sync", `{"JobRun": {"JobRunState": "DONE"}}`, "Field 'JobRunState' is not an expected value", "Field 'JobRunState' is not an expected value"},
	{"a callback is anything", "states:startExecution.waitForTaskToken", `"approved"`, "", ""},
	{"a call over HTTP is anything", "apigateway:invoke", `{"StatusCode": "200"}`, "", ""},
	{"an action without a result", "aws-sdk:sqs:deleteMessage", `{"a": 1}`, "", ""},
	{"null", "states:startExecution", `null`, "", ""},
}

func TestMockedResults(t *testing.T) {
	for _, c := range mockedResults {
		service, action, _ := strings.Cut(strings.TrimPrefix(c.resource, "aws-sdk:"), ":")
		action, pattern, _ := strings.Cut(action, ".")
		shape := ModelOutput(strings.HasPrefix(c.resource, "aws-sdk:"), service, action, pattern)
		for _, mode := range []struct {
			want  string
			check Check
		}{{c.strict, Check{Strict: true}}, {c.present, Check{}}} {
			got := ""
			for v := range mode.check.Violations(shape, value.MustParse(c.result)) {
				got = strings.TrimPrefix(v.Text, "Mock result schema validation error: ")
				break
			}
			if got != mode.want {
				t.Errorf("%s, strict %t: got %q, want %q", c.name, mode.check.Strict, got, mode.want)
			}
		}
	}
}

// TestViolationPaths checks the order and the locations of several violations, which no recording has.
func TestViolationPaths(t *testing.T) {
	result := value.MustParse(`{"NextToken": 1, "Executions": [{"Name": "a", "StartDate": 2, "Status": "DONE", "StateMachineArn": "s"}]}`)
	var got []string
	for v := range (Check{Strict: true, NumericTimes: true}).Violations(ModelOutput(true, "sfn", "listExecutions", ""), result) {
		_, text, _ := strings.Cut(v.Text, ": ")
		got = append(got, strings.Join(v.Path, "/")+": "+text)
	}
	want := []string{
		"NextToken: Field 'NextToken' must be a string", "Executions/0: Required field 'ExecutionArn' is missing",
		"Executions/0/Status: Field 'Status' is not an expected value",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestResultThatIsText(t *testing.T) {
	for v := range (Check{}).Violations(ModelOutput(true, "sfn", "listExecutions", ""), value.String("x")) {
		if v.Text != "Mocked result must be a JSON object." || len(v.Path) > 0 {
			t.Errorf("got %+v", v)
		}
		return
	}
	t.Error("a text is accepted")
}
