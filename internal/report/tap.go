package report

import (
	"io"
	"strings"

	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
)

// TestsTAP writes test results in version 14 of the Test Anything Protocol.
func TestsTAP(w io.Writer, t Tests) error {
	p := newPrinter(w)
	errors := 0
	for i := range t.Diagnostics {
		if t.Diagnostics[i].Severity == source.Error {
			errors++
		}
	}
	p.printf("TAP version 14\n1..%d\n", len(t.Results)+errors)
	n := 0
	for i := range t.Diagnostics {
		text := tapText(t.Diagnostics[i].String())
		if t.Diagnostics[i].Severity != source.Error {
			p.printf("# %s\n", text) // it fails nothing
			continue
		}
		n++
		p.printf("not ok %d - %s\n", n, text)
	}
	for _, r := range t.Results {
		n++
		name := tapText(r.Case.File.Source.Name + " " + r.Case.Name)
		switch r.Outcome {
		case suite.Passed:
			p.printf("ok %d - %s\n", n, name)
		case suite.Skipped:
			p.printf("ok %d - %s # SKIP %s\n", n, name, source.OneLine(r.Reason))
		case suite.Failed, suite.Errored:
			p.printf("not ok %d - %s\n  ---\n  failures:\n", n, name)
			for i := range r.Failures {
				p.printf("    - %q\n", r.Failures[i].Span.String()+": "+source.OneLine(r.Failures[i].Message))
			}
			p.printf("  ...\n")
		}
	}
	return p.flush()
}

// tapText escapes characters with a meaning in a description.
func tapText(s string) string {
	return strings.NewReplacer("\\", "\\\\", "#", "\\#").Replace(source.OneLine(s))
}
