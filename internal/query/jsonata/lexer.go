package jsonata

import (
	"math"
	"strconv"
	"strings"
)

// tokenKind says what a token is.
type tokenKind uint8

const (
	tokEnd tokenKind = iota
	tokName
	tokVariable
	tokOperator
	tokString
	tokNumber
	tokValue // true, false, null
	tokRegex
)

// token is one word of an expression. end is what the reference calls its position.
type token struct {
	kind       tokenKind
	op         opCode
	start, end int
	text       string // name, operator, contents of a string, pattern of a regular expression
	flags      string // of a regular expression
	num        float64
}

// lexer cuts an expression into tokens.
type lexer struct {
	text string
	pos  int
	err  *Error
}

// fail keeps the first error and ends the text.
func (l *lexer) fail(code string, offset int, tok string) token {
	if l.err == nil {
		l.err = &Error{Code: code, Offset: offset, Token: tok}
	}
	l.pos = len(l.text)
	return token{kind: tokEnd, start: l.pos, end: l.pos}
}

// next returns the next token. A slash starts a regular expression unless infix is set.
func (l *lexer) next(infix bool) token {
	if !l.skip() {
		return token{kind: tokEnd, start: len(l.text), end: len(l.text)}
	}
	start := l.pos
	c := l.text[start]
	switch {
	case c == '/' && !infix:
		return l.regex()
	case opSingle[c] != opNone:
		return l.operator(c)
	case c == '"' || c == '\'':
		return l.string(c)
	case c >= '0' && c <= '9':
		return l.number()
	case c == '`':
		return l.quotedName()
	default:
		return l.name()
	}
}

// skip passes over white space and comments; false at the end of the text or at an error.
func (l *lexer) skip() bool {
	for l.pos < len(l.text) {
		switch c := l.text[l.pos]; {
		case isSpace(c):
			l.pos++
		case c == '/' && strings.HasPrefix(l.text[l.pos:], "/*"):
			end := strings.Index(l.text[l.pos+2:], "*/")
			if end < 0 {
				l.fail("S0106", l.pos, "")
				return false
			}
			l.pos += end + 4
		default:
			return true
		}
	}
	return false
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' }

func (l *lexer) operator(c byte) token {
	start := l.pos
	op := opSingle[c]
	width := 1
	if start+1 < len(l.text) {
		if double := doubleOp(c, l.text[start+1]); double != opNone {
			op, width = double, 2
		}
	}
	l.pos += width
	return token{kind: tokOperator, op: op, start: start, end: l.pos, text: l.text[start:l.pos]}
}

func doubleOp(a, b byte) opCode {
	switch {
	case a == '.' && b == '.':
		return opRange
	case a == ':' && b == '=':
		return opAssign
	case a == '!' && b == '=':
		return opNe
	case a == '>' && b == '=':
		return opGe
	case a == '<' && b == '=':
		return opLe
	case a == '*' && b == '*':
		return opDescendants
	case a == '~' && b == '>':
		return opApply
	default:
		return opNone
	}
}

func (l *lexer) number() token {
	start := l.pos
	i := start + 1
	if l.text[start] != '0' {
		i = l.digits(i)
	}
	if l.at(i) == '.' && isDigit(l.at(i+1)) {
		i = l.digits(i + 1)
	}
	if c := l.at(i); c == 'e' || c == 'E' {
		j := i + 1
		if c := l.at(j); c == '+' || c == '-' {
			j++
		}
		if isDigit(l.at(j)) {
			i = l.digits(j)
		}
	}
	literal := l.text[start:i]
	num, err := strconv.ParseFloat(literal, 64)
	if err != nil && math.IsInf(num, 0) {
		return l.fail("S0102", start, literal)
	}
	l.pos = i
	return token{kind: tokNumber, start: start, end: i, text: literal, num: num}
}

func (l *lexer) at(i int) byte {
	if i < len(l.text) {
		return l.text[i]
	}
	return 0
}

func (l *lexer) digits(i int) int {
	for isDigit(l.at(i)) {
		i++
	}
	return i
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func (l *lexer) quotedName() token {
	start := l.pos
	end := strings.IndexByte(l.text[start+1:], '`')
	if end < 0 {
		return l.fail("S0105", len(l.text), "")
	}
	l.pos = start + end + 2
	return token{kind: tokName, start: start, end: l.pos, text: l.text[start+1 : l.pos-1]}
}

func (l *lexer) name() token {
	start := l.pos
	i := start
	for i < len(l.text) && !isSpace(l.text[i]) && opSingle[l.text[i]] == opNone {
		i++
	}
	l.pos = i
	t := token{kind: tokName, start: start, end: i, text: l.text[start:i]}
	if l.text[start] == '$' {
		t.kind, t.text = tokVariable, l.text[start+1:i]
		return t
	}
	switch t.text {
	case "or":
		t.kind, t.op = tokOperator, opOr
	case "and":
		t.kind, t.op = tokOperator, opAnd
	case "in":
		t.kind, t.op = tokOperator, opIn
	case "true", "false", "null":
		t.kind = tokValue
	}
	return t
}

// regex reads a regular expression from its first slash. Slashes inside brackets do not end it.
func (l *lexer) regex() token {
	start := l.pos
	depth := 0
	for i := start + 1; i < len(l.text); i++ {
		c := l.text[i]
		if c == '/' && depth == 0 && !l.escaped(i) {
			return l.regexEnd(start, i)
		}
		if l.text[i-1] == '\\' {
			continue
		}
		switch c {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		}
	}
	return l.fail("S0302", len(l.text), "")
}

// escaped reports whether an odd number of backslashes stands before the byte at i.
func (l *lexer) escaped(i int) bool {
	n := 0
	for i-n-1 >= 0 && l.text[i-n-1] == '\\' {
		n++
	}
	return n%2 == 1
}

func (l *lexer) regexEnd(start, slash int) token {
	if slash == start+1 {
		return l.fail("S0301", slash, "")
	}
	i := slash + 1
	for l.at(i) == 'i' || l.at(i) == 'm' {
		i++
	}
	l.pos = i
	return token{kind: tokRegex, start: start, end: i, text: l.text[start+1 : slash], flags: l.text[slash+1 : i]}
}
