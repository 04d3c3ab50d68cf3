package jsonata

import (
	"math"
	"strings"
	"unicode/utf8"

	"github.com/aslcheck/aslcheck/internal/query/jsonata/ecma"
	"github.com/aslcheck/aslcheck/value"
)

func fnString(c *call, args []value.Value) (value.Value, *Error) {
	if args[0].IsUndefined() {
		return value.Undefined, nil
	}
	text, err := c.stringify(args[0], args[1].Bool())
	if err != nil {
		return value.Undefined, err
	}
	return c.str(text)
}

// str returns a string and counts its memory.
func (ev *evaluation) str(text string) (value.Value, *Error) {
	return value.String(text), ev.allocate(textBytes(text))
}

// text casts a value to a string as & does; nothing is the empty string.
func (ev *evaluation) text(v value.Value) (string, *Error) {
	switch v.Kind() {
	case value.StringKind:
		return v.Text(), nil
	case value.UndefinedKind:
		return "", nil
	default:
		return ev.stringify(v, false)
	}
}

func fnLength(_ *call, args []value.Value) (value.Value, *Error) {
	if args[0].IsUndefined() {
		return value.Undefined, nil
	}
	return value.Float(float64(ecma.CountRunes(args[0].Text()))), nil
}

func fnSubstring(_ *call, args []value.Value) (value.Value, *Error) {
	if args[0].IsUndefined() {
		return value.Undefined, nil
	}
	text, start := args[0].Text(), args[1].Float()
	size := float64(ecma.CountRunes(text))
	if size+start < 0 {
		start = 0
	}
	end := size
	if args[2].Kind() == value.NumberKind {
		length := args[2].Float()
		if length <= 0 {
			return value.String(""), nil
		}
		end = start + length
		if start < 0 {
			end += size
		}
	}
	if args[1].IsUndefined() {
		start = 0
		if !args[2].IsUndefined() {
			end = math.NaN() // the reference adds to nothing
		}
	}
	from, to := sliceBounds(start, end, size)
	if args[2].Kind() == value.NumberKind && int(size) < len(text) && ecma.CountUnits(text) > int(size) {
		return value.String(cutUnits(text, from, to-from)), nil
	}
	return value.String(cutRunes(text, from, to)), nil
}

// cutUnits cuts a text with characters beyond the basic plane as the service seems to (measured once): the start counts
// characters, the length as many UTF-16 units as that many characters have at the beginning of the text.
func cutUnits(text string, from, length int) string {
	units := ecma.Units(text)
	start := ecma.CountUnits(cutRunes(text, 0, from))
	end := start + ecma.CountUnits(cutRunes(text, 0, length))
	return ecma.UnitText(units[start:min(end, len(units))])
}

// sliceBounds clips the bounds of a slice as ECMAScript does: they are cut to integers, negative ones count from the end.
func sliceBounds(start, end, size float64) (from, to int) {
	clip := func(f float64) int {
		if f != f {
			return 0
		}
		f = math.Trunc(f)
		if f < 0 {
			f = max(f+size, 0)
		}
		return int(min(f, size))
	}
	from, to = clip(start), clip(end)
	return from, max(from, to)
}

// cutRunes returns the characters of s from one number up to another.
func cutRunes(s string, from, to int) string {
	start, n, i := len(s), 0, 0
	for i < len(s) && n < to {
		if n == from {
			start = i
		}
		if s[i] < utf8.RuneSelf {
			i++
		} else {
			_, size := ecma.DecodeRune(s[i:])
			i += size
		}
		n++
	}
	if start > i {
		return ""
	}
	return s[start:i]
}

func fnSubstringBefore(_ *call, args []value.Value) (value.Value, *Error) {
	if args[0].IsUndefined() {
		return value.Undefined, nil
	}
	before, _, _ := strings.Cut(args[0].Text(), needle(args[1]))
	return value.String(before), nil
}

func fnSubstringAfter(_ *call, args []value.Value) (value.Value, *Error) {
	if args[0].IsUndefined() {
		return value.Undefined, nil
	}
	if _, after, ok := strings.Cut(args[0].Text(), needle(args[1])); ok {
		return value.String(after), nil
	}
	return args[0], nil
}

// needle is the text to search for. Nothing is searched for as the word "undefined", as the reference does.
func needle(v value.Value) string {
	if v.IsUndefined() {
		return "undefined"
	}
	return v.Text()
}

func fnUppercase(c *call, args []value.Value) (value.Value, *Error) {
	if args[0].IsUndefined() {
		return value.Undefined, nil
	}
	return c.str(ecma.Upper(args[0].Text()))
}

func fnLowercase(c *call, args []value.Value) (value.Value, *Error) {
	if args[0].IsUndefined() {
		return value.Undefined, nil
	}
	return c.str(ecma.Lower(args[0].Text()))
}

func fnTrim(_ *call, args []value.Value) (value.Value, *Error) {
	if args[0].IsUndefined() {
		return value.Undefined, nil
	}
	text := args[0].Text()
	buf := make([]byte, 0, len(text))
	for i := range len(text) {
		switch c := text[i]; {
		case c != ' ' && c != '\t' && c != '\n' && c != '\r':
			buf = append(buf, c)
		case len(buf) > 0 && buf[len(buf)-1] != ' ':
			buf = append(buf, ' ')
		}
	}
	return value.String(strings.TrimSuffix(string(buf), " ")), nil
}

func fnPad(c *call, args []value.Value) (value.Value, *Error) {
	if args[0].IsUndefined() {
		return value.Undefined, nil
	}
	text, width, fill := args[0].Text(), args[1].Float(), args[2].Text()
	if fill == "" {
		fill = " "
	}
	missing := math.Abs(width) - float64(ecma.CountRunes(text))
	if missing < 1 {
		return args[0], nil
	}
	if missing > maxValueBytes {
		return value.Undefined, &Error{Code: CodeLimit, Offset: -1, Token: tokenSize}
	}
	n := int(missing)
	if err := c.allocate((n + len(text)) * unitBytes); err != nil {
		return value.Undefined, err
	}
	padding := strings.Repeat(fill, n/ecma.CountRunes(fill)+1)
	padding = cutRunes(padding, 0, n)
	if width > 0 {
		return value.String(text + padding), nil
	}
	return value.String(padding + text), nil
}

func fnJoin(c *call, args []value.Value) (value.Value, *Error) {
	if args[0].IsUndefined() {
		return value.Undefined, nil
	}
	elems := args[0].Elems()
	parts := make([]string, len(elems))
	size := 0
	for i := range elems {
		parts[i] = elems[i].Text()
		size += len(parts[i]) + len(args[1].Text())
	}
	if err := c.grow(size); err != nil {
		return value.Undefined, err
	}
	return c.str(strings.Join(parts, args[1].Text()))
}
