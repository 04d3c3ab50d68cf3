package jsonata

import "github.com/aslcheck/aslcheck/value"

// Limits of the parser. They keep the Go stack small whatever the text.
const (
	maxNesting = 2_000  // parentheses and the like within each other
	maxChain   = 10_000 // operators one after the other
)

// parser turns tokens into raw nodes by operator precedence. It stops at the first error.
type parser struct {
	slab
	lexer lexer
	tok   token // the current token
	last  int   // the end of the token before
	depth int
	err   *Error

	// What lowering has to know.
	parents int
	binds   bool // the text binds variables of its own
}

// parse returns the root of the lowered tree of text.
func parse(text string) (*node, *parser, *Error) {
	p := &parser{lexer: lexer{text: text}, slab: slab{size: min(len(text)/bytesPerNode+2, slabFirst)}}
	p.advance(false)
	n := p.expression(0)
	if p.err == nil && p.tok.kind != tokEnd {
		p.fail("S0201", p.tok.end, p.tok.word())
	}
	if p.err == nil {
		n = p.lower(n)
	}
	if p.err == nil && (n.kind == kindParent || n.extra != nil && n.seeking != nil) {
		p.fail("S0217", int(n.at), kindWords[n.kind])
	}
	return n, p, p.err
}

// word is what the reference gives as the token of an error.
func (t *token) word() string {
	if t.kind == tokEnd {
		return "(end)"
	}
	return t.text
}

// fail keeps the first error.
func (p *parser) fail(code string, offset int, tok string) {
	if p.err == nil {
		p.err = &Error{Code: code, Offset: offset, Token: tok}
	}
	p.tok = token{kind: tokEnd, start: len(p.lexer.text), end: len(p.lexer.text)}
}

// advance goes to the next token; infix says that an operator may follow, so that a slash is a division.
func (p *parser) advance(infix bool) {
	if p.err != nil {
		return
	}
	p.last = p.tok.end
	p.tok = p.lexer.next(infix)
	if p.lexer.err != nil {
		p.err = p.lexer.err
	} else if p.tok.op == opBang || p.tok.op == opTilde {
		p.fail("S0204", p.tok.end, p.tok.text)
	}
}

// expect passes over the operator op.
func (p *parser) expect(op opCode, infix bool) {
	if p.tok.op == op {
		p.advance(infix)
		return
	}
	code := "S0202"
	if p.tok.kind == tokEnd {
		code = "S0203"
	}
	if p.err == nil {
		p.fail(code, p.tok.end, p.tok.word())
		p.err.Value = value.String(opText[op])
	}
}

// expression parses as much as binds more strongly than power.
func (p *parser) expression(power int) *node {
	if p.depth++; p.depth > maxNesting {
		p.fail("U1001", p.tok.end, "")
	}
	t := p.tok
	p.advance(true)
	left := p.prefix(t)
	for chain := 0; p.err == nil && power < p.power(); chain++ {
		if chain > maxChain {
			p.fail("U1001", p.tok.end, "")
			break
		}
		t = p.tok
		p.advance(false)
		left = p.infix(t, left)
	}
	p.depth--
	return left
}

// power is how strongly the current token binds what stands before it.
func (p *parser) power() int {
	if p.tok.kind != tokOperator || int(p.tok.op) >= len(opPower) {
		return 0
	}
	return opPower[p.tok.op]
}

// prefix makes the node of a token that starts an expression.
func (p *parser) prefix(t token) *node {
	switch t.kind {
	case tokEnd:
		return p.node(kindEnd, t)
	case tokName:
		return p.node(kindName, t)
	case tokVariable:
		return p.literal(kindVariable, t, builtin(t.text))
	case tokString:
		return p.literal(kindString, t, value.String(t.text))
	case tokNumber:
		return p.literal(kindNumber, t, value.Float(t.num))
	case tokValue:
		return p.literal(kindValue, t, wordValue(t.text))
	case tokRegex:
		return p.regexNode(t)
	default:
		return p.prefixOperator(t)
	}
}

func (p *parser) literal(kind nodeKind, t token, v value.Value) *node {
	n := p.node(kind, t)
	n.val = v
	return n
}

func wordValue(word string) value.Value {
	switch word {
	case "true":
		return value.True
	case "false":
		return value.False
	default:
		return value.Null
	}
}

func (p *parser) regexNode(t token) *node {
	n := p.node(kindRegex, t)
	if p.err != nil {
		return n
	}
	re, err := newRegex(t.text, t.flags)
	if err != nil {
		p.fail("S0303", t.end, t.text)
		p.err.Value = value.String(err.Error())
		return n
	}
	n.more().regex = re
	return n
}

func (p *parser) prefixOperator(t token) *node {
	switch t.op {
	case opAnd, opOr, opIn:
		return p.node(kindOperator, t)
	case opMul:
		return p.node(kindWildcard, t)
	case opDescendants:
		return p.node(kindDescendants, t)
	case opMod:
		return p.node(kindParent, t)
	case opSub:
		n := p.node(kindNegate, t)
		n.lhs = p.expression(70)
		return p.ended(n)
	case opParen:
		return p.block(p.node(kindBlock, t))
	case opBracket:
		return p.array(p.node(kindArray, t))
	case opBrace:
		return p.object(p.node(kindObject, t))
	case opPipe:
		return p.transform(p.node(kindTransform, t))
	default:
		p.fail("S0211", t.end, t.text)
		return p.node(kindEnd, t)
	}
}

// ended sets the end of a node to that of the last token read.
func (p *parser) ended(n *node) *node {
	n.to = int32(p.last)
	return n
}

func (p *parser) block(n *node) *node {
	for p.err == nil && p.tok.op != opCloseParen {
		n.kids = append(n.kids, p.expression(0))
		if p.tok.op != opSemicolon {
			break
		}
		p.advance(false)
	}
	p.expect(opCloseParen, true)
	return p.ended(n)
}

func (p *parser) array(n *node) *node {
	if p.tok.op != opCloseBracket {
		for {
			n.kids = append(n.kids, p.element())
			if p.tok.op != opComma {
				break
			}
			p.advance(false)
		}
	}
	p.expect(opCloseBracket, true)
	return p.ended(n)
}

// element parses an element of an array constructor, which may be a range.
func (p *parser) element() *node {
	item := p.expression(0)
	if p.tok.op != opRange {
		return item
	}
	n := p.node(kindBinary, p.tok)
	p.advance(false)
	n.lhs = item
	n.from = item.from
	n.rhs = p.expression(0)
	return p.ended(n)
}

// object parses the pairs of an object constructor or of a group; keys and values alternate in kids.
func (p *parser) object(n *node) *node {
	if p.tok.op != opCloseBrace {
		for {
			key := p.expression(0)
			p.expect(opColon, false)
			n.kids = append(n.kids, key, p.expression(0))
			if p.tok.op != opComma {
				break
			}
			p.advance(false)
		}
	}
	p.expect(opCloseBrace, true)
	return p.ended(n)
}

func (p *parser) transform(n *node) *node {
	n.lhs = p.expression(0)
	p.expect(opPipe, false)
	n.rhs = p.expression(0)
	if p.tok.op == opComma {
		p.advance(false)
		n.els = p.expression(0)
	}
	p.expect(opPipe, false)
	return p.ended(n)
}
