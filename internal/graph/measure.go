package graph

import (
	"strings"
	"unicode"
)

// The sizes of texts in pixels.
const (
	TitleSize  = 13
	DetailSize = 11
)

// em is the unit of the widths of characters: hundredths of the size of the font.
const em = 100

// narrow and broad are the characters of ASCII that differ most from the others.
const (
	narrow = "iIjl.,:;'|!ftr()[]/\\ `"
	broad  = "mwMW@%"
)

// eastAsian are the scripts whose characters are as wide as high.
var eastAsian = []*unicode.RangeTable{unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo, unicode.Yi}

// runeWidth returns how wide a character is in hundredths of the size of the font. Fonts differ: it is that of a wide one.
func runeWidth(r rune) int {
	switch {
	case r < unicode.MaxASCII:
		switch {
		case strings.ContainsRune(narrow, r):
			return 40
		case strings.ContainsRune(broad, r):
			return 95
		case 'A' <= r && r <= 'Z':
			return 74
		default:
			return 63
		}
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case unicode.In(r, eastAsian...) || r >= 0x3000 && r <= 0x303F || r >= 0xFF01 && r <= 0xFF60 || r >= 0x1F000 && r <= 0x1FAFF:
		return em + 4
	case unicode.IsLower(r):
		return 66
	default:
		return 80
	}
}

// Width returns how many pixels a text of a size takes at most.
func Width(text string, size int) int {
	total := 0
	for _, r := range text {
		total += runeWidth(r)
	}
	return (total*size + em - 1) / em
}

// Cut returns a text that takes no more than some pixels: the text itself, or its beginning with an ellipsis. Marks stay on their
// letter.
func Cut(text string, size, pixels int) string {
	if Width(text, size) <= pixels {
		return text
	}
	room := pixels*em/size - runeWidth('…')
	used, end := 0, 0
	for i, r := range text {
		w := runeWidth(r)
		if used += w; used > room {
			break
		}
		end = i + len(string(r))
	}
	return strings.TrimRight(text[:end], " ") + "…"
}
