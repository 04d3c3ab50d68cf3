package jsonata

import (
	"encoding/base64"
	"strings"
	"unicode/utf8"

	"github.com/aslcheck/aslcheck/internal/query/jsonata/ecma"
	"github.com/aslcheck/aslcheck/value"
)

// fnBase64Encode encodes the text in UTF-8 (measured), not the low bytes of its units as the reference does.
func fnBase64Encode(c *call, args []value.Value) (value.Value, *Error) {
	if args[0].IsUndefined() {
		return value.Undefined, nil
	}
	return c.str(base64.StdEncoding.EncodeToString([]byte(strings.ToValidUTF8(args[0].Text(), "?"))))
}

// fnBase64Decode reads base 64 as java.util.Base64 does: it needs no padding and takes nothing but its digits. What it
// refuses is an internal error of the service, whose text is not known.
// https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/Base64.Decoder.html
func fnBase64Decode(c *call, args []value.Value) (value.Value, *Error) {
	if args[0].IsUndefined() {
		return value.Undefined, nil
	}
	text := args[0].Text()
	encoding := base64.StdEncoding
	if !strings.HasSuffix(text, "=") {
		encoding = base64.RawStdEncoding
	}
	decoded, err := encoding.DecodeString(text)
	if err != nil || strings.ContainsAny(text, "\r\n") {
		return value.Undefined, &Error{Offset: -1, Message: "An internal error occurred"}
	}
	return c.str(strings.ToValidUTF8(string(decoded), "\uFFFD"))
}

// What the escaping functions leave as it is.
const (
	unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!~*'()"
	reserved   = ";/?:@&=+$,#"
)

func fnEncodeURLComponent(c *call, args []value.Value) (value.Value, *Error) {
	return escapeURL(c, args[0], unreserved, "encodeUrlComponent")
}

func fnEncodeURL(c *call, args []value.Value) (value.Value, *Error) {
	return escapeURL(c, args[0], unreserved+reserved, "encodeUrl")
}

func escapeURL(c *call, v value.Value, kept, name string) (value.Value, *Error) {
	if v.IsUndefined() {
		return v, nil
	}
	text := v.Text()
	out := make([]byte, 0, len(text)+len(text)/4)
	for i := 0; i < len(text); i++ {
		if r, _ := ecma.DecodeRune(text[i:]); r >= 0xD800 && r <= 0xDFFF {
			return value.Undefined, malformed(v, name)
		}
		if b := text[i]; strings.IndexByte(kept, b) >= 0 {
			out = append(out, b)
		} else {
			out = append(out, '%', "0123456789ABCDEF"[b>>4], "0123456789ABCDEF"[b&0xF])
		}
	}
	return c.str(string(out))
}

func malformed(v value.Value, name string) *Error {
	return &Error{Code: "D3140", Offset: -1, Value: v, Value2: value.String(name)}
}

func fnDecodeURLComponent(c *call, args []value.Value) (value.Value, *Error) {
	return unescapeURL(c, args[0], "", "decodeUrlComponent")
}

func fnDecodeURL(c *call, args []value.Value) (value.Value, *Error) {
	return unescapeURL(c, args[0], reserved, "decodeUrl")
}

// unescapeURL decodes all escapes but those of the characters in kept.
func unescapeURL(c *call, v value.Value, kept, name string) (value.Value, *Error) {
	if v.IsUndefined() {
		return v, nil
	}
	text := v.Text()
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); {
		if text[i] != '%' {
			out = append(out, text[i])
			i++
			continue
		}
		r, size := escapedRune(text[i:])
		if size == 0 {
			return value.Undefined, malformed(v, name)
		}
		if r < utf8.RuneSelf && strings.IndexByte(kept, byte(r)) >= 0 {
			out = append(out, text[i:i+size]...)
		} else {
			out = utf8.AppendRune(out, r)
		}
		i += size
	}
	return c.str(string(out))
}

// escapedRune decodes the escapes of one character of UTF-8 and returns their length; 0 if they are none.
func escapedRune(s string) (rune, int) {
	var buf [utf8.UTFMax]byte
	n := 0
	for n < len(buf) && len(s) >= 3*n+3 && s[3*n] == '%' && hexDigit(s[3*n+1]) && hexDigit(s[3*n+2]) {
		buf[n] = hexValue(s[3*n+1])<<4 | hexValue(s[3*n+2])
		n++
		if r, size := utf8.DecodeRune(buf[:n]); r != utf8.RuneError || size == 3 {
			return r, 3 * n
		}
	}
	return 0, 0
}

func hexValue(c byte) byte {
	switch {
	case c <= '9':
		return c - '0'
	case c >= 'a':
		return c - 'a' + 10
	default:
		return c - 'A' + 10
	}
}
