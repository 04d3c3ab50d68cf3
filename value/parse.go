package value

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// MaxDepth is the deepest nesting that Parse accepts.
const MaxDepth = 10_000

// A SyntaxError says that a text is not JSON. Offset counts bytes from 0.
type SyntaxError struct {
	Offset  int
	Problem string
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("invalid JSON at offset %d: %s", e.Offset, e.Problem)
}

// errDeep is never returned: the parser turns it into a SyntaxError with its location.
var errDeep = errors.New("nested too deeply")

// Parse returns the value that text, one JSON document, denotes. The value keeps text and writes it back unchanged until
// it is changed. Of several members with one key the last one counts. The error is a *SyntaxError.
func Parse(text string) (Value, error) {
	p := parser{text: text, leaves: true}
	v := p.document()
	if p.problem != "" {
		return Undefined, &SyntaxError{Offset: p.pos, Problem: p.problem}
	}
	if v.box != nil {
		v.box.text = strings.TrimSpace(text)
		v.box.size.Store(int64(len(v.box.text)) + 1)
	}
	return v, nil
}

// MustParse is Parse for texts that are known to be right. It panics otherwise.
func MustParse(text string) Value {
	v, err := Parse(text)
	if err != nil {
		panic("BUG: " + err.Error())
	}
	return v
}

type parser struct {
	text    string
	pos     int
	depth   int
	problem string

	// elems and members are those of the containers around the location, so that each container is made in its final size.
	elems   []Value
	members []Member

	// leaves says that large arrays are left unread, and small that arrays before an offset aren't large.
	leaves bool
	small  int
	// dry says that no containers are made. deepest is the largest depth so far, count the length of the last array.
	dry            bool
	deepest, count int
}

func (p *parser) fail(problem string) Value {
	if p.problem == "" {
		p.problem = problem
	}
	return Undefined
}

func (p *parser) document() Value {
	v := p.value()
	if p.problem != "" {
		return Undefined
	}
	p.space()
	if p.pos < len(p.text) {
		return p.fail("text after the end of the value")
	}
	return v
}

func (p *parser) space() {
	for p.pos < len(p.text) {
		switch p.text[p.pos] {
		case ' ', '\t', '\n', '\r':
			p.pos++
		default:
			return
		}
	}
}

func (p *parser) value() Value {
	p.space()
	if p.pos >= len(p.text) {
		return p.fail("unexpected end of text")
	}
	switch c := p.text[p.pos]; {
	case c == '{':
		return p.nested(p.object)
	case c == '[':
		return p.nested(p.array)
	case c == '"':
		s, ok := p.string()
		if !ok {
			return Undefined
		}
		return String(s)
	case c == '-' || c >= '0' && c <= '9':
		return p.number()
	default:
		return p.word()
	}
}

func (p *parser) word() Value {
	rest := p.text[p.pos:]
	switch {
	case strings.HasPrefix(rest, "true"):
		p.pos += len("true")
		return True
	case strings.HasPrefix(rest, "false"):
		p.pos += len("false")
		return False
	case strings.HasPrefix(rest, "null"):
		p.pos += len("null")
		return Null
	default:
		return p.fail("unexpected character")
	}
}

func (p *parser) peek(c byte) bool { return p.pos < len(p.text) && p.text[p.pos] == c }

func (p *parser) number() Value {
	start := p.pos
	if p.peek('-') {
		p.pos++
	}
	if p.peek('0') {
		p.pos++
	} else if !p.digits() {
		return p.fail("invalid number")
	}
	if p.peek('.') {
		p.pos++
		if !p.digits() {
			return p.fail("invalid number")
		}
	}
	if p.peek('e') || p.peek('E') {
		p.pos++
		if p.peek('+') || p.peek('-') {
			p.pos++
		}
		if !p.digits() {
			return p.fail("invalid number")
		}
	}
	return Number(p.text[start:p.pos])
}

func (p *parser) digits() bool {
	start := p.pos
	for p.pos < len(p.text) && p.text[p.pos] >= '0' && p.text[p.pos] <= '9' {
		p.pos++
	}
	return p.pos > start
}

// parseFloat returns the float64 nearest to a JSON literal; infinite when it is out of range.
func parseFloat(literal string) float64 {
	if len(literal) <= exactDigits {
		if i, ok := smallInt(literal); ok {
			return float64(i)
		}
	}
	f, err := strconv.ParseFloat(literal, 64)
	if err != nil && !errors.Is(err, strconv.ErrRange) {
		return math.NaN()
	}
	return f
}

func smallInt(literal string) (int64, bool) {
	digits := strings.TrimPrefix(literal, "-")
	if digits == "" || len(digits) < len(literal) && digits == "0" {
		return 0, false // -0 stays a float
	}
	var n int64
	for i := range len(digits) {
		c := digits[i]
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int64(c-'0')
	}
	if len(digits) < len(literal) {
		n = -n
	}
	return n, true
}

func (p *parser) string() (string, bool) {
	p.pos++
	start := p.pos
	for p.pos < len(p.text) {
		switch c := p.text[p.pos]; {
		case c == '"':
			s := p.text[start:p.pos]
			p.pos++
			return s, true
		case c == '\\':
			return p.escaped(start)
		case c < ' ':
			p.fail("control character in a string")
			return "", false
		default:
			p.pos++
		}
	}
	p.fail("unterminated string")
	return "", false
}

// escaped reads the rest of a string from its first backslash on.
func (p *parser) escaped(start int) (string, bool) {
	buf := []byte(p.text[start:p.pos])
	for p.pos < len(p.text) {
		c := p.text[p.pos]
		switch {
		case c == '"':
			p.pos++
			return string(buf), true
		case c == '\\':
			var ok bool
			if buf, ok = p.escape(buf); !ok {
				p.fail("invalid escape in a string")
				return "", false
			}
		case c < ' ':
			p.fail("control character in a string")
			return "", false
		default:
			buf = append(buf, c)
			p.pos++
		}
	}
	p.fail("unterminated string")
	return "", false
}

var escapes = [256]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

func (p *parser) escape(buf []byte) ([]byte, bool) {
	if p.pos+1 >= len(p.text) {
		return buf, false
	}
	c := p.text[p.pos+1]
	if c != 'u' {
		if escapes[c] == 0 {
			return buf, false
		}
		p.pos += 2
		return append(buf, escapes[c]), true
	}
	unit, ok := p.hex4(p.pos + 2)
	if !ok {
		return buf, false
	}
	p.pos += 6
	if utf16.IsSurrogate(unit) && strings.HasPrefix(p.text[p.pos:], `\u`) {
		if low, ok := p.hex4(p.pos + 2); ok {
			if r := utf16.DecodeRune(unit, low); r != utf8.RuneError {
				p.pos += 6
				return utf8.AppendRune(buf, r), true
			}
		}
	}
	return AppendCodeUnit(buf, unit), true
}

func (p *parser) hex4(at int) (rune, bool) {
	if at+4 > len(p.text) {
		return 0, false
	}
	n, err := strconv.ParseUint(p.text[at:at+4], 16, 16)
	return rune(n), err == nil
}

// AppendCodeUnit appends the character r to buf; a lone surrogate in the three bytes that UTF-8 would give it, so that
// it is not lost.
func AppendCodeUnit(buf []byte, r rune) []byte {
	if utf16.IsSurrogate(r) {
		return append(buf, 0xE0|byte(r>>12), 0x80|byte(r>>6)&0x3F, 0x80|byte(r)&0x3F)
	}
	return utf8.AppendRune(buf, r)
}
