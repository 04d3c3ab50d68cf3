package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
)

// maxMarkdown is the size beyond which rows are omitted: GitHub drops a summary of more than 1 MiB completely.
const maxMarkdown = 900_000

// TestsMarkdown writes test results as Markdown, for example for a job summary in GitHub Actions: the totals, a table of all
// cases with those that failed first, and what failed.
func TestsMarkdown(w io.Writer, t Tests) error {
	var b strings.Builder
	text, _ := t.totals()
	fmt.Fprintf(&b, "## Workflow tests: %s\n\n| | file | test | virtual time |\n|---|---|---|---|\n", text)
	icons := map[suite.Outcome]string{
		suite.Passed: "✅", suite.Failed: "❌", suite.Errored: "💥", suite.Skipped: "⏭️",
	}
	results := slices.Clone(t.Results)
	slices.SortStableFunc(results, func(a, b *suite.Result) int { return rank(a) - rank(b) })
	left := 0
	for _, r := range results {
		if b.Len() > maxMarkdown {
			left++
			continue
		}
		took := ""
		if r.Run != nil {
			took = suite.FormatDuration(r.Run.Execution.Duration())
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", icons[r.Outcome], markdownText(r.Case.File.Source.Name), markdownText(r.Case.Name), took)
	}
	if left > 0 {
		fmt.Fprintf(&b, "\n%s not shown.\n", source.Plural(left, "more test"))
	}
	for _, r := range t.Results {
		if b.Len() > maxMarkdown || len(r.Failures) == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n### %s\n\n", markdownText(r.Case.Name))
		writeMarkdownFindings(&b, r.Failures)
	}
	if len(t.Diagnostics) > 0 {
		b.WriteString("\n### Files\n\n")
		writeMarkdownFindings(&b, t.Diagnostics)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// rank orders results, those that failed first.
func rank(r *suite.Result) int {
	if r.Outcome == suite.Failed || r.Outcome == suite.Errored {
		return 0
	}
	return 1
}

func writeMarkdownFindings(b *strings.Builder, found source.Diagnostics) {
	for i := range found {
		d := &found[i]
		fmt.Fprintf(b, "- %s: %s: %s\n", markdownText(d.Span.String()), d.Severity, markdownText(d.Message))
	}
}

// markdownText keeps a text from being read as markup, as the end of a cell, as a mention or as a reference to an issue.
func markdownText(s string) string { return markdownEscapes.Replace(source.OneLine(s)) }

var markdownEscapes = strings.NewReplacer(
	"\\", "\\\\", "|", "\\|", "<", "&lt;", "&", "&amp;", "*", "\\*", "_", "\\_", "`", "\\`", "[", "\\[", "]", "\\]", "~", "\\~", "!", "\\!",
	"@", "&#64;", "#", "&#35;", "://", "&#58;//",
)
