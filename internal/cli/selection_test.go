package cli

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
)

// tests makes a run of test files, each as "file: case case"; the file x has errors.
func tests(files ...string) *testRun {
	s := &testRun{}
	for _, text := range files {
		name, cases, _ := strings.Cut(text, ":")
		f := &suite.File{Source: source.NewFile(name, ""), Reads: []string{name, name + ".asl.json"}}
		s.Files = append(s.Files, f)
		for word := range strings.FieldsSeq(cases) {
			s.cases = append(s.cases, &suite.TestCase{File: f, Name: word})
		}
	}
	return s
}

func (s *testRun) String() string {
	var names []string
	for _, c := range s.cases {
		names = append(names, c.File.Source.Name+"/"+c.Name)
	}
	return fmt.Sprintf("%d: %s", len(s.Files), strings.Join(names, " "))
}

// TestSelection runs what changed or what failed.
func TestSelection(t *testing.T) {
	failed := func(names ...string) *failedCases {
		f := &failedCases{cases: map[caseName]bool{}}
		for _, name := range names {
			file, name, _ := strings.Cut(name, "/")
			f.cases[caseName{file, name}] = true
		}
		return f
	}
	all := []string{"a: one two", "b: one", "x:"}
	for _, c := range []struct {
		name string
		sel  selection
		want string
	}{
		{"all", selection{}, "3: a/one a/two b/one"},
		{"all, with failed cases", selection{failed: failed("a/one")}, "3: a/one a/two b/one"},
		{"changed", selection{changed: []string{"b.asl.json", "other"}}, "1: b/one"},
		{"nothing that tests read", selection{changed: []string{"other"}}, "0: "},
		{"failed", selection{failed: failed("a/two"), onlyFailed: true}, "1: a/two"},
		{"failed in a file with errors now", selection{failed: failed("a/two", "x/one"), onlyFailed: true}, "2: a/two"},
		{"failed, and gone since then", selection{failed: failed("a/three", "c/one"), onlyFailed: true}, "0: "},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := tests(all...)
			c.sel.apply(s)
			if s.String() != c.want {
				t.Errorf("got %s", s)
			}
		})
	}
}

// TestFailedCases keeps what failed until it passes or is gone.
func TestFailedCases(t *testing.T) {
	f := &failedCases{}
	s := tests("a: one two three", "x: one")
	outcomes := func(list ...suite.Outcome) []*suite.Result {
		results := make([]*suite.Result, len(list))
		for i, o := range list {
			results[i] = &suite.Result{Case: s.cases[i], Outcome: o}
		}
		return results
	}
	names := func() string {
		var list []string
		for name := range f.cases {
			list = append(list, name.file+"/"+name.name)
		}
		slices.Sort(list)
		return strings.Join(list, " ")
	}
	for i, step := range []struct {
		do   func()
		want string
	}{
		{func() { f.note(outcomes(suite.Failed, suite.Errored, suite.Passed, suite.Failed)) }, "a/one a/two x/one"},
		{func() { f.note(outcomes(suite.Passed)) }, "a/two x/one"},
		{func() { f.forget(tests("a: two", "x:")) }, "a/two x/one"},
		{func() { f.forget(tests("a: one", "x:")) }, "x/one"},
		{func() { f.forget(tests("a: one")) }, ""},
		{func() { f.note(outcomes(suite.Skipped)); (*failedCases)(nil).note(outcomes(suite.Failed)) }, ""},
	} {
		if step.do(); names() != step.want || f.count() != len(strings.Fields(step.want)) {
			t.Errorf("step %d: got %s", i, names())
		}
	}
}
