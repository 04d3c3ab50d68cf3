package terraform

import (
	"sort"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"

	"github.com/aslcheck/aslcheck/source"
)

// An origin is a text that expressions are parsed from: a file, or a string of one in JSON.
type origin struct {
	file *source.File
	// text is what is parsed, from the offset base of the file.
	text string
	base int
	// within relates the text to a string of the file; nil if the text is the file's own.
	within *source.Within
	// made is the text itself, if a configuration makes it; nil for others.
	made *Text

	index *index
}

// at returns the span in the file of the bytes of the text from start to end. Offsets count as those of HCL: from the start
// of the file, or of the string.
func (o *origin) at(start, end int) span {
	if o.made != nil {
		return o.made.Span(start, end)
	}
	if o.within != nil {
		return o.within.Span(start, end)
	}
	if o.index == nil {
		o.index = newIndex(o.file)
	}
	return source.Span{File: o.file, Start: o.index.position(start), End: o.index.position(end)}
}

func (o *origin) span(r hcl.Range) span { return o.at(r.Start.Byte, r.End.Byte) }

// raw returns the text of a range.
func (o *origin) raw(r hcl.Range) string {
	start, end := r.Start.Byte-o.base, r.End.Byte-o.base
	if start < 0 || end > len(o.text) || start > end {
		return ""
	}
	return o.text[start:end]
}

// An index finds positions in a file whose lines may be long.
type index struct {
	file  *source.File
	lines []int32 // where lines start
	runes []int32 // how many code points start before each block
}

const indexBlock = 1024

func newIndex(file *source.File) *index {
	x := &index{file: file, lines: []int32{0}}
	for i := range len(file.Text) {
		if file.Text[i] == '\n' {
			x.lines = append(x.lines, int32(i+1))
		}
	}
	n := 0
	for at := 0; at <= len(file.Text); at += indexBlock {
		x.runes = append(x.runes, int32(n))
		n += runeStarts(file.Text[at:min(at+indexBlock, len(file.Text))])
	}
	return x
}

// runeStarts counts the bytes that start a code point, so that counts of adjacent texts add up.
func runeStarts(text string) int {
	n := 0
	for i := range len(text) {
		if utf8.RuneStart(text[i]) {
			n++
		}
	}
	return n
}

func (x *index) before(offset int) int {
	block := offset / indexBlock
	return int(x.runes[block]) + runeStarts(x.file.Text[block*indexBlock:offset])
}

func (x *index) position(offset int) source.Position {
	offset = min(max(offset, 0), len(x.file.Text))
	line := sort.Search(len(x.lines), func(i int) bool { return int(x.lines[i]) > offset })
	start := int(x.lines[line-1])
	column := 0
	if offset-start < indexBlock {
		column = utf8.RuneCountInString(x.file.Text[start:offset])
	} else {
		column = x.before(offset) - x.before(start)
	}
	return source.Position{Offset: int32(offset), Line: int32(line), Column: int32(column) + 1}
}
