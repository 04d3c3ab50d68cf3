package report

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
	"github.com/aslcheck/aslcheck/value"
)

var update = flag.Bool("update", false, "rewrite the expected reports in testdata")

// golden compares a report with testdata/name.
func golden(t *testing.T, name string, write func(w io.Writer) error) {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

// find returns the span of the first occurrence of a text in a file.
func find(tb testing.TB, f *source.File, text string) source.Span {
	tb.Helper()
	at := strings.Index(f.Text, text)
	if at < 0 {
		tb.Fatalf("%s has no %q", f.Name, text)
	}
	return f.Span(at, at+len(text))
}

// finding is a finding of the linter at the first occurrence of a text.
func finding(tb testing.TB, f *source.File, text, rule, message string) source.Diagnostic {
	tb.Helper()
	return source.Diagnostic{Span: find(tb, f, text), Severity: source.Error, Rule: rule, Message: message, Pointer: "/States/A"}
}

// findings are findings of all severities, with all that a finding may hold.
func findings(tb testing.TB) source.Diagnostics {
	tb.Helper()
	f := source.NewFile("dir/order.asl.json", "{\n  \"StartAt\": \"Shp\",\n  \"States\": {\n    \"Ship\": {\"Type\": \"Task\"}\n  }\n}\n")
	second := finding(tb, f, `"Ship"`, "unreachable-state", `state "Ship" is never reached`)
	second.Severity = source.Warning
	second.Hint = "did you forget it?"
	third := finding(tb, f, `{"Type": "Task"}`, "missing-catch", "nothing catches\nthis")
	third.Severity, third.Detail = source.Advice, "a line\n\tan indented line"
	third.Related = []source.Related{{Span: find(tb, f, `"StartAt"`), Message: "it starts here"}}
	return source.Diagnostics{
		finding(tb, f, `"Shp"`, "unknown-state", `"StartAt" names unknown state "Shp" (did you mean "Ship"?)`), second, third,
		{Span: source.Span{File: f}, Severity: source.Error, Rule: "file", Message: "about the file as a whole"},
		{Severity: source.Error, Rule: "nowhere", Message: "about nothing in particular"},
	}
}

// tests is a run of two test files, one of them with a mistake; the cases have all outcomes.
func tests(tb testing.TB) Tests {
	tb.Helper()
	archive, err := txtar.ParseFile(filepath.Join("testdata", "tests.txtar"))
	if err != nil {
		tb.Fatal(err)
	}
	fsys := fstest.MapFS{}
	for _, f := range archive.Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	out := Tests{}
	var cases []*suite.TestCase
	for _, name := range []string{"broken.asl.test.yaml", "calls.asl.test.yaml", "ship.asl.test.yaml"} {
		f, found := suite.Load(fsys, name, "sub/")
		out.Files = append(out.Files, f)
		out.Diagnostics = append(out.Diagnostics, found...)
		if !found.HasErrors() {
			cases = append(cases, f.Cases...)
		}
	}
	if out.Results, err = suite.RunCases(tb.Context(), cases, suite.Options{}); err != nil {
		tb.Fatal(err)
	}
	return out
}

// execution runs a definition whose tasks answer null.
func execution(tb testing.TB, definition, input string) *simulator.Execution {
	tb.Helper()
	return run(tb, definition, input).Execution
}

// run is execution with the definition.
func run(tb testing.TB, definition, input string) Run {
	tb.Helper()
	def, found := asl.Parse(source.NewFile("a.asl.json", definition))
	program, more := simulator.Compile(def)
	if found.HasErrors() || more.HasErrors() {
		tb.Fatalf("%s%s", found, more)
	}
	x, err := program.Run(tb.Context(), value.MustParse(input), simulator.Config{})
	if err != nil {
		tb.Fatal(err)
	}
	return Run{def, x}
}

// containers is a definition with a Parallel, a Map and an error that is caught and retried.
const containers = `{"StartAt": "Both", "States": {
  "Both": {"Type": "Parallel", "Next": "Each", "ResultPath": "$.both", "Branches": [
    {"StartAt": "One", "States": {"One": {"Type": "Pass", "End": true}}},
    {"StartAt": "Two", "States": {"Two": {"Type": "Wait", "Seconds": 5, "End": true}}}]},
  "Each": {"Type": "Map", "ItemsPath": "$.items", "Next": "Fails", "ResultPath": null,
    "ItemProcessor": {"StartAt": "Item", "States": {"Item": {"Type": "Pass", "End": true}}}},
  "Fails": {"Type": "Parallel", "End": true, "Branches": [{"StartAt": "No", "States": {"No": {"Type": "Fail", "Error": "E", "Cause": "line one\nline two"}}}],
    "Retry": [{"ErrorEquals": ["E"], "IntervalSeconds": 3, "MaxAttempts": 1}]}}}`

// rules are some rules as a report shows them; the last one is off by default.
var rules = []Rule{
	{
		Name: "short", Summary: "A short one.", Why: "Because.", Since: "0.1.0", Spec: "https://states-language.net", Severity: source.Warning,
		Bad: "{\n  \"a\": 1\n}\n", Good: "{}\n",
	},
	{
		Name: "a-much-longer-name", Severity: source.Error, Since: "0.1.0", Spec: "https://states-language.net",
		Summary: "Reports what goes on for so long that it does not fit into a line of eighty columns, whatever one does about it.",
		Why:     "Größe zählt: die Spalten einer Zeile sind nicht ihre Bytes, sondern das, was ein Mensch an seinem Bildschirm sieht.",
		Bad:     "StartAt: A", Good: "StartAt: B",
	},
	{
		Name: "taste", Severity: source.Advice, Optional: true, Since: "0.2.0", Spec: "https://states-language.net",
		Summary: "Reports what some like.", Why: "Others do not.", Bad: "{}", Good: "{}",
	},
}
