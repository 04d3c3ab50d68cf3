package mocks

import (
	"slices"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/source"
)

// checkedResults are answers with what is reported about them: the mode, the severity, the text that is underlined, the message. What the
// results of jobs look like was recorded; modes are those of TestState.
// https://docs.aws.amazon.com/step-functions/latest/apireference/API_MockInput.html
var checkedResults = []struct {
	name, resource, mocks string
	mode                  Validation
	want                  []string
}{
	{"a type", "lambda:invoke", `A: {return: {StatusCode: ok}}`, ValidatePresent, []string{"error `ok` Field 'StatusCode' must be a number"}},
	{"a type, as a warning", "lambda:invoke", `A: {return: {StatusCode: ok}}`, "", []string{"warning `ok` Field 'StatusCode' must be a number"}},
	{"unchecked", "lambda:invoke", `A: {return: {StatusCode: ok}}`, ValidateNone, nil},
	{"a required member", "states:startExecution", `A: {return: {}}`, ValidateStrict, []string{
		"error `{}` Required field 'ExecutionArn' is missing", "error `{}` Required field 'StartDate' is missing",
	}},
	{"a member that only strict requires", "states:startExecution", `A: {return: {}}`, ValidatePresent, nil},
	{"a nested member", "aws-sdk:glue:getJobRun", `A: [{return: {}}, {return: {JobRun: {Attempt: [1]}}}]`, ValidatePresent, []string{"error `[1]` Field 'Attempt' must be a number"}},
	{"an item", "events:putEvents", `A: {return: {Entries: [{EventId: x}, {EventId: 7}]}}`, ValidatePresent, []string{"error `7` Field 'EventId' must be a string"}},
	{"a misspelled member", "aws-sdk:glue:getJobRun", `A: {return: {JobRn: {}, JobRun: {JobNam: x}}}`, ValidatePresent, []string{
		"error `JobRn` the result of getJobRun has no member \"JobRn\" (did you mean \"JobRun\"?)",
		"error `JobNam` the result of getJobRun has no member \"JobNam\" (did you mean \"JobName\"?)",
	}},
	{"a newer member", "aws-sdk:glue:getJobRun", `A: {return: {NewerThanTheCatalog: 1}}`, ValidateStrict, nil},
	{"text instead of an object", "aws-sdk:glue:getJobRun", `A: {return: x}`, ValidatePresent, []string{"error `x` Mocked result must be a JSON object."}},
	{"nothing instead of an object", "aws-sdk:glue:getJobRun", `A: {return: null}`, ValidatePresent, []string{"error `null` Mocked result must be a JSON object."}},
	{"nothing of an action without a result", "aws-sdk:sqs:deleteMessage", `A: {return: null}`, ValidateStrict, nil},
	{"the time of a job is a number", "states:startExecution.sync", `A: {return: {StartDate: 1764103483000}}`, ValidatePresent, nil},
	{"the time of a call is text", "states:startExecution", `A: {return: {StartDate: 1764103483000}}`, ValidatePresent, []string{"error `1764103483000` Field 'StartDate' must be a string"}},
	{"a job without the object around it", "glue:startJobRun.sync", `A: {return: {JobRunState: 7}}`, ValidatePresent, []string{"error `7` Field 'JobRunState' must be a string"}},
	{"a callback", "sqs:sendMessage.waitForTaskToken", `A: [{return: 1}, {token: {success: 2}}]`, ValidateStrict, nil},
	{"an error", "lambda:invoke", `A: [{throw: x}, {never: true}]`, ValidateStrict, nil},
	{"an unknown service", "aws-sdk:nosuch:call", `A: {return: 1}`, ValidateStrict, nil},
}

func TestCheckResults(t *testing.T) {
	for _, c := range checkedResults {
		set, found := Parse(parseYAML(t, c.mocks))
		if len(found) > 0 {
			t.Fatalf("%s: %s", c.name, found)
		}
		var got []string
		for _, d := range set.Mocks()[0].CheckResults(newCall("A", "arn:aws:states:::"+c.resource, `{}`).State, c.mode) {
			got = append(got, d.Severity.String()+" `"+d.Span.Text()+"` "+strings.TrimPrefix(d.Message, "Mock result schema validation error: "))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\n got %q\nwant %q", c.name, got, c.want)
		}
	}
}

func TestParseValidation(t *testing.T) {
	for text, want := range map[string]string{"strict": "", "present": "", "none": "", "stict": `"validate" must be strict, present or none (did you mean "strict"?)`, "true": `"validate" must be strict, present or none`} {
		mode, found := ParseValidation(parseYAML(t, text))
		if want == "" && (len(found) > 0 || string(mode) != text) || want != "" && (len(found) != 1 || found[0].Message != want) {
			t.Errorf("%s: got %q, %v", text, mode, found)
		}
	}
	if mode, found := ParseValidation((*source.Node)(nil)); mode != "" || found != nil {
		t.Errorf("without the key: got %q, %v", mode, found)
	}
}
