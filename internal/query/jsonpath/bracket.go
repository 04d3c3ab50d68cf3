package jsonpath

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

func itoa(i int) string { return strconv.Itoa(i) }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// bracket reads the step in text[start:end], which begins with a bracket. The first character that means something
// decides what the bracket is; what stands before it is skipped.
func (c *compiler) bracket(start, end int) (Step, error) {
	span := Span{start, end}
	fragment := c.text[start:end]
	if fragment == "[*]" {
		return &Wildcard{span}, nil
	}
	if isPlaceholder(fragment) {
		return &Filter{Source: fragment, Span: span}, nil
	}
	for pos := start; pos < end; pos++ {
		switch b := c.text[pos]; {
		case b == '?':
			return c.filter(span, pos)
		case b == '\'':
			if strings.IndexByte(c.text[pos:end], ']') < 0 {
				return nil, c.unexpected(start, end)
			}
			return c.children(span, pos, false), nil
		case isDigit(b) || b == ':' || b == '-' || b == '@':
			s := sequence{c: c, span: span, pos: pos}
			return s.read()
		}
	}
	return nil, c.unexpected(start, end)
}

// isPlaceholder recognizes [?] and [?,?], which stand for predicates given by a program.
func isPlaceholder(fragment string) bool {
	const space = " \t\n\v\f\r"
	inner, ok := strings.CutSuffix(fragment[1:], "]")
	inner = strings.TrimLeft(inner, space)
	return ok && strings.HasPrefix(inner, "?") && strings.Trim(inner, "?,*"+space) == ""
}

// A sequence reads the numbers of an index, a list of indexes, a slice or [(@.length-1)].
type sequence struct {
	c       *compiler
	span    Span
	pos     int
	digits  []byte
	numbers []int
	err     error

	list, from, to bool
}

// current is the byte at hand; 0, with an error, behind the end of the bracket.
func (s *sequence) current() byte {
	if s.pos < s.span.End {
		return s.c.text[s.pos]
	}
	if s.err == nil {
		s.err = s.c.unexpected(s.span.Offset, s.span.End)
	}
	return 0
}

func (s *sequence) read() (Step, error) {
	if s.current() == '@' {
		return s.fromEnd()
	}
	s.scan()
	if len(s.digits) > 0 {
		s.number()
	}
	if s.err != nil {
		return nil, s.err
	}
	switch n := s.numbers; {
	case len(n) == 1 && !s.from && !s.to:
		return &Index{Value: n[0], Span: s.span}, nil
	case s.list:
		return &Indices{Values: n, Span: s.span}, nil
	case s.from:
		return &Slice{From: &n[0], Span: s.span}, nil
	case s.to:
		return &Slice{To: &n[0], Span: s.span}, nil
	default:
		return &Slice{From: &n[0], To: &n[1], Span: s.span}, nil
	}
}

// scan reads up to the first character that belongs to no sequence. A third number of a slice, the step, is read and
// has no effect.
func (s *sequence) scan() {
	for s.err == nil {
		switch b := s.current(); {
		case b == ' ':
		case b == ':':
			s.colon()
		case b == ',':
			s.number()
			s.list = true
		case isDigit(b) || b == '-':
			s.digits = append(s.digits, b)
		default:
			return
		}
		if s.current() == ']' {
			return
		}
		s.skip()
	}
}

// skip passes one character, whatever it is.
func (s *sequence) skip() {
	_, size := utf8.DecodeRuneInString(s.c.text[min(s.pos, len(s.c.text)):])
	s.pos += max(size, 1)
}

func (s *sequence) colon() {
	open := len(s.digits) == 0
	if !open {
		s.number()
	}
	s.pos++
	for b := s.current(); isDigit(b) || b == ' ' || b == '-'; b = s.current() {
		if b != ' ' {
			s.digits = append(s.digits, b)
		}
		s.pos++
	}
	switch {
	case open:
		s.to = true
	case len(s.digits) == 0:
		s.from = true
		return
	}
	s.number()
}

func (s *sequence) number() {
	n, err := strconv.ParseInt(string(s.digits), 10, 32)
	if err != nil && s.err == nil {
		s.err = s.c.fail(s.span.Offset, s.span.End, "For input string: "+strconv.Quote(string(s.digits)))
	}
	s.numbers = append(s.numbers, int(n))
	s.digits = s.digits[:0]
}

// fromEnd reads @.length-1 and @.size()-1. The character behind the @ is skipped, whatever it is.
func (s *sequence) fromEnd() (Step, error) {
	s.pos++
	s.skip()
	name := s.until('-', " ()")
	if s.err == nil && name != "size" && name != "length" {
		s.err = s.c.fail(s.span.Offset, s.span.End,
			"Invalid function: @."+name+". Supported functions are: [(@.length - n)] and [(@.size() - n)]")
	}
	s.digits = []byte(s.until(')', " "))
	s.number()
	if s.err != nil {
		return nil, s.err
	}
	return &Index{Value: s.numbers[0], FromEnd: true, Span: s.span}, nil
}

// until reads up to a stop and leaves out the characters of skip.
func (s *sequence) until(stop byte, skip string) string {
	var text []byte
	for b := s.current(); b != stop && s.err == nil; b = s.current() {
		if strings.IndexByte(skip, b) < 0 {
			text = append(text, b)
		}
		s.pos++
	}
	return string(text)
}
