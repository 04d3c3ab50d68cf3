package jsonata

import (
	"strings"

	"github.com/aslcheck/aslcheck/value"
)

// infix makes the node of an operator that follows left.
func (p *parser) infix(t token, left Node) Node {
	switch t.op {
	case opDot:
		return p.dot(t, left)
	case opParen:
		return p.call(t, left)
	case opBracket:
		return p.bracket(t, left)
	case opBrace:
		return p.group(t, left)
	case opCaret:
		return p.order(t, left)
	case opAssign:
		return p.assign(t, left)
	case opAt:
		return p.focus(t, left)
	case opHash:
		return p.index(t, left)
	case opQuestion:
		return p.condition(t, left)
	default:
		n := p.binaries.put(Binary{origin: originAfter(t, left), Op: t.text, op: t.op, Left: left})
		n.Right = p.expression(opPower[t.op])
		n.To = p.last
		return n
	}
}

// call parses the arguments of a call and, where the function is called "function", the rest of a lambda.
func (p *parser) call(t token, left Node) Node {
	n := p.calls.put(Call{origin: originAfter(t, left), Func: left})
	if p.tok.op != opCloseParen {
		outer := len(p.open)
		for {
			p.push(p.argument(n))
			if p.tok.op != opComma {
				break
			}
			p.advance(false)
		}
		n.Args = p.take(outer)
	}
	p.expect(opCloseParen, true)
	if name, ok := left.(*Name); ok && (name.Name == "function" || name.Name == "λ") {
		return p.lambda(n)
	}
	n.To = p.last
	return n
}

func (p *parser) argument(call *Call) Node {
	if p.tok.op != opQuestion {
		return p.expression(0)
	}
	call.Partial = true
	arg := &Placeholder{originOf(p.tok)}
	p.advance(false)
	return arg
}

// lambda parses what follows the parameters of a function.
func (p *parser) lambda(call *Call) Node {
	n := &Lambda{origin: call.origin}
	p.binds = true
	if len(call.Args) > 0 {
		n.Params = make([]*Variable, 0, len(call.Args))
	}
	for i, arg := range call.Args {
		param, ok := arg.(*Variable)
		if !ok && p.err == nil {
			text, at := head(p.lexer.text, arg)
			p.fail("S0208", at, text)
			p.err.Value = value.Float(float64(i + 1))
		}
		n.Params = append(n.Params, param)
	}
	if p.tok.op == opLt {
		p.signature(n)
	}
	p.expect(opBrace, false)
	n.Body = p.expression(0)
	p.expect(opCloseBrace, false)
	n.To = p.last
	return n
}

// signature reads the tokens between < and > that declare the types of a lambda.
func (p *parser) signature(n *Lambda) {
	start := p.tok.end
	var text strings.Builder
	text.WriteByte('<')
	for depth := 1; depth > 0 && p.tok.op != opBrace && p.tok.kind != tokEnd; {
		p.advance(false)
		switch p.tok.op {
		case opGt:
			depth--
		case opLt:
			depth++
		}
		text.WriteString(p.tok.word())
	}
	p.expect(opGt, false)
	if p.err != nil {
		return
	}
	types, err := parseSignature(text.String())
	if err != nil {
		p.fail(err.Code, start+err.Offset, "")
		p.err.Value = err.Value
		return
	}
	n.Signature, n.types = text.String(), types
}

func (p *parser) assign(t token, left Node) Node {
	variable, ok := left.(*Variable)
	if !ok {
		text, at := head(p.lexer.text, left)
		p.fail("S0212", at, text)
		return left
	}
	p.binds = true
	n := &Assign{origin: originAfter(t, left), Var: variable}
	n.Value = p.expression(opPower[opAssign] - 1)
	n.To = p.last
	return n
}

func (p *parser) condition(t token, left Node) Node {
	n := &Condition{origin: originAfter(t, left), Test: left}
	n.Then = p.expression(0)
	if p.tok.op == opColon {
		p.advance(false)
		n.Else = p.expression(0)
	}
	n.To = p.last
	return n
}
