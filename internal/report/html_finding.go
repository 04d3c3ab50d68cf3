package report

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/aslcheck/aslcheck/internal/report/page"
	"github.com/aslcheck/aslcheck/source"
)

// failures adds what failed to a case: each where it happened in the execution, if that is known.
func (b *htmlBuilder) failures(c *page.Case, found source.Diagnostics) {
	if len(found) == 0 {
		return
	}
	c.First = source.OneLine(found[0].Message)
	if c.Detail == nil {
		c.Detail = &page.Detail{Input: page.NoValue, Output: page.NoValue}
	}
	for i := range found {
		f := b.finding(&found[i])
		f.Visit = b.visitOf(&found[i], c.Detail)
		c.Detail.Failures = append(c.Detail.Failures, f)
	}
}

// maxCode is the number of lines of the source that a finding shows.
const maxCode = 6

func (b *htmlBuilder) finding(d *source.Diagnostic) page.Finding {
	f := page.Finding{
		Severity: d.Severity.String(), Message: page.Visible(d.Message), Rule: d.Rule, Location: source.OneLine(d.Span.String()),
		Hint: page.Visible(d.Hint), Detail: page.Visible(d.Detail), Visit: -1,
	}
	if file := d.Span.File; file != nil && d.Span.Start.Line > 0 {
		var lines []string
		for n := d.Span.Start.Line; n <= d.Span.End.Line && len(lines) < maxCode; n++ {
			// Of a long line, such as that of a file without line breaks, only the start is made visible.
			lines = append(lines, source.Clip(page.Visible(source.Clip(file.Line(int(n)), maxSourceLine)), maxSourceLine))
		}
		f.Code = strings.Join(dedent(lines), "\n")
	}
	for _, r := range d.Related {
		f.Related = append(f.Related, source.OneLine(r.Span.String()+": "+r.Message))
	}
	return f
}

// dedent removes the indentation that all lines have.
func dedent(lines []string) []string {
	least := -1
	for _, line := range lines {
		if indent := len(line) - len(strings.TrimLeft(line, " \t")); strings.TrimSpace(line) != "" && (least < 0 || indent < least) {
			least = indent
		}
	}
	for i := range lines {
		lines[i] = lines[i][min(max(0, least), len(lines[i])):]
	}
	return lines
}

// visitOf returns the index of the visit that an expectation is about: of the state that its location in the test file names,
// or of the one that the message names.
func (b *htmlBuilder) visitOf(d *source.Diagnostic, detail *page.Detail) int {
	last := -1
	words := pointerWords(b.pointer(d))
	if at := firstDifference.FindStringSubmatch(d.Detail); at != nil && slices.Contains(words, "path") {
		n, _ := strconv.Atoi(at[1])
		return nthVisit(detail, n)
	}
	for i := range detail.Visits {
		v := &detail.Visits[i]
		if slices.Contains(words, v.Name) {
			last = i
		}
	}
	if last < 0 {
		for i := range detail.Visits {
			if strings.Contains(d.Message, strconv.Quote(detail.Visits[i].Name)) {
				last = i
			}
		}
	}
	if last < 0 && slices.ContainsFunc(words, func(word string) bool { return slices.Contains(aboutTheEnd, word) }) {
		return nthVisit(detail, len(detail.Visits))
	}
	return last
}

// firstDifference is what the finding about a path says.
var firstDifference = regexp.MustCompile(`first difference at step (\d+)`)

// aboutTheEnd are the expectations on how an execution ends.
var aboutTheEnd = []string{"status", "output", "outputIs", "golden", "outputSchema", "error", "cause"}

// nthVisit returns the index of the nth visit outside Parallel and Map states, or of the last one.
func nthVisit(detail *page.Detail, n int) int {
	last := -1
	for i := range detail.Visits {
		if detail.Visits[i].Lane != 0 {
			continue
		}
		if last = i; n == 1 {
			break
		}
		n--
	}
	return last
}

// pointer returns the JSON pointer of a finding.
func (b *htmlBuilder) pointer(d *source.Diagnostic) string {
	file := d.Span.File
	if d.Pointer != "" || file == nil {
		return d.Pointer
	}
	root, known := b.trees[file]
	if !known {
		root, _ = source.Parse(file)
		b.trees[file] = root
	}
	return source.PointerAt(root, d.Span)
}

func pointerWords(pointer string) []string {
	words := strings.Split(pointer, "/")
	for i := range words {
		words[i] = strings.NewReplacer("~1", "/", "~0", "~").Replace(words[i])
	}
	return words
}
