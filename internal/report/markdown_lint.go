package report

import (
	"fmt"
	"io"
	"strings"

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
