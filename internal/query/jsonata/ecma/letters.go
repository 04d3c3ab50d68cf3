package ecma

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/aslcheck/aslcheck/value"
)

// Upper turns letters into capitals; some letters become several.
func Upper(s string) string { return mapRunes(s, unicode.ToUpper, specialUpper) }

// Lower turns letters into small ones; a sigma at the end of a word has a form of its own.
func Lower(s string) string {
	if IsASCII(s) {
		return strings.ToLower(s)
	}
	runes := Runes(s)
	buf := make([]byte, 0, len(s))
	for i, r := range runes {
		switch {
		case r == 'İ':
			buf = append(buf, "i̇"...)
		case r == 'Σ' && finalSigma(runes, i):
			buf = append(buf, "ς"...)
		case r >= 0xD800 && r <= 0xDFFF:
			buf = value.AppendCodeUnit(buf, r)
		default:
			buf = utf8.AppendRune(buf, unicode.ToLower(r))
		}
	}
	return string(buf)
}

// finalSigma reports whether the letter before i belongs to the same word and none after it does.
func finalSigma(runes []rune, i int) bool {
	ignorable := func(r rune) bool {
		return unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf, unicode.Lm, unicode.Sk) || r == '\'' || r == '.' || r == ':' || r == '·' || r == '’'
	}
	before := i - 1
	for before >= 0 && ignorable(runes[before]) {
		before--
	}
	after := i + 1
	for after < len(runes) && ignorable(runes[after]) {
		after++
	}
	return before >= 0 && unicode.IsLetter(runes[before]) && !(after < len(runes) && unicode.IsLetter(runes[after]))
}

func mapRunes(s string, one func(rune) rune, many map[rune]string) string {
	if IsASCII(s) {
		return strings.Map(one, s)
	}
	buf := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		r, size := DecodeRune(s[i:])
		i += size
		if text, ok := many[r]; ok {
			buf = append(buf, text...)
		} else if r >= 0xD800 && r <= 0xDFFF {
			buf = value.AppendCodeUnit(buf, r)
		} else {
			buf = utf8.AppendRune(buf, one(r))
		}
	}
	return string(buf)
}
