package intrinsic

import (
	"errors"
	"strconv"
	"strings"

	"github.com/aslcheck/aslcheck/internal/query/jsonpath"
	"github.com/aslcheck/aslcheck/value"
)

// MaxNesting is the deepest nesting of calls
// (https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html: up to 10 in a field).
const MaxNesting = 10

// IsCall reports whether text has the form of a call, which tells it from a path.
func IsCall(text string) bool { return strings.HasPrefix(strings.TrimLeft(text, spaces), prefix) }

const (
	prefix = "States."
	spaces = " \t\r\n"
)

// Parse compiles a call. The error is a *SyntaxError. How many arguments a function takes and of which types is left to
// Check and Eval.
func Parse(text string) (*Call, error) { return ParseWith(text, &jsonpath.Parser{}) }

// ParseWith is like Parse, and parses the paths with a parser that many calls share.
func ParseWith(text string, paths *jsonpath.Parser) (*Call, error) {
	if len(text) > jsonpath.MaxLength {
		return nil, &SyntaxError{Offset: jsonpath.MaxLength, End: len(text), Message: "the call is too long"}
	}
	p := parser{text: text, paths: paths}
	p.space()
	c, err := p.call()
	if err != nil {
		return nil, err
	}
	p.space()
	if p.pos < len(text) {
		return nil, p.fail(p.pos, len(text), "text after the end of the call")
	}
	return c, nil
}

type parser struct {
	text  string
	paths *jsonpath.Parser
	pos   int
	depth int
}

func (p *parser) fail(start, end int, message string) error {
	return &SyntaxError{Offset: start, End: max(start, min(end, len(p.text))), Message: message}
}

func (p *parser) space() {
	for p.pos < len(p.text) && strings.IndexByte(spaces, p.text[p.pos]) >= 0 {
		p.pos++
	}
}

func (p *parser) peek(b byte) bool { return p.pos < len(p.text) && p.text[p.pos] == b }

// call reads a name and the arguments in parentheses.
func (p *parser) call() (*Call, error) {
	start := p.pos
	if p.depth++; p.depth > MaxNesting {
		return nil, p.fail(start, len(p.text), "more than "+strconv.Itoa(MaxNesting)+" nested intrinsic functions")
	}
	defer func() { p.depth-- }()
	for p.pos < len(p.text) && isNameByte(p.text[p.pos]) {
		p.pos++
	}
	name := p.text[start:p.pos]
	c := &Call{NameSpan: Span{Offset: start, End: p.pos}}
	p.space()
	if !p.peek('(') {
		return nil, p.fail(p.pos, p.pos+1, "expected '(' after the name of a function")
	}
	function, ok := Lookup(name)
	if !ok {
		message := "unknown intrinsic function " + strconv.Quote(name)
		return nil, &SyntaxError{Offset: start, End: start + len(name), Message: message, Unknown: name}
	}
	c.Function = function
	p.pos++
	if err := p.args(c); err != nil {
		return nil, err
	}
	c.Span = Span{Offset: start, End: p.pos}
	c.text = p.text[start:p.pos]
	c.countFits = function.takes(len(c.Args))
	return c, nil
}

func isNameByte(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '.' || b == '_'
}

// args reads arguments up to the closing parenthesis.
func (p *parser) args(c *Call) error {
	p.space()
	if p.peek(')') {
		p.pos++
		return nil
	}
	var few [4]Arg
	args := few[:0]
	for {
		p.space()
		arg, err := p.arg()
		if err != nil {
			return err
		}
		args = append(args, arg)
		p.space()
		switch {
		case p.peek(','):
			p.pos++
		case p.peek(')'):
			p.pos++
			c.Args = append(make([]Arg, 0, len(args)), args...)
			return nil
		default:
			return p.fail(p.pos, p.pos+1, "expected ',' or ')'")
		}
	}
}

func (p *parser) arg() (Arg, error) {
	switch {
	case p.peek('$'):
		return p.path()
	case p.peek('\''):
		return p.string()
	case strings.HasPrefix(p.text[p.pos:], prefix):
		return p.call()
	default:
		return p.word()
	}
}

// path reads a path: everything up to a comma or parenthesis that is not inside brackets, quotes or parentheses.
func (p *parser) path() (Arg, error) {
	start := p.pos
	end := pathEnd(p.text, start)
	p.pos = end
	text := strings.TrimRight(p.text[start:end], spaces)
	arg := &struct {
		PathArg
		path jsonpath.Path
	}{PathArg: PathArg{Span: Span{Offset: start, End: start + len(text)}}}
	arg.Path = &arg.path
	if err := p.paths.Parse(arg.Path, text); err != nil {
		var e *jsonpath.SyntaxError
		if errors.As(err, &e) {
			return nil, p.fail(start+e.Offset, start+e.End, e.Message)
		}
		return nil, p.fail(start, end, err.Error())
	}
	return &arg.PathArg, nil
}

func pathEnd(text string, pos int) int {
	brackets, parens, quoted := 0, 0, false
	for ; pos < len(text); pos++ {
		switch b := text[pos]; {
		case b == '\'' && brackets > 0 && text[pos-1] != '\\':
			quoted = !quoted
		case quoted:
		case b == '[':
			brackets++
		case b == ']':
			brackets--
		case b == '(':
			parens++
		case b == ')' && parens > 0:
			parens--
		case (b == ')' || b == ',') && brackets <= 0 && parens == 0:
			return pos
		}
	}
	return pos
}

// string reads a string in single quotes, in which only \' \{ \} and \\ are escapes.
func (p *parser) string() (Arg, error) {
	start := p.pos
	if n := strings.IndexAny(p.text[start+1:], `'\\`); n >= 0 && p.text[start+1+n] == '\'' {
		p.pos += n + 2
		text := p.text[start+1 : p.pos-1]
		return &Constant{value.String(text), p.text[start:p.pos], Span{Offset: start, End: p.pos}, parseTemplate(text)}, nil
	}
	return p.escaped()
}

// escaped reads a string with an escape in it.
func (p *parser) escaped() (Arg, error) {
	start := p.pos
	var text strings.Builder
	var t templateBuilder
	for p.pos++; p.pos < len(p.text); p.pos++ {
		escaped := p.peek('\\')
		switch {
		case p.peek('\''):
			p.pos++
			return &Constant{value.String(text.String()), p.text[start:p.pos], Span{Offset: start, End: p.pos}, t.done()}, nil
		case escaped:
			p.pos++
			if p.pos == len(p.text) || strings.IndexByte(`'{}\`, p.text[p.pos]) < 0 {
				return nil, p.fail(p.pos-1, p.pos+1, `only \', \{, \} and \\ are escapes in a string`)
			}
		}
		n := t.add(p.text[p.pos:], escaped)
		text.WriteString(p.text[p.pos : p.pos+1+n])
		p.pos += n
	}
	return nil, p.fail(start, p.pos, "a string has no end")
}

// word reads a number, true, false or null.
func (p *parser) word() (Arg, error) {
	start := p.pos
	for p.pos < len(p.text) && (isNameByte(p.text[p.pos]) || p.text[p.pos] == '-' || p.text[p.pos] == '+') {
		p.pos++
	}
	source := p.text[start:p.pos]
	v, err := value.Parse(source)
	if err != nil {
		return nil, p.fail(start, max(p.pos, start+1), "expected a path, a string in single quotes, a number, true, false, null or a function")
	}
	return &Constant{Value: v, Source: source, Span: Span{Offset: start, End: p.pos}}, nil
}
