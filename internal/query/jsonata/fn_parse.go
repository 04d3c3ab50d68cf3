package jsonata

import (
	"math"
	"strings"

	"github.com/aslcheck/aslcheck/value"
)

// maxParseDepth limits the nesting of what $parse reads, as Jackson, the JSON library of Java, does.
const maxParseDepth = 1000

// fnParse reads JSON as the service does (measured): texts may be in single quotes; a key that is there twice, a number out
// of range and anything after the value are faults.
func fnParse(c *call, args []value.Value) (value.Value, *Error) {
	if args[0].IsUndefined() {
		return value.Undefined, nil
	}
	p := jsonParser{text: args[0].Text(), evaluation: c.evaluation}
	v, ok := p.value(0)
	if p.err != nil {
		return value.Undefined, p.err
	}
	if !ok || p.peek() != 0 || p.pos < len(p.text) {
		return value.Undefined, dialectError("Invalid JSON")
	}
	return v, nil
}

// jsonParser reads the structure of JSON and leaves scalars to package value.
type jsonParser struct {
	*evaluation
	err  *Error // the limit that the value exceeds
	text string
	pos  int
}

// peek skips blanks and returns the next byte; 0 at the end.
func (p *jsonParser) peek() byte {
	for p.pos < len(p.text) {
		switch c := p.text[p.pos]; c {
		case ' ', '\t', '\n', '\r':
			p.pos++
		default:
			return c
		}
	}
	return 0
}

// take passes over a byte if it comes next.
func (p *jsonParser) take(c byte) bool {
	if p.peek() != c {
		return false
	}
	p.pos++
	return true
}

func (p *jsonParser) value(depth int) (value.Value, bool) {
	c := p.peek()
	if (c == '{' || c == '[') && depth >= maxParseDepth {
		return value.Undefined, false
	}
	if p.err = p.grow(valueBytes); p.err != nil {
		return value.Undefined, false
	}
	switch c {
	case '{':
		return p.object(depth)
	case '[':
		return p.array(depth)
	case '"', '\'':
		return p.str()
	default:
		return p.scalar()
	}
}

func (p *jsonParser) object(depth int) (value.Value, bool) {
	var out value.ObjectBuilder
	if p.err = p.grow(copyBytes); p.err != nil {
		return value.Undefined, false
	}
	p.pos++
	for closed := p.take('}'); !closed; {
		if c := p.peek(); c != '"' && c != '\'' {
			return value.Undefined, false
		}
		key, ok := p.str()
		if _, twice := out.Get(key.Text()); !ok || twice || !p.take(':') {
			return value.Undefined, false
		}
		v, ok := p.value(depth + 1)
		if !ok {
			return v, false
		}
		out.Set(key.Text(), v)
		if closed = p.take('}'); !closed && !p.take(',') {
			return value.Undefined, false
		}
	}
	return out.Object(), true
}

func (p *jsonParser) array(depth int) (value.Value, bool) {
	var out []value.Value
	if p.err = p.grow(copyBytes); p.err != nil {
		return value.Undefined, false
	}
	p.pos++
	for closed := p.take(']'); !closed; {
		v, ok := p.value(depth + 1)
		if !ok {
			return v, false
		}
		out = append(out, v)
		if closed = p.take(']'); !closed && !p.take(',') {
			return value.Undefined, false
		}
	}
	return value.Array(out...), true
}

// str reads a string, which its quote ends.
func (p *jsonParser) str() (value.Value, bool) {
	quote := p.text[p.pos]
	p.pos++
	text := []byte{'"'}
	for ; p.pos < len(p.text); p.pos++ {
		switch c := p.text[p.pos]; {
		case c == quote:
			p.pos++
			v, err := value.Parse(string(append(text, '"')))
			return v, err == nil
		case c == '"':
			text = append(text, '\\', c)
		case c == '\\' && p.pos+1 < len(p.text):
			p.pos++
			text = append(text, c, p.text[p.pos])
		default:
			text = append(text, c)
		}
	}
	return value.Undefined, false
}

// scalar reads a number, true, false or null. Integers of 64 bits keep their digits, all other numbers are floats.
func (p *jsonParser) scalar() (value.Value, bool) {
	start := p.pos
	for p.pos < len(p.text) && strings.IndexByte(",]}: \t\r\n\"'", p.text[p.pos]) < 0 {
		p.pos++
	}
	v, err := value.Parse(p.text[start:p.pos])
	if err != nil {
		return value.Undefined, false
	}
	if v.Kind() != value.NumberKind {
		return v, true
	}
	if i, ok := v.Int(); ok && !strings.ContainsAny(v.Literal(), ".eE") {
		return value.Int(i), true
	}
	return value.Float(v.Float()), !math.IsInf(v.Float(), 0)
}
