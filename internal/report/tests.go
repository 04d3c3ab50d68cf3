package report

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
)

// marks are the outcomes as people see them.
var marks = map[suite.Outcome]string{
	suite.Passed: "ok", suite.Failed: "FAIL", suite.Errored: "ERROR", suite.Skipped: "skip",
}

// TestsText writes test results for people: the path and the virtual time of each case, and what failed.
func TestsText(w io.Writer, t Tests, style Style) error {
	p := newPrinter(w)
	for i := range t.Diagnostics {
		writeFinding(p, &t.Diagnostics[i], t.Diagnostics[i].Hint, style)
	}
	for _, f := range t.Files {
		writeTestFile(p, f, t.Results, style)
	}
	writeTotals(p, t, style)
	return p.flush()
}

func writeTestFile(p printer, f *suite.File, results []*suite.Result, style Style) {
	first := true
	for _, r := range results {
		if r.Case.File != f {
			continue
		}
		if first {
			p.printf("%s\n", style.bold(source.OneLine(f.Source.Name)))
		}
		first = false
		writeResult(p, r, style)
	}
}

func writeResult(p printer, r *suite.Result, style Style) {
	mark := fmt.Sprintf("%-5s", marks[r.Outcome])
	switch r.Outcome {
	case suite.Passed:
		mark = style.good(mark)
	case suite.Skipped:
		mark = style.notice(mark)
	case suite.Failed, suite.Errored:
		mark = style.bad(mark)
	}
	line := "  " + mark + " " + source.OneLine(r.Case.Name)
	if r.Run != nil {
		line += style.faint("  " + suite.FormatDuration(r.Run.Execution.Duration()))
	}
	if r.Run != nil && len(r.Case.Expect) == 0 {
		line += endText(r.Run.Execution, style)
	}
	if r.Outcome == suite.Skipped {
		line += style.faint("  " + source.OneLine(r.Reason))
	}
	p.printf("%s\n", line)
	if r.Run != nil {
		for _, l := range wrapPath(r.Run.Execution.Path(), style.width()-pathIndent) {
			p.printf("%s%s\n", strings.Repeat(" ", pathIndent), style.faint(l))
		}
	}
	for i := range r.Failures {
		writeFinding(p, &r.Failures[i], r.Failures[i].Hint, style)
	}
}

// endText describes how an execution failed that has no expectations.
func endText(x *simulator.Execution, style Style) string {
	if x.Failure == nil {
		return ""
	}
	text := "  " + strings.ToLower(string(x.Status))
	if x.Failure.Error != "" {
		text += ": " + source.OneLine(x.Failure.Error)
	}
	return style.notice(text)
}

// pathIndent is how far the path of a case is indented.
const pathIndent = 8

// arrow separates the states of a path.
const arrow = " → "

// wrapPath joins the states of a path with arrows, in lines of at most width columns.
func wrapPath(path []string, width int) []string {
	var lines []string
	line := ""
	for i, name := range path {
		part := source.OneLine(name)
		if i > 0 {
			part = arrow + part
		}
		if line != "" && source.Columns(line)+source.Columns(part) > width {
			lines = append(lines, line)
			line, part = "", strings.TrimLeft(part, " ")
		}
		line += part
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

func writeTotals(p printer, t Tests, style Style) {
	text, virtual := t.totals()
	if t.failed() {
		text = style.bad(text)
	} else {
		text = style.good(text)
	}
	p.printf("%s %s\n", text, style.faint("("+suite.FormatDuration(virtual)+" of virtual time)"))
}

// failed reports whether a case or a file failed.
func (t *Tests) failed() bool {
	return t.Diagnostics.HasErrors() || slices.ContainsFunc(t.Results, func(r *suite.Result) bool {
		return r.Outcome == suite.Failed || r.Outcome == suite.Errored
	})
}

// totals returns the numbers of cases by their outcome as text, and the virtual time of all.
func (t *Tests) totals() (text string, virtual time.Duration) {
	counts := map[suite.Outcome]int{}
	for _, r := range t.Results {
		counts[r.Outcome]++
		if r.Run != nil {
			virtual += r.Run.Execution.Duration()
		}
	}
	failed := counts[suite.Failed] + counts[suite.Errored]
	text = fmt.Sprintf("%d passed, %d failed", counts[suite.Passed], failed)
	if n := counts[suite.Skipped]; n > 0 {
		text += fmt.Sprintf(", %d skipped", n)
	}
	if n := t.brokenFiles(); n > 0 {
		text += ", " + source.Plural(n, "test file") + " with errors"
	}
	return text, virtual
}

// brokenFiles counts the test files whose cases could not be run.
func (t *Tests) brokenFiles() int {
	n := 0
	for _, f := range t.Files {
		for i := range t.Diagnostics {
			if d := &t.Diagnostics[i]; d.Severity == source.Error && belongs(d, f) {
				n++
				break
			}
		}
	}
	return n
}
