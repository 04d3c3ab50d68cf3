package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/aslcheck/aslcheck/simulator/coverage"
	"github.com/aslcheck/aslcheck/source"
)

// LintMarkdown writes findings as Markdown, for example for a job summary in GitHub Actions: the totals and a table, most severe
// first.
func LintMarkdown(w io.Writer, f Findings) error {
	var b strings.Builder
	fmt.Fprintf(&b, "## Workflow lint: %s in %s\n", lintTotals(f.Diagnostics), source.Plural(f.Definitions, "definition"))
	if len(f.Diagnostics) > 0 {
		b.WriteString("\n| | location | finding | rule |\n|---|---|---|---|\n")
	}
	icons := map[source.Severity]string{source.Error: "❌", source.Warning: "⚠️", source.Advice: "💡"}
	left := 0
	for _, severity := range []source.Severity{source.Error, source.Warning, source.Advice} {
		for i := range f.Diagnostics {
			d := &f.Diagnostics[i]
			switch {
			case d.Severity != severity:
			case b.Len() > maxMarkdown:
				left++
			default:
				fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", icons[severity], markdownText(d.Span.String()), markdownText(d.Message), markdownText(d.Rule))
			}
		}
	}
	if left > 0 {
		fmt.Fprintf(&b, "\n%s not shown.\n", source.Plural(left, "more finding"))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// barWidth is the number of characters of a bar.
const barWidth = 10

// CoverageMarkdown writes a profile as Markdown: a table with a bar for each definition, and what was not reached.
func CoverageMarkdown(w io.Writer, profile *coverage.Profile) error {
	var b strings.Builder
	states, transitions := profile.Ratios()
	fmt.Fprintf(&b, "## Workflow coverage: states %s, transitions %s\n", states, transitions)
	if len(profile.Definitions) > 0 {
		b.WriteString("\n| definition | states | transitions | |\n|---|---|---|---|\n")
	}
	left := 0
	for i := range profile.Definitions {
		d := &profile.Definitions[i]
		if b.Len() > maxMarkdown/2 {
			left++
			continue
		}
		states, transitions := d.Ratios()
		full := int(transitions.Percent() * barWidth / 100)
		fmt.Fprintf(&b, "| %s | %s | %s | %s%s |\n", markdownText(d.Name), states, transitions,
			strings.Repeat("█", full), strings.Repeat("░", barWidth-full))
	}
	if left > 0 {
		fmt.Fprintf(&b, "\n%s not shown.\n", source.Plural(left, "more definition"))
	}
	for i := range profile.Definitions {
		d := &profile.Definitions[i]
		if missing := d.Missing(); len(missing) > 0 && b.Len() < maxMarkdown {
			fmt.Fprintf(&b, "\n### Not reached in %s\n\n", markdownText(d.Name))
			writeMissing(&b, missing)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func writeMissing(b *strings.Builder, missing []coverage.Point) {
	for i := range missing {
		if b.Len() > maxMarkdown {
			fmt.Fprintf(b, "\n%s not shown.\n", source.Plural(len(missing)-i, "more point"))
			return
		}
		p := &missing[i]
		fmt.Fprintf(b, "- %s: %s (%d:%d)\n", markdownText(p.State), markdownText(p.Label), p.Line, p.Column)
	}
}
