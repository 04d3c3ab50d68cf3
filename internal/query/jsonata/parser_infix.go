package jsonata

import (
	"strings"

	"github.com/aslcheck/aslcheck/value"
)

// infix makes the node of an operator that follows left.
func (p *parser) infix(t token, left *node) *node {
	n := p.node(kindBinary, t)
	n.lhs, n.from = left, left.from
	switch t.op {
	case opParen:
		return p.call(n)
	case opBracket:
		return p.bracket(n)
	case opBrace:
		return p.object(n)
	case opCaret:
		return p.order(n)
	case opAssign:
		return p.assign(n)
	case opAt, opHash:
		return p.binding(n)
	case opQuestion:
		return p.condition(n)
	default:
		n.rhs = p.expression(opPower[t.op])
		return p.ended(n)
	}
}

// call parses the arguments of a call and, where the function is called "function", the rest of a lambda.
func (p *parser) call(n *node) *node {
	n.kind = kindCall
	if p.tok.op != opCloseParen {
		for {
			n.kids = append(n.kids, p.argument(n))
			if p.tok.op != opComma {
				break
			}
			p.advance(false)
		}
	}
	p.expect(opCloseParen, true)
	if n.lhs.kind == kindName && (n.lhs.text == "function" || n.lhs.text == "λ") {
		return p.lambda(n)
	}
	return p.ended(n)
}

func (p *parser) argument(call *node) *node {
	if p.tok.op != opQuestion {
		return p.expression(0)
	}
	call.kind = kindPartial
	arg := p.node(kindOperator, p.tok)
	p.advance(false)
	return arg
}

func (p *parser) lambda(n *node) *node {
	n.kind = kindLambda
	p.binds = true
	for i, param := range n.kids {
		if param.kind != kindVariable && p.err == nil {
			p.fail("S0208", int(param.at), param.word())
			p.err.Value = value.Float(float64(i + 1))
		}
	}
	if p.tok.op == opLt {
		p.signature(n)
	}
	p.expect(opBrace, false)
	n.rhs = p.expression(0)
	p.expect(opCloseBrace, false)
	return p.ended(n)
}

// word is what the reference gives as the token of an error about a node.
func (n *node) word() string {
	if n.kind == kindEnd {
		return "(end)"
	}
	return n.text
}

// signature reads the tokens between < and > that declare the types of a lambda.
func (p *parser) signature(n *node) {
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
	sig, err := parseSignature(text.String())
	if err != nil {
		p.fail(err.Code, start+err.Offset, "")
		p.err.Value = err.Value
		return
	}
	n.more().signature = sig
	n.sigText = text.String()
}

// bracket parses a predicate, or the [] that keeps a single result an array.
func (p *parser) bracket(n *node) *node {
	if p.tok.op != opCloseBracket {
		n.rhs = p.expression(0)
		p.expect(opCloseBracket, true)
		return p.ended(n)
	}
	step := n.lhs
	for step.kind == kindBinary && step.op == opBracket {
		step = step.lhs
	}
	step.keepArray = true
	p.advance(false)
	return p.ended(n.lhs)
}

func (p *parser) order(n *node) *node {
	p.expect(opParen, false)
	x := n.more()
	for p.err == nil {
		term := sortTerm{}
		switch p.tok.op {
		case opLt:
			p.advance(false)
		case opGt:
			term.descending = true
			p.advance(false)
		}
		term.expr = p.expression(0)
		x.terms = append(x.terms, term)
		if p.tok.op != opComma {
			break
		}
		p.advance(false)
	}
	p.expect(opCloseParen, false)
	return p.ended(n)
}

func (p *parser) assign(n *node) *node {
	if n.lhs.kind != kindVariable {
		p.fail("S0212", int(n.lhs.at), n.lhs.word())
		return n
	}
	p.binds = true
	n.rhs = p.expression(opPower[opAssign] - 1)
	return p.ended(n)
}

// binding parses the variable behind @ or #.
func (p *parser) binding(n *node) *node {
	p.binds = true
	n.rhs = p.expression(opPower[n.op])
	if n.rhs.kind != kindVariable && p.err == nil {
		p.fail("S0214", int(n.rhs.at), n.text)
	}
	return p.ended(n)
}

func (p *parser) condition(n *node) *node {
	n.kind = kindCondition
	n.rhs = p.expression(0)
	if p.tok.op == opColon {
		p.advance(false)
		n.els = p.expression(0)
	}
	return p.ended(n)
}
