package intrinsic

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
)

// jacksonError returns what Jackson, the JSON library of the service, says of a text that is not JSON. One text was measured
// ({bad json}); the others follow the messages that Jackson 2.17 is known for, and are likely.
func jacksonError(text string) string {
	r := jacksonReader{text: utf16.Encode([]rune(text)), row: 1}
	return r.read()
}

// jacksonReader walks through a text as far as Jackson's parser would. A message that is not "" ends the walk.
type jacksonReader struct {
	text []uint16
	pos  int
	// row counts the lines, and start is where the last one starts.
	row, start int
	open       []jacksonScope
	message    string
}

// A jacksonScope is an array or object that is not closed yet.
type jacksonScope struct {
	kind     string
	location string
}

const (
	jacksonArray  = "Array"
	jacksonObject = "Object"
	jacksonValues = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')"
	jacksonSource = "[Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: %d, column: %d]"
)

// read reads one value and what follows it.
func (r *jacksonReader) read() string {
	r.value(r.space())
	if r.message != "" {
		return r.message
	}
	if c := r.space(); c >= 0 {
		if r.value(c); r.message == "" {
			r.fail(0, "Trailing token found after value: not allowed as per `DeserializationFeature.FAIL_ON_TRAILING_TOKENS`")
		}
	}
	return r.message
}

// fail sets the message, with the location some units before the current one.
func (r *jacksonReader) fail(back int, format string, args ...any) {
	if r.message == "" {
		r.message = fmt.Sprintf(format, args...) + "\n at " + r.location(1-back)
	}
}

func (r *jacksonReader) location(ahead int) string {
	return fmt.Sprintf(jacksonSource, r.row, r.pos-r.start+ahead)
}

func (r *jacksonReader) unexpected(c int, comment string) {
	r.fail(1, "Unexpected character (%s): %s", describeUnit(c), comment)
}

func (r *jacksonReader) end(comment string) { r.fail(0, "Unexpected end-of-input%s", comment) }

// describeUnit is how Jackson shows a character.
func describeUnit(c int) string {
	switch {
	case unicode.IsControl(rune(c)):
		return fmt.Sprintf("(CTRL-CHAR, code %d)", c)
	case c > 255:
		return fmt.Sprintf("'%c' (code %d / 0x%x)", c, c, c)
	default:
		return fmt.Sprintf("'%c' (code %d)", c, c)
	}
}

// next takes the next unit; -1 at the end.
func (r *jacksonReader) next() int {
	if r.pos == len(r.text) {
		return -1
	}
	c := int(r.text[r.pos])
	r.pos++
	return c
}

func (r *jacksonReader) peek() int {
	if r.pos == len(r.text) {
		return -1
	}
	return int(r.text[r.pos])
}

// space takes the next unit that is not whitespace; -1 at the end, where open arrays and objects are a failure.
func (r *jacksonReader) space() int {
	for {
		switch c := r.next(); {
		case c == '\n', c == '\r' && r.peek() != '\n':
			r.row++
			r.start = r.pos
		case c == ' ', c == '\t', c == '\r':
		case c < 0:
			return c
		case c < ' ':
			r.fail(1, `Illegal character (%s): only regular white space (\r, \n, \t) is allowed between tokens`, describeUnit(c))
			return -1
		case c == '/':
			r.unexpected(c, "maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser)")
			return -1
		default:
			return c
		}
	}
}

func (r *jacksonReader) unclosed() {
	scope := r.open[len(r.open)-1]
	r.end(": expected close marker for " + scope.kind + " (start marker at " + scope.location + ")")
}

// value reads a value whose first unit is c.
func (r *jacksonReader) value(c int) {
	if r.message != "" || c < 0 {
		return
	}
	switch {
	case c == '"':
		r.string(": was expecting closing quote for a string value", "string value")
	case c == '[':
		r.container(jacksonArray, ']', r.element)
	case c == '{':
		r.container(jacksonObject, '}', r.member)
	case c == '-', c >= '0' && c <= '9':
		r.number(c)
	case c == '+':
		r.badNumber(c, "JSON spec does not allow numbers to have plus signs: enable `JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS` to allow")
	case c == '}' && len(r.open) > 0:
		r.unexpected(c, "expected a value")
	case c == '}', c == ']' && len(r.open) == 0:
		opposite := map[int]rune{'}': ']', ']': '}'}[c]
		r.fail(0, "Unexpected close marker '%c': expected '%c' (for root starting at "+jacksonSource+")", c, opposite, 1, 0)
	default:
		r.word(c)
	}
}

// container reads an array or object whose first unit is taken.
func (r *jacksonReader) container(kind string, closing int, item func(int)) {
	r.open = append(r.open, jacksonScope{kind, r.location(0)})
	c := r.space()
	for first := true; r.message == ""; first = false {
		switch {
		case c == closing:
			r.open = r.open[:len(r.open)-1]
			return
		case c < 0:
			r.unclosed()
			return
		case c == '}' || c == ']':
			scope := r.open[len(r.open)-1]
			r.fail(0, "Unexpected close marker '%c': expected '%c' (for %s starting at %s)", c, closing, kind, scope.location)
			return
		case !first && c != ',':
			r.unexpected(c, "was expecting comma to separate "+kind+" entries")
			return
		case !first:
			if c = r.space(); c < 0 && r.message == "" {
				r.end(" within/between " + kind + " entries")
			}
		}
		item(c)
		if r.message == "" {
			c = r.space()
		}
	}
}

