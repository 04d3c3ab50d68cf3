package source

import (
	"unicode"
	"unicode/utf8"
)

// wide are the scripts whose characters take two columns.
var wide = []*unicode.RangeTable{unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana}

// FirstMark is the first character whose width may not be one column.
const FirstMark = 0x300

// RuneColumns returns how many columns of a terminal a character takes.
func RuneColumns(r rune) int {
	switch {
	case r < FirstMark:
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me):
		return 0
	case unicode.In(r, wide...) || r >= 0xFF01 && r <= 0xFF60 || r >= 0x1F300 && r <= 0x1FAFF:
		return 2
	default:
		return 1
	}
}

// Columns returns how many columns of a terminal a text takes.
func Columns(s string) int {
	n := 0
	for n < len(s) && s[n] < utf8.RuneSelf { // nearly always all of it
		n++
	}
	for _, r := range s[n:] {
		n += RuneColumns(r)
	}
	return n
}

// ClipColumns returns a text that takes at most some columns of a terminal: the text itself, or its beginning with an ellipsis.
func ClipColumns(text string, most int) string {
	used, end := 0, 0 // end is where the text is cut if it is too long
	for i, r := range text {
		n := RuneColumns(r)
		if used+n <= most-1 {
			end = i + len(string(r))
		}
		if used += n; used > most {
			return text[:end] + "…"
		}
	}
	return text
}
