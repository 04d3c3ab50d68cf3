package jsonata

import "unicode/utf8"

// maxUnit is the last character that takes a single UTF-16 unit.
const maxUnit = 0xFFFF

// decodeRune decodes the first character of s. A lone surrogate, kept in the three bytes that UTF-8 would give it, is
// one character.
func decodeRune(s string) (rune, int) {
	if len(s) >= 3 && s[0] == 0xED && s[1] >= 0xA0 && s[1] <= 0xBF {
		return 0xD000 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F), 3
	}
	return utf8.DecodeRuneInString(s)
}