func (r *jacksonReader) element(c int) { r.value(c) }

func (r *jacksonReader) member(c int) {
	if r.message != "" {
		return
	}
	if c != '"' {
		r.unexpected(c, "was expecting double-quote to start field name")
		return
	}
	r.string(" in field name", "name")
	if r.message != "" {
		return
	}
	if c = r.space(); c >= 0 && c != ':' {
		r.unexpected(c, "was expecting a colon to separate field name and value")
	}
	if c >= 0 && r.message == "" {
		c = r.space()
	}
	if c < 0 && r.message == "" {
		r.end(" within/between " + jacksonObject + " entries")
	}
	r.value(c)
}

// string reads a string whose opening quote is taken.
func (r *jacksonReader) string(atEnd, what string) {
	for r.message == "" {
		switch c := r.next(); {
		case c == '"':
			return
		case c < 0:
			r.end(atEnd)
		case c < ' ':
			r.fail(1, "Illegal unquoted character (%s): has to be escaped using backslash to be included in %s", describeUnit(c), what)
		case c == '\\':
			r.escape()
		}
	}
}

func (r *jacksonReader) escape() {
	c := r.next()
	switch {
	case c < 0:
		r.end(" in character escape sequence")
	case c == 'u':
		for range 4 {
			if c = r.next(); c < 0 {
				r.end(" in character escape sequence")
			} else if !strings.ContainsRune("0123456789abcdefABCDEF", rune(c)) {
				r.unexpected(c, "expected a hex-digit for character escape sequence")
			}
		}
	case !strings.ContainsRune(`"\/bfnrt`, rune(c)):
		r.fail(1, "Unrecognized character escape %s", describeUnit(c))
	}
}

// number reads a number whose first unit is c.
func (r *jacksonReader) number(c int) {
	if c == '-' {
		if word, _ := r.peekWord(); word == "Infinity" {
			r.nonStandard("-" + word)
			return
		}
		if c = r.next(); c < '0' || c > '9' {
			r.badNumber(c, "expected digit (0-9) to follow minus sign, for valid numeric value")
			return
		}
	}
	if c == '0' && isDigit(r.peek()) {
		r.fail(0, "Invalid numeric value: Leading zeroes not allowed")
		return
	}
	r.digits()
	if r.peek() == '.' {
		c = r.next()
		if r.digits() == 0 {
			r.badNumber(r.nextOr(c), "Decimal point not followed by a digit")
			return
		}
	}
	if c = r.peek(); c == 'e' || c == 'E' {
		r.next()
		if sign := r.peek(); sign == '+' || sign == '-' {
			c = r.next()
		}
		if r.digits() == 0 {
			r.badNumber(r.nextOr(c), "Exponent indicator not followed by a digit")
			return
		}
	}
	if c = r.peek(); len(r.open) == 0 && c >= 0 && !strings.ContainsRune(" \t\r\n", rune(c)) {
		r.next()
		r.unexpected(c, "Expected space separating root-level values")
	}
}

func isDigit(c int) bool { return c >= '0' && c <= '9' }

func (r *jacksonReader) digits() int {
	n := 0
	for ; isDigit(r.peek()); n++ {
		r.next()
	}
	return n
}

func (r *jacksonReader) nextOr(c int) int {
	if next := r.next(); next >= 0 {
		return next
	}
	return c
}

func (r *jacksonReader) badNumber(c int, comment string) {
	if c < 0 {
		r.end("No digit following sign")
		return
	}
	r.fail(1, "Unexpected character (%s) in numeric value: %s", describeUnit(c), comment)
}

// word reads true, false and null, and fails for everything else.
func (r *jacksonReader) word(c int) {
	r.pos--
	word, end := r.peekWord()
	r.pos = max(r.pos+1, end)
	switch {
	case word == "true", word == "false", word == "null":
	case word == "NaN", word == "Infinity":
		r.nonStandard(word)
	case isJavaPart(c) && !isDigit(c):
		r.fail(0, "Unrecognized token '%s': was expecting %s", word, jacksonValues)
	default:
		r.unexpected(c, "expected a valid value "+jacksonValues)
	}
}

// peekWord returns the identifier that comes next, and where it ends.
func (r *jacksonReader) peekWord() (word string, end int) {
	end = r.pos
	for end < len(r.text) && isJavaPart(int(r.text[end])) {
		end++
	}
	return string(utf16.Decode(r.text[r.pos:end])), end
}

func (r *jacksonReader) nonStandard(word string) {
	r.fail(0, "Non-standard token '%s': enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow", word)
}

// isJavaPart reports whether c may be part of an identifier of Java.
func isJavaPart(c int) bool {
	return c >= 0 && (c == '_' || unicode.IsLetter(rune(c)) || unicode.IsDigit(rune(c)) || unicode.Is(unicode.Sc, rune(c)))
}
