package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/aslcheck/aslcheck/source"
)

// Text writes findings for people: the location, what is wrong, and the line with the span underlined, followed by what would be
// right or what the first fix does.
func Text(w io.Writer, diagnostics source.Diagnostics, style Style) error {
	return inParts(w, len(diagnostics), func(p printer, i int) {
		d := &diagnostics[i]
		hint := d.Hint
		if hint == "" && len(d.Fixes) > 0 {
			hint = d.Fixes[0].Message
		}
		writeFinding(p, d, hint, style)
	})
}

// writeFinding writes one finding with a hint.
func writeFinding(p printer, d *source.Diagnostic, hint string, style Style) {
	writeConcise(p, d, style)
	writeFrame(p, d.Span, hint, style)
	for _, line := range splitLines(d.Detail) {
		p.printf("%s\n", style.event("      "+plainLine(line)))
	}
	for _, r := range d.Related {
		p.printf("      %s\n", source.OneLine(r.Span.String()+": "+r.Message))
		writeFrame(p, r.Span, "", style)
	}
}

func splitLines(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}

// plainLine is source.OneLine for lines that may be indented with tabs.
func plainLine(s string) string { return source.OneLine(strings.ReplaceAll(s, "\t", "    ")) }

// event truncates a line of a history to the width of the terminal. Other lines, and all lines if the width is unknown, are not
// truncated.
func (s Style) event(line string) string {
	if s.Width <= 0 || !strings.HasPrefix(strings.TrimSpace(line), "#") || source.Columns(line) <= s.Width {
		return line
	}
	return source.ClipColumns(line, s.Width)
}

// LintSummary writes the number of findings, for people.
func LintSummary(w io.Writer, diagnostics source.Diagnostics, files int, style Style) error {
	fixable := 0
	for i := range diagnostics {
		if diagnostics[i].SafeFix() != nil {
			fixable++
		}
	}
	if len(diagnostics) == 0 {
		_, err := fmt.Fprintf(w, "%s in %s\n", style.good("no findings"), source.Plural(files, "definition"))
		return err
	}
	hint := ""
	if fixable > 0 {
		hint = fmt.Sprintf("; %d fixable with --fix", fixable)
	}
	_, err := fmt.Fprintf(w, "%s in %s%s\n", lintTotals(diagnostics), source.Plural(files, "definition"), hint)
	return err
}

// lintTotals counts findings by severity, such as "3 findings (1 error, 2 advice)".
func lintTotals(diagnostics source.Diagnostics) string {
	if len(diagnostics) == 0 {
		return "no findings"
	}
	counts := map[source.Severity]int{}
	for i := range diagnostics {
		counts[diagnostics[i].Severity]++
	}
	var parts []string
	for _, sev := range []source.Severity{source.Error, source.Warning, source.Advice} {
		if n := counts[sev]; n > 0 && sev == source.Advice {
			parts = append(parts, fmt.Sprintf("%d advice", n))
		} else if n > 0 {
			parts = append(parts, source.Plural(n, sev.String()))
		}
	}
	return fmt.Sprintf("%s (%s)", source.Plural(len(diagnostics), "finding"), strings.Join(parts, ", "))
}
