package value

import (
	"math"
	"strconv"
	"unicode/utf8"
)

// JSON returns the JSON text of v: the text it was parsed from while nothing changed, else the compact form. Undefined
// and opaque values are written as null.
func (v Value) JSON() string {
	if v.box != nil && v.box.text != "" {
		return v.box.text
	}
	return string(v.AppendJSON(nil))
}

// AppendJSON appends the text that JSON returns to dst.
func (v Value) AppendJSON(dst []byte) []byte {
	if v.box != nil && v.box.text != "" {
		return append(dst, v.box.text...)
	}
	if v.box != nil && v.box.verbatim {
		return v.append(dst, Value.AppendJSON)
	}
	return v.append(dst, Value.AppendCompact)
}

// AppendCompact appends the JSON text of v without any whitespace to dst.
func (v Value) AppendCompact(dst []byte) []byte { return v.append(dst, Value.AppendCompact) }

// Compact returns v without the text it was parsed from: it is written without whitespace.
func (v Value) Compact() Value {
	if v.box == nil || v.box.text == "" && !v.box.verbatim {
		return v
	}
	b := &box{elems: v.box.elems, unread: v.box.unread, members: v.box.members}
	b.stem.Store(v.box.stem.Load())
	v.box = b
	return v
}

func (v Value) append(dst []byte, write func(Value, []byte) []byte) []byte {
	switch v.kind {
	case BoolKind:
		return strconv.AppendBool(dst, v.num != 0)
	case NumberKind:
		if v.str != "" {
			return append(dst, v.str...)
		}
		return appendFloat(dst, v.num)
	case StringKind:
		return AppendQuoted(dst, v.str)
	case ArrayKind:
		dst = append(dst, '[')
		for i, elem := range v.box.each {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = write(*elem, dst)
		}
		return append(dst, ']')
	case ObjectKind:
		dst = append(dst, '{')
		for i := range v.box.members {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = append(AppendQuoted(dst, v.box.members[i].Key), ':')
			dst = write(v.box.members[i].Value, dst)
		}
		return append(dst, '}')
	default:
		return append(dst, "null"...)
	}
}

// exponentFrom and exponentBelow bound the numbers that are written without an exponent, as in ECMAScript.
const (
	exponentFrom  = 1e21
	exponentBelow = 1e-6
)

// appendFloat writes f as ECMAScript does: the shortest digits that give f back.
func appendFloat(dst []byte, f float64) []byte {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return append(dst, "null"...)
	}
	if f == math.Trunc(f) && math.Abs(f) < 1<<53 {
		return strconv.AppendInt(dst, int64(f), 10)
	}
	if a := math.Abs(f); a >= exponentFrom || a < exponentBelow {
		return appendExponent(dst, f)
	}
	return strconv.AppendFloat(dst, f, 'f', -1, 64)
}

// appendExponent writes 1e-7 and 1e+21 where strconv writes 1e-07 and 1e+21.
func appendExponent(dst []byte, f float64) []byte {
	start := len(dst)
	dst = strconv.AppendFloat(dst, f, 'e', -1, 64)
	n := len(dst)
	if n-start >= 4 && dst[n-2] == '0' && (dst[n-3] == '-' || dst[n-3] == '+') {
		dst[n-2] = dst[n-1]
		dst = dst[:n-1]
	}
	return dst
}

const upperHex = "0123456789ABCDEF"

var shortEscapes = [256]byte{'"': '"', '\\': '\\', '\b': 'b', '\f': 'f', '\n': 'n', '\r': 'r', '\t': 't'}

// AppendQuoted appends s as a JSON string. Only what JSON demands is escaped, and lone surrogates, which have no UTF-8.
func AppendQuoted(dst []byte, s string) []byte {
	dst = append(dst, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' && c < utf8.RuneSelf {
			i++
			continue
		}
		if c >= utf8.RuneSelf {
			if unit, ok := loneSurrogate(s[i:]); ok {
				dst = append(dst, s[start:i]...)
				dst = append(dst, '\\', 'u', upperHex[unit>>12], upperHex[unit>>8&0xF], upperHex[unit>>4&0xF], upperHex[unit&0xF])
				i += 3
				start = i
				continue
			}
			i++
			continue
		}
		dst = append(dst, s[start:i]...)
		if e := shortEscapes[c]; e != 0 {
			dst = append(dst, '\\', e)
		} else {
			dst = append(dst, '\\', 'u', '0', '0', upperHex[c>>4], upperHex[c&0xF])
		}
		i++
		start = i
	}
	return append(append(dst, s[start:]...), '"')
}

// loneSurrogate decodes the three bytes that AppendCodeUnit writes.
func loneSurrogate(s string) (uint16, bool) {
	if len(s) < 3 || s[0] != 0xED || s[1]&0xE0 != 0xA0 || s[2]&0xC0 != 0x80 {
		return 0, false
	}
	return 0xD000 | uint16(s[1]&0x3F)<<6 | uint16(s[2]&0x3F), true
}
