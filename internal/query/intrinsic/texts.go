package intrinsic

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"strings"

	"github.com/aslcheck/aslcheck/internal/java"
	"github.com/aslcheck/aslcheck/value"
)

// MaxText is the longest text, in UTF-16 units, that States.Hash and the Base64 functions take.
const MaxText = 10_000

// short checks the text of a function that takes MaxText characters.
func short(v value.Value) string {
	text := v.Text()
	if v.Kind() != value.StringKind {
		text = string(v.AppendCompact(nil))
	}
	if len(text) <= MaxText || java.Length(text) <= MaxText {
		return ""
	}
	return "10,000 characters at most"
}

func base64Encode(in input) (output, *refusal) {
	return value.String(base64.StdEncoding.EncodeToString([]byte(in.a.Text()))), nil
}

// base64Decode never fails (measured for padding in the middle and for missing padding): like the decoder of Apache Commons, it
// stops at the first '=', skips what is not of an alphabet, takes both alphabets, and drops bits that make no byte.
func base64Decode(in input) (output, *refusal) {
	text := in.a.Text()
	alphabet := make([]byte, 0, len(text))
	for _, c := range []byte(text) {
		switch {
		case c == '=':
			return value.String(decodeAlphabet(alphabet)), nil
		case c == '-':
			alphabet = append(alphabet, '+')
		case c == '_':
			alphabet = append(alphabet, '/')
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '+', c == '/':
			alphabet = append(alphabet, c)
		}
	}
	return value.String(decodeAlphabet(alphabet)), nil
}

func decodeAlphabet(text []byte) string {
	if len(text)%4 == 1 {
		text = text[:len(text)-1]
	}
	decoded := make([]byte, base64.RawStdEncoding.DecodedLen(len(text)))
	n, err := base64.RawStdEncoding.Decode(decoded, text)
	if err != nil {
		return ""
	}
	return java.DecodeUTF8(decoded[:n])
}

// algorithm checks the name of a hash function, in which case counts (measured).
func algorithm(v value.Value) string {
	if _, ok := algorithms[v.Text()]; ok {
		return ""
	}
	return "MD5, SHA-1, SHA-256, SHA-384 or SHA-512"
}

var algorithms = map[string]func([]byte) []byte{
	"MD5":     func(data []byte) []byte { sum := md5.Sum(data); return sum[:] },
	"SHA-1":   func(data []byte) []byte { sum := sha1.Sum(data); return sum[:] },
	"SHA-256": func(data []byte) []byte { sum := sha256.Sum256(data); return sum[:] },
	"SHA-384": func(data []byte) []byte { sum := sha512.Sum384(data); return sum[:] },
	"SHA-512": func(data []byte) []byte { sum := sha512.Sum512(data); return sum[:] },
}

// hash takes any value (measured for a number and an object); what is not a text counts as its JSON.
func hash(in input) (output, *refusal) {
	text := []byte(in.a.Text())
	if in.a.Kind() != value.StringKind {
		text = in.a.AppendCompact(nil)
	}
	return value.String(hex.EncodeToString(algorithms[in.b.Text()](text))), nil
}

// stringSplit takes the delimiters as a set of characters and drops empty parts, as Java's StringTokenizer does.
func stringSplit(in input) (output, *refusal) {
	delimiters := map[rune]bool{}
	for _, r := range in.b.Text() {
		delimiters[r] = true
	}
	parts := strings.FieldsFunc(in.a.Text(), func(r rune) bool { return delimiters[r] })
	elems := make([]value.Value, len(parts))
	for i, part := range parts {
		elems[i] = value.String(part)
	}
	return value.Array(elems...), nil
}

// format takes escapes in a constant template alone: in the value of a path, {} is always a placeholder.
func format(in input) (output, *refusal) {
	var t template
	if constant, ok := in.call.Args[0].(*Constant); ok {
		t = constant.template
	} else {
		t = parseTemplate(in.args[0].Text())
	}
	if r := t.check(in.call, len(in.args)-1); r != nil {
		return value.Undefined, r
	}
	buf := append([]byte(nil), t.pieces[0]...)
	for i, piece := range t.pieces[1:] {
		buf = append(appendJava(buf, in.args[i+1]), piece...)
	}
	return value.String(string(buf)), nil
}

func uuid(in input) (output, *refusal) { return value.String(in.host.UUID()), nil }
