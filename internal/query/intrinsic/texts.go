package intrinsic

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/aslcheck/aslcheck/value"
)

// MaxText is the longest text, in characters, that States.Hash and the Base64 functions take.
const MaxText = 10_000

func tooLong(in input, text string) string {
	if len(text) <= MaxText || utf8.RuneCountInString(text) <= MaxText {
		return ""
	}
	return in.call.Function.Name + " takes at most " + strconv.Itoa(MaxText) + " characters"
}

func base64Encode(in input) (output, string) {
	text := in.a.Text()
	if reason := tooLong(in, text); reason != "" {
		return value.Undefined, reason
	}
	return value.String(base64.StdEncoding.EncodeToString([]byte(text))), ""
}

func base64Decode(in input) (output, string) {
	text := in.a.Text()
	if reason := tooLong(in, text); reason != "" {
		return value.Undefined, reason
	}
	encoding := base64.StdEncoding
	if len(text)%4 != 0 {
		encoding = base64.RawStdEncoding // padding may be left out
	}
	decoded, err := encoding.DecodeString(text)
	if err != nil || strings.ContainsAny(text, "\r\n") {
		return value.Undefined, "The argument of " + in.call.Function.Name + " is not Base64"
	}
	return value.String(string([]rune(string(decoded)))), ""
}

// hash takes any value (https://states-language.net/#intrinsic-functions); what is no text counts as its JSON.
func hash(in input) (output, string) {
	text := in.a.Text()
	if in.a.Kind() != value.StringKind {
		text = string(in.a.AppendCompact(nil))
	}
	if reason := tooLong(in, text); reason != "" {
		return value.Undefined, reason
	}
	var sum []byte
	switch data := []byte(text); in.b.Text() {
	case "MD5":
		h := md5.Sum(data)
		sum = h[:]
	case "SHA-1":
		h := sha1.Sum(data)
		sum = h[:]
	case "SHA-256":
		h := sha256.Sum256(data)
		sum = h[:]
	case "SHA-384":
		h := sha512.Sum384(data)
		sum = h[:]
	case "SHA-512":
		h := sha512.Sum512(data)
		sum = h[:]
	default:
		return value.Undefined, "Unknown algorithm " + strconv.Quote(in.b.Text()) +
			" in " + in.call.Function.Name + ": it must be MD5, SHA-1, SHA-256, SHA-384 or SHA-512"
	}
	return value.String(hex.EncodeToString(sum)), ""
}

// stringSplit takes the delimiters as a set of characters and drops empty parts, as Java's StringTokenizer does.
func stringSplit(in input) (output, string) {
	delimiters := in.b.Text()
	parts := strings.FieldsFunc(in.a.Text(), func(r rune) bool { return strings.ContainsRune(delimiters, r) })
	elems := make([]value.Value, len(parts))
	for i, part := range parts {
		elems[i] = value.String(part)
	}
	return value.Array(elems...), ""
}

// format takes escapes in a constant template alone: in the value of a path, {} is always a placeholder.
func format(in input) (output, string) {
	var pieces []string
	if constant, ok := in.call.Args[0].(*Constant); ok {
		pieces = constant.pieces
	} else {
		pieces = strings.Split(in.args[0].Text(), "{}")
	}
	if len(pieces) != len(in.args) {
		return value.Undefined, "Invalid arguments in " + in.call.Function.Name + ": " + strconv.Itoa(len(pieces)-1) +
			" placeholders for " + strconv.Itoa(len(in.args)-1) + " values"
	}
	buf := append([]byte(nil), pieces[0]...)
	for i, piece := range pieces[1:] {
		buf = append(appendJava(buf, in.args[i+1]), piece...)
	}
	return value.String(string(buf)), ""
}

// appendJava writes v as Java's toString does: {a=1, b=[x, y]}.
func appendJava(dst []byte, v value.Value) []byte {
	switch v.Kind() {
	case value.StringKind:
		return append(dst, v.Text()...)
	case value.ArrayKind:
		dst = append(dst, '[')
		for i, elem := range v.Elems() {
			if i > 0 {
				dst = append(dst, ", "...)
			}
			dst = appendJava(dst, elem)
		}
		return append(dst, ']')
	case value.ObjectKind:
		dst = append(dst, '{')
		for i, m := range v.Members() {
			if i > 0 {
				dst = append(dst, ", "...)
			}
			dst = append(append(dst, m.Key...), '=')
			dst = appendJava(dst, m.Value)
		}
		return append(dst, '}')
	default:
		return v.AppendCompact(dst)
	}
}

func uuid(in input) (output, string) { return value.String(in.host.UUID()), "" }
