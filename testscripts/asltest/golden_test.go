package asltest_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/testscripts/asltest"
)

// goldenDefinition has what a change of it must show in a golden: a resource, credentials, a timeout, an assignment, long
// payloads and causes, and a distributed Map with children.
var goldenDefinition = `{"StartAt": "Charge", "States": {
  "Charge": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "TimeoutSeconds": 30,
    "Credentials": {"RoleArn": "arn:aws:iam::123456789012:role/charger"},
    "Parameters": {"FunctionName": "charge", "Payload": {"text": "` + strings.Repeat("long ", 60) + `end"}},
    "Assign": {"paid": 1}, "ResultPath": null, "Next": "Each"},
  "Each": {"Type": "Map", "ItemsPath": "$.items", "Next": "Stop",
    "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "Note",
      "States": {"Note": {"Type": "Pass", "Parameters": {"of": "child"}, "End": true}}}},
  "Stop": {"Type": "Fail", "Error": "Stopped", "Cause": "` + strings.Repeat("because ", 60) + `of it"}}}`

// TestGoldenShows changes one thing at a time: each must fail the golden.
func TestGoldenShows(t *testing.T) {
	run := func(tb testing.TB, definition string) *asltest.Execution {
		return asltest.Parse(tb, definition).Run(tb, asltest.Case{
			Input: `{"items": [1, 2]}`, Mocks: asltest.Mocks{"Charge": {asltest.Return(`{"Payload": {}}`)}},
		})
	}
	golden := filepath.Join(t.TempDir(), "history.golden")
	t.Setenv("CI", "")
	updating := flag.Lookup("asl.update").Value
	if err := updating.Set("true"); err != nil {
		t.Fatal(err)
	}
	run(t, goldenDefinition).Golden(t, golden)
	if err := updating.Set("false"); err != nil {
		t.Fatal(err)
	}
	run(t, goldenDefinition).Golden(t, golden)
	if text, err := os.ReadFile(golden); err != nil || strings.Contains(string(text), "…") {
		t.Errorf("the golden is cut, or %v", err)
	}
	for _, c := range []struct{ name, before, after string }{
		{"resource", "lambda:invoke", "lambda:invoke.waitForTaskToken"},
		{"role", "role/charger", "role/other"},
		{"timeout", `"TimeoutSeconds": 30`, `"TimeoutSeconds": 31`},
		{"end of a payload", "long end", "long End"},
		{"assignment", `"paid": 1`, `"paid": 2`},
		{"child", `"of": "child"`, `"of": "cousin"`},
		{"end of a cause", "because of it", "because of that"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if strings.Count(goldenDefinition, c.before) != 1 {
				t.Fatalf("%q is not there once", c.before)
			}
			changed := strings.Replace(goldenDefinition, c.before, c.after, 1)
			if c.name == "resource" { // a callback needs its token in the call
				changed = strings.Replace(changed, `"FunctionName": "charge"`, `"FunctionName": "charge", "InvocationType.$": "$$.Task.Token"`, 1)
			}
			got := failures(t, func(tb testing.TB) { run(tb, changed).Golden(tb, golden) })
			if !strings.Contains(got, "the history differs from") {
				t.Errorf("said %q", got)
			}
		})
	}
}
