package report

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/aslcheck/aslcheck/source"
)

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
	line := excerpt(span, style.width()).cut(style.width() - gutter)
	indent, marks := source.Columns(line.before), max(source.Columns(line.marked), 1)
	number := strconv.Itoa(int(span.Start.Line))
	p.write(style.faint(many(blanks, 6-len(number))+number+" |"), " ", line.visible(line.before), line.visible(line.marked),
		line.visible(line.after), "\n", style.faint("       |"), many(blanks, indent+1), style.bad(many(carets, marks)))
	hint = source.OneLine(hint)
	switch at := gutter + indent + marks; {
	case hint == "":
	case at+1+source.Columns(hint) <= style.width():
		p.write(" ", hint)
	default: // it would not fit on the line
		for _, part := range p.wrapped(hint, style.width()-gutter) {
			p.write("\n", style.faint("       |"), " ", part)
		}
	}
	p.write("\n")
}

// What fills the columns of a frame.
var (
	blanks = strings.Repeat(" ", 2*DefaultWidth)
	carets = strings.Repeat("^", 2*DefaultWidth)
)

// many returns a number of the characters that fill has, none if it is negative.
func many(fill string, count int) string {
	if count > len(fill) {
		return strings.Repeat(fill[:1], count)
	}
	return fill[:max(count, 0)]
}

// excerptBytes is how many bytes of a line are read for each available column, on each side of the start of a span; one is
// enough for ASCII. Otherwise each finding in a file that is one long line would take time proportional to the file.
const excerptBytes = 8

// A fragment is the part of a line that is shown: what is marked in it, and what is before and after that.
type fragment struct {
	before, marked, after string
	// plain is whether the line has printable ASCII only, as nearly all have: then nothing in it is replaced, and a byte takes
	// a column.
	plain bool
}

// excerpt returns the part of the first line of a span that can be shown. Of an empty span the next character is marked.
func excerpt(span source.Span, width int) fragment {
	number := int(span.Start.Line)
	text := span.File.Line(number)
	at := min(int(span.Start.Offset)-span.File.Offset(number, 1), len(text))
	end := len(text)
	if span.End.Line == span.Start.Line {
		end = min(at+int(span.End.Offset-span.Start.Offset), end)
	}
	from, to := max(at-width-1, 0), min(at+width+1, len(text))
	if source.IsPrintable(text[from:to]) {
		return plainFragment(text, from, at, end, to)
	}
	if !isASCII(text[from:to]) {
		from, to = runeStart(text, at-excerptBytes*width), runeStart(text, at+excerptBytes*width)
	}
	at, end = runeStart(text, at), min(end, to)
	if end <= at && at < to {
		end = at + 1
	}
	for end < to && !utf8.RuneStart(text[end]) {
		end++
	}
	return fragment{before: valid(text[from:at]), marked: valid(text[at:end]), after: valid(text[end:to])}
}

// plainFragment returns the fragment of printable ASCII from from to to, with what is between at and end marked.
func plainFragment(text string, from, at, end, to int) fragment {
	end = min(max(end, at+1), to)
	return fragment{before: text[from:at], marked: text[at:end], after: text[end:to], plain: true}
}

// valid returns a text with U+FFFD for each byte that isn't UTF-8.
func valid(text string) string {
	if utf8.ValidString(text) {
		return text
	}
	return string([]rune(text))
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

// minWindow is the minimum number of columns shown of a line.
const minWindow = 20

// cut cuts a line that is wider than the terminal to the part around what is marked.
func (f fragment) cut(width int) fragment {
	width = max(width, minWindow)
	if f.columns() <= width {
		return f
	}
	out := fragment{before: lastColumns(f.before, min(20, width/2)), plain: f.plain}
	room := width - source.Columns(out.before)
	out.marked = firstColumns(f.marked, room)
	if out.marked == f.marked {
		out.after = firstColumns(f.after, room-source.Columns(out.marked))
	}
	isCutAfter := len(out.marked)+len(out.after) < len(f.marked)+len(f.after)
	if !isCutAfter {
		out.before = lastColumns(f.before, width-source.Columns(out.marked)-source.Columns(out.after))
	}
	if len(out.before) < len(f.before) {
		out.elideFirst()
	}
	if isCutAfter {
		out.elideLast()
	}
	return out
}

// columns returns how many columns the line takes.
func (f fragment) columns() int {
	if f.plain {
		return len(f.before) + len(f.marked) + len(f.after)
	}
	return source.Columns(f.before) + source.Columns(f.marked) + source.Columns(f.after)
}

const ellipsis = "…"

// elideFirst replaces the first letter with an ellipsis, with the combining marks on the one before it.
func (f *fragment) elideFirst() {
	f.before = strings.TrimLeftFunc(f.before, isMark)
	for _, part := range []*string{&f.before, &f.marked, &f.after} {
		if _, size := utf8.DecodeRuneInString(*part); size > 0 {
			*part = ellipsis + (*part)[size:]
			return
		}
	}
}

// elideLast replaces the last letter with an ellipsis, with its combining marks.
func (f *fragment) elideLast() {
	for _, part := range []*string{&f.after, &f.marked, &f.before} {
		kept := strings.TrimRightFunc(*part, isMark)
		if _, size := utf8.DecodeLastRuneInString(kept); size > 0 {
			*part = kept[:len(kept)-size] + ellipsis
			return
		}
		*part = ""
	}
}

// isMark reports whether a character takes no column of its own.
func isMark(r rune) bool { return source.RuneColumns(r) == 0 }

// firstColumns returns the beginning of a text that takes at most some columns.
func firstColumns(text string, most int) string {
	most = max(most, 0)
	if isASCII(text[:min(most+1, len(text))]) {
		return text[:min(most, len(text))]
	}
	for i, r := range text {
		if most -= source.RuneColumns(r); most < 0 {
			return text[:i]
		}
	}
	return text
}

// lastColumns returns the end of a text that takes at most some columns.
func lastColumns(text string, most int) string {
	most = max(most, 0)
	if at := len(text) - most; isASCII(text[max(at-1, 0):]) {
		return text[max(at, 0):]
	}
	start := len(text)
	for start > 0 {
		r, size := utf8.DecodeLastRuneInString(text[:start])
		if most -= source.RuneColumns(r); most < 0 {
			break
		}
		start -= size
	}
	return text[start:]
}

// visible replaces in a part of the line what would break the layout: tabs with a space, control characters with a dot.
func (f fragment) visible(text string) string {
	if f.plain || source.IsPrintable(text) {
		return text
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case breaksLayout(r):
			return '·'
		default:
			return r
		}
	}, text)
}

func breaksLayout(r rune) bool { return unicode.IsControl(r) || source.IsInvisible(r) }
