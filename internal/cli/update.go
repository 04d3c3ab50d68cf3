package cli

import (
	"fmt"
	"os"
	"strings"

	"github.com/aslcheck/aslcheck/internal/locate"
	"github.com/aslcheck/aslcheck/internal/report"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
)

// update replaces expectations with what happened, in test files and golden files, and reports whether it changed any.
func (a *app) update(tests report.Tests, roots map[*suite.File]string) (bool, error) {
	changed, expectations := 0, 0
	for _, f := range tests.Files {
		var failures source.Diagnostics
		var targets []*source.File
		for _, r := range tests.Results {
			if r.Case.File != f || r.Outcome != suite.Failed {
				continue
			}
			for i := range r.Failures {
				if d := &r.Failures[i]; len(d.Fixes) > 0 {
					failures = append(failures, *d)
					targets = append(targets, d.Fixes[0].Edits[0].Span.File)
				}
			}
		}
		written := map[string]bool{}
		for _, target := range targets {
			if written[target.Name] {
				continue
			}
			written[target.Name] = true
			text, n := source.Apply(target, failures)
			if err := writeBelow(roots[f], target.Name, text); err != nil {
				return false, err
			}
			changed++
			expectations += n
		}
	}
	if changed > 0 {
		_, err := fmt.Fprintf(a.stderr, "aslcheck: updated %s in %s\n", source.Plural(expectations, "expectation"), source.Plural(changed, "file"))
		return true, err
	}
	return false, nil
}

// writeBelow writes a file below a directory, which symbolic links cannot leave either.
func writeBelow(dir, name, text string) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf("write below %s: %w", dir, locate.Cause(err))
	}
	below := strings.TrimPrefix(name, prefixOf(dir))
	if err := root.WriteFile(below, []byte(text), 0o644); err != nil {
		_ = root.Close() // nothing was written
		return fmt.Errorf("write %s: %w", name, locate.Cause(err))
	}
	return root.Close()
}
