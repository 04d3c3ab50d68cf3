package cli

import (
	"path"
	"slices"

	"github.com/aslcheck/aslcheck/testscripts/suite"
)

// A selection is what runs of the test files below the arguments. The zero value is all of them.
type selection struct {
	// changed are the changed files: only test files that read one of them run. nil means all.
	changed []string
	// failed are the cases that failed before, and onlyFailed runs no others. nil means that nobody asks.
	failed     *failedCases
	onlyFailed bool
	// update replaces expectations with what happened.
	update bool
	// begin is called before results are written; nil for nothing.
	begin func()
}

// partial reports whether some test files or cases may be left out.
func (sel *selection) partial() bool { return sel.changed != nil || sel.onlyFailed }

// apply drops the test files and cases that are not selected.
func (sel *selection) apply(s *testRun) {
	if sel.failed != nil {
		sel.failed.forget(s)
	}
	if sel.changed != nil {
		s.keep(func(f *suite.File) bool {
			return len(f.Reads) == 0 || slices.ContainsFunc(f.Reads, func(name string) bool { return slices.Contains(sel.changed, path.Clean(name)) })
		})
	}
	if sel.onlyFailed {
		s.keep(sel.failed.in)
		s.cases = slices.DeleteFunc(s.cases, func(c *suite.TestCase) bool { return !sel.failed.cases[nameOf(c)] })
	}
}

// keep drops the test files that don't stay.
func (s *testRun) keep(stays func(*suite.File) bool) {
	s.Files = slices.DeleteFunc(s.Files, func(f *suite.File) bool { return !stays(f) })
	s.cases = slices.DeleteFunc(s.cases, func(c *suite.TestCase) bool { return !stays(c.File) })
}

// failedCases are the cases that failed when they ran last.
type failedCases struct{ cases map[caseName]bool }

// A caseName identifies a case when its file is read again.
type caseName struct{ file, name string }

func nameOf(c *suite.TestCase) caseName { return caseName{c.File.Source.Name, c.Name} }

func (f *failedCases) count() int { return len(f.cases) }

// in reports whether a case of a file failed.
func (f *failedCases) in(file *suite.File) bool {
	for name := range f.cases {
		if name.file == file.Source.Name {
			return true
		}
	}
	return false
}

// note notes which cases failed, and which no longer do. It accepts nil.
func (f *failedCases) note(results []*suite.Result) {
	if f == nil {
		return
	}
	if f.cases == nil {
		f.cases = map[caseName]bool{}
	}
	for _, r := range results {
		if r.Outcome == suite.Failed || r.Outcome == suite.Errored {
			f.cases[nameOf(r.Case)] = true
		} else {
			delete(f.cases, nameOf(r.Case))
		}
	}
}

// forget forgets the cases that are no longer there. Cases of a file with errors are unknown, and stay.
func (f *failedCases) forget(s *testRun) {
	files, present := map[string]bool{}, map[caseName]bool{}
	for _, file := range s.Files {
		files[file.Source.Name] = false
	}
	for _, c := range s.cases {
		files[c.File.Source.Name] = true
		present[nameOf(c)] = true
	}
	for name := range f.cases {
		if complete, exists := files[name.file]; !exists || complete && !present[name] {
			delete(f.cases, name)
		}
	}
}
