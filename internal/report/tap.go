package report

import (
	"fmt"
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

// maxMarkdown is the size beyond which rows are omitted: GitHub drops a summary of more than 1 MiB completely.
const maxMarkdown = 900_000

// TestsMarkdown writes test results as Markdown, for example for a job summary in GitHub Actions.
func TestsMarkdown(w io.Writer, t Tests) error {
	var b strings.Builder
	fmt.Fprintf(&b, "| | test | virtual time |\n|---|---|---|\n")
	icons := map[suite.Outcome]string{
		suite.Passed: "✅", suite.Failed: "❌", suite.Errored: "💥", suite.Skipped: "⏭️",
	}
	left := 0
	for _, r := range t.Results {
		if b.Len() > maxMarkdown {
			left++
			continue
		}
		took := ""
		if r.Run != nil {
			took = suite.FormatDuration(r.Run.Execution.Duration())
		}
		fmt.Fprintf(&b, "| %s | %s | %s |\n", icons[r.Outcome], markdownText(r.Case.Name), took)
	}
	if left > 0 {
		fmt.Fprintf(&b, "\n%s not shown.\n", source.Plural(left, "more test"))
	}
	for _, r := range t.Results {
		if b.Len() > maxMarkdown || len(r.Failures) == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n**%s**\n\n", markdownText(r.Case.Name))
		for i := range r.Failures {
			d := &r.Failures[i]
			fmt.Fprintf(&b, "- `%s`: %s\n", d.Span, markdownText(d.Message))
		}
	}
	for i := range t.Diagnostics {
		d := &t.Diagnostics[i]
		fmt.Fprintf(&b, "\n- `%s`: %s\n", d.Span, markdownText(d.Message))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// markdownText keeps a text from being read as markup or as the end of a cell.
func markdownText(s string) string {
	return strings.NewReplacer("|", "\\|", "<", "&lt;", "*", "\\*", "_", "\\_", "`", "\\`", "[", "\\[").Replace(source.OneLine(s))
}
