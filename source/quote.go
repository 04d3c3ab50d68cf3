package source

import "unicode/utf8"

const hexDigits = "0123456789abcdef"

// quoteJSON returns s as a JSON string.
func quoteJSON(s string) string {
	buf := []byte{'"'}
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '"' || r == '\\':
			buf = append(buf, '\\', byte(r))
		case r == '\n':
			buf = append(buf, `\n`...)
		case r == '\r':
			buf = append(buf, `\r`...)
		case r == '\t':
			buf = append(buf, `\t`...)
		case r < ' ':
			buf = appendUnit(buf, uint16(r))
		case r == utf8.RuneError && size == 1:
			if unit, ok := loneSurrogate(s[i:]); ok {
				buf, size = appendUnit(buf, unit), 3
				break
			}
			buf = utf8.AppendRune(buf, r)
		default:
			buf = append(buf, s[i:i+size]...)
		}
		i += size
	}
	return string(append(buf, '"'))
}

func appendUnit(buf []byte, unit uint16) []byte {
	return append(buf, '\\', 'u', hexDigits[unit>>12], hexDigits[unit>>8&0xF], hexDigits[unit>>4&0xF], hexDigits[unit&0xF])
}

// loneSurrogate decodes the three bytes that appendCodeUnit writes for half a surrogate pair.
func loneSurrogate(s string) (uint16, bool) {
	if len(s) < 3 || s[0] != 0xED || s[1]&0xE0 != 0xA0 || s[2]&0xC0 != 0x80 {
		return 0, false
	}
	return 0xD000 | uint16(s[1]&0x3F)<<6 | uint16(s[2]&0x3F), true
}
