package source

import (
	"math"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// scalarEnd walks to the end of the scalar that starts at start.
func (p *yamlPlaces) scalarEnd(y *yaml.Node, start int) {
	var end int
	switch y.Style &^ yaml.TaggedStyle {
	case yaml.DoubleQuotedStyle:
		end = doubleQuotedEnd(p.text, start)
	case yaml.SingleQuotedStyle:
		end = singleQuotedEnd(p.text, start)
	case yaml.LiteralStyle, yaml.FoldedStyle:
		end = blockEnd(p.text, start, y.Value)
	default:
		end = plainEnd(p.text, start, y.Value)
	}
	p.moveTo(end)
}

func doubleQuotedEnd(s string, i int) int {
	for i++; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(s)
}

func singleQuotedEnd(s string, i int) int {
	for i++; i < len(s); i++ {
		if s[i] != '\'' {
			continue
		}
		if i+1 == len(s) || s[i+1] != '\'' {
			return i + 1
		}
		i++
	}
	return len(s)
}

// plainEnd follows the value of a scalar without quotes through its text: a line break and the blanks around it are folded
// to a space, further line breaks are kept as they are.
func plainEnd(s string, start int, value string) int {
	i := start
	for len(value) > 0 && i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		want, wantSize := utf8.DecodeRuneInString(value)
		if r == want && lineBreak(s[i:]) == 0 && !breakFollows(s[i:]) {
			i += size
			value = value[wantSize:]
			continue
		}
		next, breaks := foldedBreak(s, i)
		if breaks == 0 {
			break
		}
		i = next
		if breaks == 1 {
			value = strings.TrimPrefix(value, " ")
			continue
		}
		for ; breaks > 1 && value != ""; breaks-- {
			_, size := utf8.DecodeRuneInString(value) // a line break, which need not be a line feed
			value = value[size:]
		}
	}
	return i
}

// breakFollows reports whether s starts with blanks and then a line break.
func breakFollows(s string) bool {
	rest := strings.TrimLeft(s, " \t")
	return len(rest) < len(s) && rest != "" && lineBreak(rest) > 0
}

// foldedBreak returns the end of the line breaks and blanks at offset i, and how many line breaks there are.
func foldedBreak(s string, i int) (end, breaks int) {
	for i < len(s) {
		if s[i] == ' ' || s[i] == '\t' {
			i++
			continue
		}
		size := lineBreak(s[i:])
		if size == 0 {
			break
		}
		i += size
		breaks++
	}
	return i, breaks
}

// blockIndent returns the indentation of the content of the block scalar whose first line starts at offset body. The
// first line that is not blank tells, less the blanks that are part of the value. Without such a line, no line is deep
// enough.
func blockIndent(s string, body int, value string) int {
	have, ok := firstIndent(s, body)
	kept, inValue := firstIndent(value, 0)
	if !ok || !inValue {
		return math.MaxInt
	}
	return have - kept
}

// firstIndent returns the indentation of the first line from offset i that is not blank.
func firstIndent(s string, i int) (int, bool) {
	for i < len(s) {
		end := lineEnd(s, i)
		if content := strings.TrimLeft(s[i:end], " "); content != "" {
			return end - i - len(content), true
		}
		i = nextLine(s, end)
	}
	return 0, false
}

func lineEnd(s string, i int) int {
	for i < len(s) && lineBreak(s[i:]) == 0 {
		i++
	}
	return i
}

func nextLine(s string, end int) int {
	if end >= len(s) {
		return len(s)
	}
	return end + lineBreak(s[end:])
}

// blockEnd returns the end of the block scalar at offset start: of its last line that is not blank, unless its header
// says to keep blank lines.
func blockEnd(s string, start int, value string) int {
	last := lineEnd(s, start)
	header := strings.TrimRight(s[start:last], " \t")
	end := start + len(header)
	keep := strings.IndexByte(header[:min(len(header), 3)], '+') > 0
	body := nextLine(s, last)
	indent := blockIndent(s, body, value)
	for i := body; i < len(s); i = nextLine(s, last) {
		last = lineEnd(s, i)
		content := strings.TrimLeft(s[i:last], " ")
		switch have := last - i - len(content); {
		case content == "":
			if keep {
				end = last
			}
		case have < indent || have == 0 && isDocumentMarker(content):
			return end
		default:
			end = last
		}
	}
	return end
}

func isDocumentMarker(line string) bool {
	return (strings.HasPrefix(line, "---") || strings.HasPrefix(line, "...")) && (len(line) == 3 || isBlank(line[3]))
}
