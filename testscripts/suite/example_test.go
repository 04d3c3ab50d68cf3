package suite_test

import (
	"context"
	"fmt"
	"testing/fstest"

	"github.com/aslcheck/aslcheck/testscripts/suite"
)

func ExampleLoad() {
	fsys := fstest.MapFS{
		"ship.asl.json": {Data: []byte(`{"StartAt": "Ship", "States": {"Ship": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
  "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 30}], "End": true}}}`)},
		"ship.asl.test.yaml": {Data: []byte(`
cases:
  - name: busy once
    mocks: {Ship: [{throw: Busy}, {return: {id: 1}}]}
    expect: {retries: {Ship: [30s]}, output: {id: 2}}
`)},
	}
	file, diagnostics := suite.Load(fsys, "ship.asl.test.yaml", "")
	if diagnostics.HasErrors() {
		fmt.Println(diagnostics)
		return
	}
	results, err := suite.RunCases(context.Background(), file.Cases, suite.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range results {
		fmt.Println(r.Case.Name, r.Outcome, r.Run.Execution.Duration())
		for _, d := range r.Failures {
			fmt.Println(d.Span, d.Message)
		}
	}
	// Output:
	// busy once failed 30s
	// ship.asl.test.yaml:5:38 the output differs from the expectation
}

func ExampleMatchPath() {
	fmt.Println(suite.MatchPath([]string{"Ask", "...", "Done"}, []string{"Ask", "Wait", "Ask", "Done"}))
	// Output: true
}
