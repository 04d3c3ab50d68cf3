package suite

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/aslcheck/aslcheck/source"
)

// files makes a file system of an archive.
func files(archive string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return fsys
}

// mustLoad loads a test file that is correct.
func mustLoad(tb testing.TB, archive, name string) *File {
	tb.Helper()
	f, found := Load(files(archive), name, "")
	if found.HasErrors() {
		tb.Fatalf("%s", found)
	}
	return f
}

// errorsIn drops the warnings.
func errorsIn(found source.Diagnostics) source.Diagnostics {
	return slices.DeleteFunc(found, func(d source.Diagnostic) bool { return d.Severity != source.Error })
}

// showFindings writes findings with the text under their spans, of the test file without its name.
func showFindings(found source.Diagnostics) string {
	var lines []string
	for _, d := range found {
		name := ""
		if d.Span.File != nil && !IsTestFile(d.Span.File.Name) {
			name = d.Span.File.Name + " "
		}
		lines = append(lines, fmt.Sprintf("%s<%s> %s [%s]", name, d.Span.Text(), d.Message, d.Rule))
	}
	return strings.Join(lines, "\n")
}

// outcomes writes results as "name: outcome", one per line, each followed by its findings.
func outcomes(results []*Result) string {
	var b strings.Builder
	for _, r := range results {
		fmt.Fprintf(&b, "%s: %s\n", r.Case.Name, r.Outcome)
		for _, d := range r.Failures {
			fmt.Fprintf(&b, "  <%s> %s [%s]\n", d.Span.Text(), d.Message, d.Rule)
		}
	}
	return b.String()
}

func runAll(tb testing.TB, f *File, opt Options) []*Result {
	tb.Helper()
	results, err := RunCases(tb.Context(), f.Cases, opt)
	if err != nil {
		tb.Fatal(err)
	}
	return results
}

// pass is a definition that hands its input on.
const pass = `{"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}`

// order is a definition of most that expectations look at.
const order = `
-- order.asl.json --
{"StartAt": "Check", "States": {
  "Check": {"Type": "Choice", "Choices": [{"Variable": "$.items", "IsPresent": true, "Next": "Ship all"}], "Default": "Empty"},
  "Ship all": {"Type": "Map", "ItemsPath": "$.items", "MaxConcurrency": 1, "ResultPath": "$.shipped", "Next": "Note",
    "ItemProcessor": {"StartAt": "Ship", "States": {"Ship": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
      "Parameters": {"FunctionName": "ship", "Payload.$": "$"}, "OutputPath": "$.Payload", "End": true,
      "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 10, "MaxAttempts": 2}]}}}},
  "Note": {"Type": "Pass", "Assign": {"count.$": "States.ArrayLength($.shipped)"}, "Next": "Pause"},
  "Pause": {"Type": "Wait", "Seconds": 60, "End": true},
  "Empty": {"Type": "Fail", "Error": "NoItems", "Cause": "{\"reason\": \"empty\", \"code\": 7}"}
}}
`

var wordsOnly = regexp.MustCompile(`\s+`)

func oneLine(s string) string { return wordsOnly.ReplaceAllString(strings.TrimSpace(s), " ") }
