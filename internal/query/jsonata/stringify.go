package jsonata

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/aslcheck/aslcheck/internal/query/jsonata/ecma"
	"github.com/aslcheck/aslcheck/value"
)

// maxStringBytes is the longest JSON text that may fit into the memory of a value: no text has fewer units than a third of
// its bytes.
const maxStringBytes = 3 * maxValueBytes / unitBytes

// stringify casts a value to a string: strings as they are, functions to nothing, all else to JSON with numbers of at
// most 15 digits.
func (ev *evaluation) stringify(v value.Value, pretty bool) (string, *Error) {
	switch v.Kind() {
	case value.StringKind:
		return v.Text(), nil
	case value.NumberKind:
		if f := v.Float(); math.IsInf(f, 0) || f != f {
			return "", &Error{Code: "D3001", Offset: -1, Value: v}
		}
		return numberText(v, v.Float()), nil
	case value.OpaqueKind:
		return "", nil
	}
	if v.Mark()&markOuter != 0 && v.Len() > 0 {
		v = v.At(0)
	}
	w := jsonWriter{evaluation: ev, pretty: pretty, limit: maxStringBytes}
	w.value(v, 0)
	return string(w.buf), w.err
}

// jsonWriter writes JSON as ECMAScript does.
type jsonWriter struct {
	*evaluation // counts the work; nil for the values in messages, which are short
	buf         []byte
	limit       int // the number of bytes after which it fails
	pretty      bool
	exact       bool // all digits of numbers, null for those that JSON cannot hold
	err         *Error
}

func (w *jsonWriter) value(v value.Value, depth int) {
	if w.err != nil {
		return
	}
	if len(w.buf) > w.limit {
		w.err = limitError(tokenSize)
		return
	}
	switch v.Kind() {
	case value.BoolKind:
		w.buf = strconv.AppendBool(w.buf, v.Bool())
	case value.NumberKind:
		w.number(v)
	case value.StringKind:
		w.buf = appendQuoted(w.buf, v.Text())
	case value.ArrayKind:
		if w.open(v, depth) {
			w.array(v.Elems(), depth)
		}
	case value.ObjectKind:
		if w.open(v, depth) {
			w.object(v.Members(), depth)
		}
	case value.OpaqueKind:
		w.buf = append(w.buf, `""`...)
	default:
		w.buf = append(w.buf, "null"...)
	}
}

// open counts an array or object and reports whether it may be written.
func (w *jsonWriter) open(v value.Value, depth int) bool {
	switch {
	case w.evaluation != nil:
		w.err = w.visit(v.Len(), depth)
	case depth > maxWalkDepth:
		w.err = limitError(tokenDepth)
	}
	return w.err == nil
}

func (w *jsonWriter) number(v value.Value) {
	f := v.Float()
	switch {
	case f != f, w.exact && math.IsInf(f, 0):
		w.buf = append(w.buf, "null"...)
	case math.IsInf(f, 0):
		w.err = &Error{Code: "D1001", Offset: -1, Value: v}
	case w.exact:
		w.buf = append(w.buf, ecma.NumberText(f)...)
	default:
		w.buf = append(w.buf, numberText(v, f)...)
	}
}

// wholeBelow is where whole numbers get an exponent.
const wholeBelow = 1e21

// numberText writes a number as $string does: fractions with at most 15 digits, whole numbers below 1e21 with all digits of
// the float, integers of 64 bits that came in as such exactly (measured: 999999999999999868928 is "999999999999999900000",
// and 9223372036854775807 of $parse keeps its digits). The reference cuts all to 15 digits.
func numberText(v value.Value, f float64) string {
	if f != math.Trunc(f) || math.Abs(f) >= wholeBelow {
		return ecma.NumberText(round15(f))
	}
	if math.Abs(f) > maxSafeInteger {
		if i, err := strconv.ParseInt(v.Literal(), 10, 64); err == nil {
			return strconv.FormatInt(i, 10)
		}
	}
	return ecma.NumberText(f)
}

// maxSafeInteger is up to where floats hold all integers.
const maxSafeInteger = 1<<53 - 1

func (w *jsonWriter) array(elems []value.Value, depth int) {
	if len(elems) == 0 {
		w.buf = append(w.buf, "[]"...)
		return
	}
	w.buf = append(w.buf, '[')
	for i, elem := range elems {
		if w.err != nil {
			return
		}
		if i > 0 {
			w.buf = append(w.buf, ',')
		}
		w.indent(depth + 1)
		w.value(elem, depth+1)
	}
	w.indent(depth)
	w.buf = append(w.buf, ']')
}

func (w *jsonWriter) object(members []value.Member, depth int) {
	w.buf = append(w.buf, '{')
	n := 0
	for _, m := range members {
		if w.err != nil {
			return
		}
		if m.Value.IsUndefined() {
			continue
		}
		if n++; n > 1 {
			w.buf = append(w.buf, ',')
		}
		w.indent(depth + 1)
		w.buf = append(appendQuoted(w.buf, m.Key), ':')
		if w.pretty {
			w.buf = append(w.buf, ' ')
		}
		w.value(m.Value, depth+1)
	}
	if n > 0 {
		w.indent(depth)
	}
	w.buf = append(w.buf, '}')
}

func (w *jsonWriter) indent(depth int) {
	if w.pretty {
		w.buf = append(w.buf, '\n')
		for range depth {
			w.buf = append(w.buf, "  "...)
		}
	}
}

// appendQuoted appends a JSON string; escapes have small hexadecimal digits.
func appendQuoted(buf []byte, s string) []byte {
	const hex = "0123456789abcdef"
	buf = append(buf, '"')
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == '"' || c == '\\':
			buf = append(buf, '\\', c)
		case c < ' ':
			if j := strings.IndexByte("\b\f\n\r\t", c); j >= 0 {
				buf = append(buf, '\\', "bfnrt"[j])
			} else {
				buf = append(buf, '\\', 'u', '0', '0', hex[c>>4], hex[c&0xF])
			}
		case c < utf8.RuneSelf:
			buf = append(buf, c)
		default:
			r, size := ecma.DecodeRune(s[i:])
			if r >= 0xD800 && r <= 0xDFFF {
				buf = append(buf, '\\', 'u', hex[r>>12], hex[r>>8&0xF], hex[r>>4&0xF], hex[r&0xF])
			} else {
				buf = append(buf, s[i:i+size]...)
			}
			i += size - 1
		}
		i++
	}
	return append(buf, '"')
}

// round15 cuts a number to 15 significant digits.
func round15(f float64) float64 {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(f, 'e', 14, 64), 64)
	if err != nil {
		return f
	}
	return rounded
}
