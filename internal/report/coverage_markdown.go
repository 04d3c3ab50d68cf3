package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/simulator/coverage"
	"github.com/aslcheck/aslcheck/source"
)

// barWidth is the number of characters of a bar.
const barWidth = 10

// bar shows a ratio as a bar of characters.
func bar(r coverage.Ratio) string {
	return barOf(int(r.Percent()*barWidth/100), barWidth)
}

// Bar returns a bar of some columns that shows how much of all is done.
func Bar(done, all, columns int) string {
	return barOf(min(columns*done/max(all, 1), columns), columns)
}

func barOf(full, columns int) string {
	return strings.Repeat("█", full) + strings.Repeat("░", columns-full)
}

// CoverageMarkdown writes a profile as Markdown: a table with a bar for each definition, those with the least coverage first,
// and what was not reached.
func CoverageMarkdown(w io.Writer, profile *coverage.Profile) error {
	var b strings.Builder
	ratios := profile.Ratios()
	fmt.Fprintf(&b, "## Workflow coverage: states %s, transitions %s, paths %s\n", ratios.States, ratios.Transitions, markdownPaths(ratios, profile.TooManyPaths() != nil))
	if len(profile.Definitions) > 0 {
		b.WriteString("\n| definition | states | transitions | paths | |\n|---|---|---|---|---|\n")
	}
	definitions := slices.Clone(profile.Definitions)
	slices.SortStableFunc(definitions, func(a, b coverage.Definition) int {
		return int(100 * (a.Ratios().Transitions.Percent() - b.Ratios().Transitions.Percent()))
	})
	left := 0
	for i := range definitions {
		d := &definitions[i]
		if b.Len() > maxMarkdown/2 {
			left++
			continue
		}
		r := d.Ratios()
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", markdownText(d.Name), r.States, r.Transitions, markdownPaths(r, d.TooManyPaths), bar(r.Transitions))
	}
	if left > 0 {
		fmt.Fprintf(&b, "\n%s not shown.\n", source.Plural(left, "more definition"))
	}
	for i := range definitions {
		d := &definitions[i]
		if missing := d.Gaps(); len(missing) > 0 && b.Len() < maxMarkdown {
			fmt.Fprintf(&b, "\n### Not reached in %s\n\n", markdownText(d.Name))
			writeMissing(&b, missing)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func markdownPaths(r coverage.Ratios, tooMany bool) string {
	if tooMany {
		return "not counted"
	}
	return r.Paths.String()
}

func writeMissing(b *strings.Builder, missing []coverage.Point) {
	for i := range missing {
		if b.Len() > maxMarkdown {
			fmt.Fprintf(b, "\n%s not shown.\n", source.Plural(len(missing)-i, "more point"))
			return
		}
		p := &missing[i]
		fmt.Fprintf(b, "- %s (%d:%d)\n", markdownText(p.Missed()), p.Line, p.Column)
	}
}
