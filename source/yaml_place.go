package source

import (
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// yamlPlaces turns the library's lines and columns into offsets, and finds the ends of values, which the library does
// not report. Values are visited in the order of the text, so that it walks the text once.
type yamlPlaces struct {
	file *File
	text string

	lines []int32 // starts of YAML's lines, which end at more characters than the File's

	line, column, at int // the last line and column that were looked up, and their offset

	pos  int // where the walk is
	row  int32
	base int // as in jsonParser
}

func newYAMLPlaces(f *File) yamlPlaces {
	p := yamlPlaces{file: f, text: f.Text, row: 1, line: 1, column: 1}
	if strings.HasPrefix(p.text, byteOrderMark) {
		p.at = len(byteOrderMark)
	}
	p.lines = append(p.lines, int32(p.at))
	for i := p.at; i < len(p.text); {
		size := lineBreak(p.text[i:])
		if size == 0 {
			i++
			continue
		}
		i += size
		p.lines = append(p.lines, int32(i))
	}
	return p
}

// lineBreak returns the length of the line break at the start of s, 0 if there is none. YAML 1.1 also ends a line at a
// next line, a line separator and a paragraph separator.
func lineBreak(s string) int {
	switch s[0] {
	case '\n':
		return 1
	case '\r':
		if len(s) > 1 && s[1] == '\n' {
			return 2
		}
		return 1
	case 0xC2:
		if strings.HasPrefix(s, "\u0085") {
			return 2
		}
	case 0xE2:
		if strings.HasPrefix(s, "\u2028") || strings.HasPrefix(s, "\u2029") {
			return 3
		}
	}
	return 0
}

// offset returns the offset of a line and column of the library.
func (p *yamlPlaces) offset(line, column int) int {
	line = min(max(line, 1), len(p.lines)+1)
	if line > len(p.lines) {
		return len(p.text)
	}
	if line != p.line || column < p.column {
		p.line, p.column, p.at = line, 1, int(p.lines[line-1])
	}
	for ; p.column < column && p.at < len(p.text); p.column++ {
		_, size := utf8.DecodeRuneInString(p.text[p.at:])
		p.at += size
	}
	return p.at
}

// moveTo walks to an offset; back, too, where it must.
func (p *yamlPlaces) moveTo(offset int) {
	offset = min(max(offset, 0), len(p.text))
	if offset < p.pos {
		at := p.file.Position(offset)
		p.pos, p.row, p.base = offset, at.Line, offset-int(at.Column)+1
		return
	}
	for p.pos < offset {
		c := p.text[p.pos]
		switch {
		case c == '\n':
			p.pos++
			p.row++
			p.base = p.pos
		case c < utf8.RuneSelf:
			p.pos++
		default:
			_, size := utf8.DecodeRuneInString(p.text[p.pos:])
			p.pos += size
			p.base += size - 1
		}
	}
}

func (p *yamlPlaces) here() Position {
	return Position{Offset: int32(p.pos), Line: p.row, Column: int32(p.pos-p.base) + 1}
}

func (p *yamlPlaces) position(offset int) Position {
	p.moveTo(offset)
	return p.here()
}

func (p *yamlPlaces) span(start, end int) Span {
	from := p.position(start)
	return Span{File: p.file, Start: from, End: p.position(end)}
}

// start returns the offset at which the value of a node starts, after its tag and anchor, which the library includes.
// It is never before the end of the value before.
func (p *yamlPlaces) start(y *yaml.Node) int {
	at := max(p.offset(y.Line, y.Column), p.pos)
	properties := 0
	if y.Anchor != "" {
		properties++
	}
	if y.Style&yaml.TaggedStyle != 0 {
		properties++
	}
	if y.Kind == yaml.ScalarNode && properties < 2 && at < len(p.text) && p.text[at] == '!' {
		properties = max(properties, 1) // the tag "!" leaves no trace
		if y.Anchor != "" {
			properties = 2
		}
	}
	for ; properties > 0 && at < len(p.text) && (p.text[at] == '&' || p.text[at] == '!'); properties-- {
		at = wordEnd(p.text, at)
		if next := p.blank(at); properties > 1 || !isEmptyScalar(y) {
			at = next
		}
	}
	return at
}

// isEmptyScalar reports whether y is an empty plain scalar.
func isEmptyScalar(y *yaml.Node) bool {
	return y.Kind == yaml.ScalarNode && y.Value == "" && y.Style&^yaml.TaggedStyle == 0
}

// blank returns the end of the white space and comments at offset i.
func (p *yamlPlaces) blank(i int) int {
	for i < len(p.text) {
		switch c := p.text[i]; {
		case c == ' ' || c == '\t':
			i++
		case c == '#' && i > 0 && isBlank(p.text[i-1]):
			for i < len(p.text) && lineBreak(p.text[i:]) == 0 {
				i++
			}
		default:
			size := lineBreak(p.text[i:])
			if size == 0 {
				return i
			}
			i += size
		}
	}
	return i
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// wordEnd returns the end of the text without blanks at offset i.
func wordEnd(s string, i int) int {
	for i < len(s) && !isBlank(s[i]) && lineBreak(s[i:]) == 0 {
		i++
	}
	return i
}

func (f *File) wordEnd(i int) int { return wordEnd(f.Text, i) }

// collectionEnd walks to the end of an array or object whose last value ends here.
func (p *yamlPlaces) collectionEnd(y *yaml.Node, start int) {
	if p.pos < start {
		p.moveTo(start)
	}
	if start >= len(p.text) {
		return
	}
	open := p.text[start]
	if y.Style&yaml.FlowStyle == 0 || open != '[' && open != '{' {
		return
	}
	i := max(p.pos, start+1)
	for i < len(p.text) {
		switch p.text[i] {
		case ',', ':', '?':
			i++
		case ']', '}':
			p.moveTo(i + 1)
			return
		default:
			next := p.blank(i)
			if next == i {
				return
			}
			i = next
		}
	}
}
