package source

import (
	"math"
	"sort"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// A File is a text with a name. It does not change; Nodes and Spans point into it.
type File struct {
	Name string
	Text string

	lines     []int32 // those of starts
	findLines sync.Once
	// columns are the columns at some offsets in long lines, so that a position there needs no look at the whole line.
	columns    []mark
	countMarks sync.Once
}

// A mark is the number of code points between the start of the line and an offset.
type mark struct{ offset, count int32 }

// longLine is the length from which a line has marks, and the distance between two of them, in bytes.
const longLine = 1024

// NewFile returns the file of the given name and text. Nothing is read from disk. Positions work up to 2 GiB; the limits of the
// parsers are far lower.
func NewFile(name, text string) *File { return &File{Name: name, Text: text} }

// starts returns the offset of the start of each line. They are found when something asks first: the parser of JSON counts lines
// itself, and few files have findings that need more.
func (f *File) starts() []int32 {
	f.findLines.Do(f.index)
	return f.lines
}

// index finds the starts of the lines.
func (f *File) index() {
	f.lines = make([]int32, 1, 1+strings.Count(f.Text, "\n"))
	for at := 0; ; {
		i := strings.IndexByte(f.Text[at:], '\n')
		if i < 0 || at+i >= math.MaxInt32 {
			return
		}
		at += i + 1
		f.lines = append(f.lines, int32(at))
	}
}

// A Position is a location in a file. Offset counts bytes from 0; Line counts from 1; Column counts code points from 1. The
// zero Position is not valid.
type Position struct {
	Offset, Line, Column int32
}

// After returns the position after a text that begins at p, without reading the rest of the line.
func (p Position) After(text string) Position {
	p.Offset += int32(len(text))
	if i := strings.LastIndexByte(text, '\n'); i >= 0 {
		p.Line += int32(strings.Count(text, "\n"))
		p.Column, text = 1, text[i+1:]
	}
	p.Column += int32(utf8.RuneCountInString(text))
	return p
}

// IsValid reports whether p is a location in a file.
func (p Position) IsValid() bool { return p.Line > 0 }

// String returns "line:column".
func (p Position) String() string {
	return strconv.Itoa(int(p.Line)) + ":" + strconv.Itoa(int(p.Column))
}

// A Span is a half-open range of a file. The zero Span is not valid.
type Span struct {
	File       *File
	Start, End Position
}

// IsValid reports whether s is a range of a file.
func (s Span) IsValid() bool { return s.File != nil && s.Start.IsValid() }

// Text returns the text that s covers.
func (s Span) Text() string {
	if !s.IsValid() {
		return ""
	}
	return s.File.Text[s.Start.Offset:s.End.Offset]
}

// String returns "file:line:column".
func (s Span) String() string {
	if s.File == nil {
		return "-"
	}
	if !s.Start.IsValid() {
		return s.File.Name
	}
	return s.File.Name + ":" + strconv.Itoa(int(s.Start.Line)) + ":" + strconv.Itoa(int(s.Start.Column))
}

// Lines returns the number of lines, counting an unfinished last one.
func (f *File) Lines() int { return len(f.starts()) }

// Line returns line n, counted from 1, without its line break; "" if there is none.
func (f *File) Line(n int) string {
	lines := f.starts()
	if n < 1 || n > len(lines) {
		return ""
	}
	end := len(f.Text)
	if n < len(lines) {
		end = int(lines[n])
	}
	return strings.TrimRight(f.Text[lines[n-1]:end], "\r\n")
}

// Position returns the position at a byte offset, which is cut to the size of the file.
func (f *File) Position(offset int) Position {
	offset = min(max(offset, 0), len(f.Text), math.MaxInt32)
	lines := f.starts()
	line := sort.Search(len(lines), func(i int) bool { return int(lines[i]) > offset })
	start := int(lines[line-1])
	return Position{
		Offset: int32(offset),
		Line:   int32(line),
		Column: f.codePoints(start, offset) + 1,
	}
}

// codePoints returns the number of code points between the start of a line and an offset in it.
func (f *File) codePoints(start, offset int) int32 {
	if offset-start < longLine {
		return int32(utf8.RuneCountInString(f.Text[start:offset]))
	}
	f.countMarks.Do(f.mark)
	i := sort.Search(len(f.columns), func(i int) bool { return int(f.columns[i].offset) > offset }) - 1
	if i < 0 || int(f.columns[i].offset) < start {
		return int32(utf8.RuneCountInString(f.Text[start:offset]))
	}
	m := f.columns[i]
	return m.count + int32(utf8.RuneCountInString(f.Text[m.offset:offset]))
}

// mark makes the marks of all long lines.
func (f *File) mark() {
	lines := f.starts()
	for k, start := range lines {
		end := len(f.Text)
		if k+1 < len(lines) {
			end = int(lines[k+1])
		}
		if end-int(start) < longLine {
			continue
		}
		count, last := int32(0), int(start)
		for at := range f.Text[start:end] { // the start of each code point
			if offset := int(start) + at; offset-last >= longLine {
				f.columns = append(f.columns, mark{int32(offset), count})
				last = offset
			}
			count++
		}
	}
}

// Offset returns the byte offset of a line and a column in code points, both counted from 1. Columns beyond the end of
// the line give its end.
func (f *File) Offset(line, column int) int {
	if line < 1 {
		return 0
	}
	lines := f.starts()
	if line > len(lines) {
		return len(f.Text)
	}
	at := int(lines[line-1])
	for ; column > 1 && at < len(f.Text) && f.Text[at] != '\n'; column-- {
		_, size := utf8.DecodeRuneInString(f.Text[at:])
		at += size
	}
	return at
}

// Span returns the span between two byte offsets.
func (f *File) Span(start, end int) Span {
	return Span{File: f, Start: f.Position(start), End: f.Position(end)}
}
