package asltest

import (
	"testing"

	"github.com/aslcheck/aslcheck/internal/lint"
	"github.com/aslcheck/aslcheck/testscripts/suite"
)

// Lint lints files and directories as 'aslcheck lint' does: definitions and those in templates, with the settings and
// suppressions that apply to them. A finding that would fail the command fails the test; others are logged.
func Lint(tb testing.TB, paths ...string) {
	tb.Helper()
	inputs, err := lint.Inputs(paths, suite.IsTestFile)
	if err != nil {
		tb.Fatalf("lint: %v", err)
	}
	p := &lint.Project{}
	files, notices, err := p.Load(tb.Context(), inputs)
	for _, notice := range notices {
		tb.Log(notice)
	}
	if err == nil {
		err = p.Lint(tb.Context(), files, lint.Run{})
	}
	if err != nil {
		tb.Fatalf("lint: %v", err)
	}
	for _, f := range files {
		for _, d := range f.Found.Sorted() {
			if d.Severity <= f.Settings.FailOn {
				tb.Errorf("%s", d)
			} else {
				tb.Logf("%s", d)
			}
		}
	}
}
