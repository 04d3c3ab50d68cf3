package asltest

import (
	"flag"
	"path/filepath"
	"testing"

	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
)

var (
	updateGoldens = flag.Bool("asl.update", false, "write the golden histories of asltest")
	coverProfile  = flag.String("asl.coverprofile", "", "write the coverage of definitions to this file, or to a file for each package in this directory; the environment variable "+coverDir+" names a directory as well")
)

// RunFiles runs the test files that a pattern of filepath.Glob names, with one subtest for each case. Of the options only
// AllowRejected has an effect: test files have their own substitutions.
func RunFiles(t *testing.T, pattern string, options ...Option) {
	t.Helper()
	var l loading
	for _, option := range options {
		option(&l)
	}
	names, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	if len(names) == 0 {
		t.Fatalf("no test files match %q", pattern)
	}
	for _, name := range names {
		dir, base := filepath.Split(name)
		f, diagnostics, err := suite.LoadBelow(filepath.Clean(dir), base, filepath.ToSlash(dir))
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range diagnostics {
			if d.Severity == source.Error {
				t.Errorf("%s", d)
			} else {
				t.Logf("%s", d)
			}
		}
		if diagnostics.HasErrors() {
			continue
		}
		if !l.allowRejected {
			checkAccepted(t, f.Definition)
		}
		for _, c := range f.Cases {
			t.Run(c.Name, func(t *testing.T) { runCase(t, c) })
		}
	}
}

func runCase(t *testing.T, c *suite.TestCase) {
	t.Helper()
	results, err := suite.RunCases(t.Context(), []*suite.TestCase{c}, suite.Options{Jobs: 1, Children: true})
	if err != nil {
		t.Fatal(err)
	}
	r := results[0]
	if r.Outcome == suite.Skipped {
		t.Skip(c.Skip)
	}
	for i := range r.Failures {
		d := &r.Failures[i]
		t.Errorf("%s: %s\n%s", d.Span, d.Message, d.Detail)
	}
	if r.Run != nil {
		cover(t, c.File.Definition, r.Run.Execution)
	}
}
