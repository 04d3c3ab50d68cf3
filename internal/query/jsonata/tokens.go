package jsonata

import (
	"github.com/aslcheck/aslcheck/internal/query/jsonata/ecma"
	"github.com/aslcheck/aslcheck/value"
)

// tokens is what is left of the tokens of a text.
type tokens struct {
	lexer lexer
	tok   token // the current token
	last  int   // the end of the token before
	err   *Error
}

// word is what the reference gives as the token of an error.
func (t *token) word() string {
	if t.kind == tokEnd {
		return "(end)"
	}
	return t.text
}

// fail keeps the first error.
func (t *tokens) fail(code string, offset int, tok string) {
	if t.err == nil {
		t.err = &Error{Code: code, Offset: offset, Token: tok}
	}
	t.tok = token{kind: tokEnd, start: len(t.lexer.text), end: len(t.lexer.text)}
}

// failAt fails with a token that the reference may hold as something other than a text.
func (t *tokens) failAt(code string, tok token) {
	t.fail(code, tok.end, tok.word())
	switch tok.kind {
	case tokNumber:
		t.err.tokenJSON = ecma.NumberText(tok.num)
	case tokValue:
		t.err.tokenJSON = tok.text
	case tokRegex:
		t.err.tokenJSON = "{}"
	}
}

// advance goes to the next token; infix says that an operator may follow, so that a slash is a division.
func (t *tokens) advance(infix bool) {
	if t.err != nil {
		return
	}
	t.last = t.tok.end
	t.tok = t.lexer.next(infix)
	if t.lexer.err != nil {
		t.err = t.lexer.err
	} else if t.tok.op == opBang || t.tok.op == opTilde {
		t.fail("S0204", t.tok.end, t.tok.text)
	}
}

// expect passes over the operator op.
func (t *tokens) expect(op opCode, infix bool) {
	if t.tok.op == op {
		t.advance(infix)
		return
	}
	code := "S0202"
	if t.tok.kind == tokEnd {
		code = "S0203"
	}
	if t.err == nil {
		t.failAt(code, t.tok)
		t.err.Value = value.String(opText[op])
	}
}

// power is how strongly the current token binds what stands before it.
func (t *tokens) power() int {
	if t.tok.kind != tokOperator || int(t.tok.op) >= len(opPower) {
		return 0
	}
	return opPower[t.tok.op]
}
