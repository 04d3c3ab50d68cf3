package asltest

import (
	"flag"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/simulator/coverage"
	"github.com/aslcheck/aslcheck/testscripts/suite"
)

var (
	updateGoldens = flag.Bool("asl.update", false, "write the golden histories of asltest")
	coverProfile  = flag.String("asl.coverprofile", "", "write the coverage of definitions to this file")
)

// RunFiles runs the test files that a pattern of filepath.Glob names, with one subtest for each case.
func RunFiles(t *testing.T, pattern string) {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	if len(names) == 0 {
		t.Fatalf("no test files match %q", pattern)
	}
	for _, name := range names {
		dir, base := filepath.Split(name)
		root, err := os.OpenRoot(filepath.Clean(dir))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = root.Close() }) // opened to read
		f, diagnostics := suite.Load(root.FS(), base, filepath.ToSlash(dir))
		for _, d := range diagnostics {
			t.Errorf("%s", d)
		}
		if diagnostics.HasErrors() {
			continue
		}
		for _, c := range f.Cases {
			t.Run(c.Name, func(t *testing.T) { runCase(t, c) })
		}
	}
}

func runCase(t *testing.T, c *suite.TestCase) {
	t.Helper()
	results, err := suite.RunCases(t.Context(), []*suite.TestCase{c}, suite.Options{Jobs: 1})
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
		theCoverage.add(t, c.File.Definition, r.Run.Execution)
	}
}

// theCoverage collects what all tests of the binary reach, since a profile is about all of them.
var theCoverage collector

// A collector merges coverage and writes it to the file of -asl.coverprofile.
type collector struct {
	mu      sync.Mutex
	profile coverage.Profile
}

func (c *collector) add(tb testing.TB, def *asl.Definition, x *simulator.Execution) {
	tb.Helper()
	if *coverProfile == "" {
		return
	}
	counter := coverage.New(def)
	counter.Count(x)
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := c.profile.Merge(&coverage.Profile{Definitions: []coverage.Definition{counter.Definition()}}); err != nil {
		tb.Errorf("coverage: %v", err)
		return
	}
	f, err := os.Create(*coverProfile)
	if err == nil {
		err = c.profile.Write(f)
	}
	if err == nil {
		err = f.Close()
	}
	if err != nil {
		tb.Errorf("coverage: %v", err)
	}
}
