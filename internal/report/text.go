package report

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/aslcheck/aslcheck/source"
)

// Text writes findings for people: the location, what is wrong, and the line with the span underlined, followed by what would be
// right or what the first fix does.
func Text(w io.Writer, diagnostics source.Diagnostics, style Style) error {
	p := newPrinter(w)
	for i := range diagnostics {
		d := diagnostics[i]
		if d.Hint == "" && len(d.Fixes) > 0 {
			d.Hint = d.Fixes[0].Message
		}
		writeFinding(p, &d, style)
	}
	return p.flush()
}

// writeFinding writes one finding.
func writeFinding(p printer, d *source.Diagnostic, style Style) {
	writeConcise(p, d, style)
	writeFrame(p, d.Span, d.Hint, style)
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

// gutter is the width before the text of a line in a frame.
const gutter = 9

// writeFrame writes the first line of a span with a line of carets under it.
func writeFrame(p printer, span source.Span, hint string, style Style) {
	if !span.IsValid() || span.File.Text == "" {
		if hint != "" {
			p.printf("      %s\n", source.OneLine(hint))
		}
		return
	}
	line, start, end := excerpt(span, style.width())
	line, start, end = window(line, start, end, style.width()-gutter)
	p.printf("%s %s\n", style.faint(fmt.Sprintf("%6d |", span.Start.Line)), string(visible(line)))
	marks := strings.Repeat("^", max(columns(line, start, end), 1))
	p.printf("%s %s%s", style.faint("       |"), strings.Repeat(" ", columns(line, 0, start)), style.bad(marks))
	hint = source.OneLine(hint)
	switch at := gutter + columns(line, 0, start) + utf8.RuneCountInString(marks); {
	case hint == "":
	case at+1+columns([]rune(hint), 0, utf8.RuneCountInString(hint)) <= style.width():
		p.printf(" %s", hint)
	default: // it would not fit on the line
		for _, part := range wrap(hint, style.width()-gutter) {
			p.printf("\n%s %s", style.faint("       |"), part)
		}
	}
	p.printf("\n")
}

// excerptBytes is how many bytes of a line are read for each available column, on each side of the start of a span; one is
// enough for ASCII. Otherwise each finding in a file that is one long line would take time proportional to the file.
const excerptBytes = 8

// excerpt returns the part of the first line of a span that can be shown, and where the span is in it.
func excerpt(span source.Span, width int) (line []rune, start, end int) {
	number := int(span.Start.Line)
	text := span.File.Line(number)
	at := min(int(span.Start.Offset)-span.File.Offset(number, 1), len(text))
	after := len(text)
	if span.End.Line == span.Start.Line {
		after = min(at+int(span.End.Offset-span.Start.Offset), after)
	}
	from, to := max(at-width-1, 0), min(at+width+1, len(text))
	if !isASCII(text[from:to]) {
		from, to = runeStart(text, at-excerptBytes*width), runeStart(text, at+excerptBytes*width)
	}
	start = utf8.RuneCountInString(text[from:at])
	end = max(start+utf8.RuneCountInString(text[at:min(after, to)]), start+1)
	return []rune(text[from:to]), start, end
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// runeStart returns the nearest offset at or before the given one at which a character starts.
func runeStart(text string, offset int) int {
	offset = min(max(offset, 0), len(text))
	for offset > 0 && offset < len(text) && !utf8.RuneStart(text[offset]) {
		offset--
	}
	return offset
}

// window cuts a line that is wider than the terminal to the part around the span.
func window(line []rune, start, end, width int) (cut []rune, from, to int) {
	width = max(width, minWindow)
	if columns(line, 0, len(line)) <= width {
		return line, start, end
	}
	before := min(20, width/2)
	low := min(start, len(line))
	for used := start - low; low > 0 && used+runeWidth(line[low-1]) <= before; low-- {
		used += runeWidth(line[low-1])
	}
	high, used := low, 0
	for high < len(line) && used+runeWidth(line[high]) <= width {
		used += runeWidth(line[high])
		high++
	}
	for high == len(line) && low > 0 && used+runeWidth(line[low-1]) <= width {
		low--
		used += runeWidth(line[low])
	}
	// An ellipsis replaces a letter, not a combining mark on one.
	for low > 0 && low < start && runeWidth(line[low]) == 0 {
		low++
	}
	for high < len(line) && high > low+1 && runeWidth(line[high-1]) == 0 {
		high--
	}
	cut = append([]rune(nil), line[low:high]...)
	if low > 0 {
		cut[0] = '…'
	}
	if high < len(line) {
		cut[len(cut)-1] = '…'
	}
	return cut, start - low, min(end-low, len(cut))
}

// minWindow is the minimum number of columns shown of a line.
const minWindow = 20

// visible replaces what would break the layout: tabs with a space, control characters with a dot.
func visible(line []rune) []rune {
	out := make([]rune, len(line))
	for i, r := range line {
		switch {
		case r == '\t':
			out[i] = ' '
		case unicode.IsControl(r) || source.IsInvisible(r):
			out[i] = '·'
		default:
			out[i] = r
		}
	}
	return out
}

// columns returns how many columns of a terminal the runes from start to end take.
func columns(line []rune, start, end int) int {
	n := 0
	for i := start; i < end; i++ {
		if i >= len(line) || line[i] < source.FirstMark { // most are
			n++
			continue
		}
		n += runeWidth(line[i])
	}
	return n
}

func runeWidth(r rune) int { return source.RuneColumns(r) }

func textWidth(s string) int { return source.Columns(s) }

// event truncates a line of a history to the width of the terminal. Other lines, and all lines if the width is unknown, are not
// truncated.
func (s Style) event(line string) string {
	if s.Width <= 0 || !strings.HasPrefix(strings.TrimSpace(line), "#") || textWidth(line) <= s.Width {
		return line
	}
	n := 0
	for i, r := range line {
		if n += runeWidth(r); n >= s.Width {
			return line[:i] + "…"
		}
	}
	return line
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
