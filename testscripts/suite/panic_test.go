package suite_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
)

// panicking is an expectation, and a file system, with a mistake of ours.
type panicking struct{}

func (panicking) Check(*suite.Run) source.Diagnostics { panic("BUG: out of ideas") }

func (panicking) Open(string) (fs.File, error) { panic("BUG: out of ideas") }

// TestPanicOfACase fails at one of two cases, and at one that lacks everything: the other case passes.
func TestPanicOfACase(t *testing.T) {
	f, found := suite.Load(fstest.MapFS{
		"a.asl.json":      {Data: []byte(`{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}`)},
		"a.asl.test.yaml": {Data: []byte("cases:\n  - {name: one, expect: {status: succeeded}}\n  - {name: two, expect: {status: succeeded}}\n")},
	}, "a.asl.test.yaml", "")
	if len(found) > 0 {
		t.Fatal(found)
	}
	f.Cases[0].Expect = append(f.Cases[0].Expect, panicking{})
	results, err := suite.RunCases(t.Context(), append(f.Cases, &suite.TestCase{Name: "empty", File: &suite.File{Source: f.Source}}, nil), suite.Options{})
	if err != nil || len(results) != 3 {
		t.Fatalf("%d results, %v", len(results), err)
	}
	for i, want := range []suite.Outcome{suite.Errored, suite.Passed, suite.Errored} {
		if results[i].Outcome != want {
			t.Errorf("case %q: %s, want %s", results[i].Case.Name, results[i].Outcome, want)
		}
	}
	if d := results[0].Failures; len(d) != 1 || d[0].Rule != suite.RuleCaseError || !strings.Contains(d[0].Message, "out of ideas") {
		t.Errorf("the failure is %v", d)
	}
}

// TestPanicOfAFile fails while a test file is read.
func TestPanicOfAFile(t *testing.T) {
	f, found := suite.Load(panicking{}, "a.asl.test.yaml", "dir/")
	if f == nil || len(found) != 1 || found[0].Span.File.Name != "dir/a.asl.test.yaml" || !strings.Contains(found[0].Message, "out of ideas") {
		t.Errorf("got %v, %v", f, found)
	}
}
