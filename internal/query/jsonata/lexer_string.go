package jsonata

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/aslcheck/aslcheck/internal/query/jsonata/ecma"
	"github.com/aslcheck/aslcheck/value"
)

// string reads a string literal in either kind of quotes.
func (l *lexer) string(quote byte) token {
	start := l.pos
	for i := start + 1; i < len(l.text); i++ {
		switch l.text[i] {
		case quote:
			l.pos = i + 1
			return token{kind: tokString, start: start, end: l.pos, text: l.text[start+1 : i]}
		case '\\':
			return l.stringWithEscapes(start, i, quote)
		}
	}
	return l.fail("S0101", len(l.text), "")
}

func (l *lexer) stringWithEscapes(start, at int, quote byte) token {
	buf := append(make([]byte, 0, len(l.text)-start), l.text[start+1:at]...)
	for i := at; i < len(l.text); {
		switch c := l.text[i]; c {
		case quote:
			l.pos = i + 1
			return token{kind: tokString, start: start, end: l.pos, text: string(buf)}
		case '\\':
			next, width := l.escape(i+1, buf)
			if width == 0 {
				return token{kind: tokEnd, start: len(l.text), end: len(l.text)}
			}
			buf = next
			i += 1 + width
		default:
			buf = append(buf, c)
			i++
		}
	}
	return l.fail("S0101", len(l.text), "")
}

// escape appends what stands at i, behind a backslash, and returns its width; 0 after an error.
func (l *lexer) escape(i int, buf []byte) ([]byte, int) {
	if i >= len(l.text) {
		l.fail("S0103", i, "")
		return buf, 0
	}
	switch c := l.text[i]; c {
	case '"', '\\', '/':
		return append(buf, c), 1
	case 'b':
		return append(buf, '\b'), 1
	case 'f':
		return append(buf, '\f'), 1
	case 'n':
		return append(buf, '\n'), 1
	case 'r':
		return append(buf, '\r'), 1
	case 't':
		return append(buf, '\t'), 1
	case 'u':
		unit, ok := l.hex(i + 1)
		if !ok {
			l.fail("S0104", i, "")
			return buf, 0
		}
		return appendUnit(buf, unit), 5
	default:
		_, size := ecma.DecodeRune(l.text[i:])
		l.fail("S0103", i, l.text[i:i+size])
		return buf, 0
	}
}

// hex reads up to four hexadecimal digits; fewer only at the end of the text.
func (l *lexer) hex(i int) (rune, bool) {
	digits := l.text[i:min(i+4, len(l.text))]
	if digits == "" || strings.Trim(digits, "0123456789abcdefABCDEF") != "" {
		return 0, false
	}
	n, err := strconv.ParseUint(digits, 16, 16)
	return rune(n), err == nil
}

// appendUnit appends a UTF-16 unit and joins it with a high surrogate at the end of buf.
func appendUnit(buf []byte, unit rune) []byte {
	if unit >= 0xDC00 && unit <= 0xDFFF && len(buf) >= 3 {
		high, size := ecma.DecodeRune(string(buf[len(buf)-3:]))
		if size == 3 && high >= 0xD800 && high <= 0xDBFF {
			return utf8.AppendRune(buf[:len(buf)-3], utf16.DecodeRune(high, unit))
		}
	}
	return value.AppendCodeUnit(buf, unit)
}
