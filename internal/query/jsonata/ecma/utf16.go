package ecma

import (
	"unicode/utf16"
	"unicode/utf8"

	"github.com/aslcheck/aslcheck/value"
)

// Strings are kept as UTF-8. A lone surrogate, which UTF-8 has no form for, is kept in the three bytes it would have.

// MaxUnit is the last character that takes a single UTF-16 unit.
const MaxUnit = 0xFFFF

// DecodeRune decodes the first character of s; a lone surrogate is one character.
func DecodeRune(s string) (rune, int) {
	if len(s) >= 3 && s[0] == 0xED && s[1] >= 0xA0 && s[1] <= 0xBF {
		return 0xD000 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F), 3
	}
	return utf8.DecodeRuneInString(s)
}

// IsASCII reports whether all characters of s are one byte and one unit.
func IsASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// Units returns the UTF-16 units of s, each in a rune.
func Units(s string) []rune {
	units := make([]rune, 0, len(s))
	for i := 0; i < len(s); {
		r, size := DecodeRune(s[i:])
		i += size
		if r > MaxUnit {
			high, low := utf16.EncodeRune(r)
			units = append(units, high, low)
		} else {
			units = append(units, r)
		}
	}
	return units
}

// UnitText is the reverse of Units.
func UnitText(units []rune) string {
	buf := make([]byte, 0, len(units))
	for i := 0; i < len(units); i++ {
		if i+1 < len(units) && utf16.IsSurrogate(units[i]) {
			if r := utf16.DecodeRune(units[i], units[i+1]); r != utf8.RuneError {
				buf = utf8.AppendRune(buf, r)
				i++
				continue
			}
		}
		buf = value.AppendCodeUnit(buf, units[i])
	}
	return string(buf)
}

// Runes returns the characters of s; a lone surrogate is one.
func Runes(s string) []rune {
	runes := make([]rune, 0, len(s))
	for i := 0; i < len(s); {
		r, size := DecodeRune(s[i:])
		runes = append(runes, r)
		i += size
	}
	return runes
}

// CountRunes counts the characters of s.
func CountRunes(s string) int {
	n := 0
	for i := 0; i < len(s); n++ {
		_, size := DecodeRune(s[i:])
		i += size
	}
	return n
}

// Join joins two strings; surrogates that meet become one character.
func Join(a, b string) string {
	if len(a) >= 3 && len(b) >= 3 && a[len(a)-3] == 0xED && b[0] == 0xED {
		return UnitText(append(Units(a), Units(b)...))
	}
	return a + b
}

// CountUnits returns the number of UTF-16 units of s.
func CountUnits(s string) int {
	n := 0
	for i := 0; i < len(s); n++ {
		if s[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := DecodeRune(s[i:])
		if r > MaxUnit {
			n++
		}
		i += size
	}
	return n
}
