package report

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator/coverage"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
)

// TestHTMLIsDeterministic writes a report twice, from two runs.
func TestHTMLIsDeterministic(t *testing.T) {
	write := func() string {
		return written(t, func(w io.Writer) error { return TestsHTML(w, tests(t)) })
	}
	if first := write(); first != write() {
		t.Error("two reports on the same tests differ")
	}
}

// skeletonGaps returns the definition of a file and all of its points.
func skeletonGaps(t *testing.T, name, text string) (*asl.Definition, []coverage.Point) {
	t.Helper()
	def, found := asl.Parse(source.NewFile(name, text))
	if found.HasErrors() {
		t.Fatal(found)
	}
	return def, coverage.New(def).Definition().Points
}

// TestSkeletonsLoad pastes the test case for each point of some definitions into a test file. Each must be a case without mistakes.
func TestSkeletonsLoad(t *testing.T) {
	etl, err := os.ReadFile(filepath.Join("..", "..", "examples", "etl", "etl.asl.json"))
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{"etl.asl.json": string(etl), "containers.asl.json": containers}
	for i, name := range []string{"Crawler Pronto?", "yes", "a: b", "#x", "- a", "{a}", "'", `"q"`, "*", "É", "שלום", "1"} {
		texts[fmt.Sprintf("name%d.asl.json", i)] = strings.ReplaceAll(`{"StartAt": NAME, "States": {NAME: {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "f"},
			"TimeoutSeconds": 5, "End": true, "Retry": [{"ErrorEquals": ["States.Timeout"]}], "Catch": [{"ErrorEquals": ["E"], "Next": "Last"}]}, "Last": {"Type": "Succeed"}}}`, "NAME", fmt.Sprintf("%q", name))
	}
	for name, text := range texts {
		def, points := skeletonGaps(t, name, text)
		for i := range points {
			skeleton := newWays(def).skeleton(&points[i])
			if skeleton == "" {
				t.Errorf("%s: %s has no test case", name, points[i].Missed())
				continue
			}
			_, found := suite.Load(fstest.MapFS{
				name:       {Data: []byte(text)},
				"test.yml": {Data: []byte("definition: " + name + "\ncases:\n" + skeleton)},
			}, "test.yml", "")
			found = slices.DeleteFunc(found, func(d source.Diagnostic) bool { return strings.Contains(d.Message, "placeholder") })
			if len(found) > 0 {
				t.Errorf("%s: %s:\n%s%s", name, points[i].Missed(), skeleton, found)
			}
		}
	}
}

// TestSkeletonsReach runs the test cases for points that need no data: each must reach its point.
func TestSkeletonsReach(t *testing.T) {
	text := `{"StartAt": "First", "States": {
		"First": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "f"}, "TimeoutSeconds": 5, "Next": "Both",
			"Retry": [{"ErrorEquals": ["Busy"], "MaxAttempts": 2}],
			"Catch": [{"ErrorEquals": ["States.Timeout"], "Next": "Late"}, {"ErrorEquals": ["States.ALL"], "Next": "Late"}]},
		"Late": {"Type": "Pass", "End": true},
		"Both": {"Type": "Parallel", "End": true, "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Late"}], "Branches": [
			{"StartAt": "One", "States": {"One": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "f"}, "End": true}}},
			{"StartAt": "Two", "States": {"Two": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "f"}, "End": true}}}]}}}`
	def, points := skeletonGaps(t, "a.asl.json", text)
	for i := range points {
		file := "cases:\n" + newWays(def).skeleton(&points[i])
		f, found := suite.Load(fstest.MapFS{"a.asl.json": {Data: []byte(text)}, "a.asl.test.yaml": {Data: []byte(file)}}, "a.asl.test.yaml", "")
		if len(found) > 0 {
			t.Fatalf("%s\n%s", found, file)
		}
		results, err := suite.RunCases(t.Context(), f.Cases, suite.Options{})
		if err != nil {
			t.Fatal(err)
		}
		profile, err := suite.Cover([]*suite.File{f}, results)
		if err != nil {
			t.Fatal(err)
		}
		if profile.Definitions[0].Points[i].Count == 0 {
			t.Errorf("%s: it is not reached by\n%s%v", points[i].Missed(), file, results[0].Failures)
		}
	}
}
