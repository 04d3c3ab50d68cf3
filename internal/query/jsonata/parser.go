package jsonata

import "github.com/aslcheck/aslcheck/value"

// Limits of the parser. They keep the Go stack small whatever the text.
const (
	maxNesting = 2_000  // parentheses and the like within each other
	maxChain   = 10_000 // operators one after the other
)

// parser turns tokens into a tree by operator precedence. It stops at the first error.
type parser struct {
	tokens
	*room
	parsed
	depth int
}

// parsed is what the parser notes for lowering.
type parsed struct {
	binds bool // the text binds variables
	nodes int  // about as many codes as the tree needs
	// unsure says that lowering may reject the tree: it has an operand that is missing, a %, an @, a group, or a literal as a step.
	unsure bool
}

// parse returns the tree of text, whose nodes come from a room.
func parse(text string, r *room) (tree Node, made parsed, err *Error) {
	p := &parser{tokens: tokens{lexer: lexer{text: text}}, room: r}
	p.open = p.open[:0] // what an expression with an error has left
	p.advance(false)
	tree = p.expression(0)
	if p.err == nil && p.tok.kind != tokEnd {
		p.failAt("S0201", p.tok)
	}
	return tree, p.parsed, p.err
}

// expression parses as much as binds more strongly than power.
func (p *parser) expression(power int) Node {
	if p.depth++; p.depth > maxNesting {
		p.fail(CodeLimit, p.tok.end, "")
	}
	t := p.tok
	p.advance(true)
	left := p.prefix(t)
	p.nodes++
	for chain := 0; p.err == nil && power < p.power(); chain++ {
		if chain > maxChain {
			p.fail(CodeLimit, p.tok.end, "")
			break
		}
		t = p.tok
		p.advance(false)
		left = p.infix(t, left)
		if t.op != opDot && t.op != opBracket {
			p.nodes++
		}
	}
	p.depth--
	return left
}

// prefix makes the node of a token that starts an expression.
func (p *parser) prefix(t token) Node {
	switch t.kind {
	case tokEnd:
		p.unsure = true
		return &missing{originOf(t)}
	case tokName:
		p.nodes++ // a name alone is lowered to a path of one step
		return p.names.put(Name{origin: originOf(t), Name: t.text})
	case tokVariable:
		return p.variables.put(Variable{origin: originOf(t), Name: t.text})
	case tokString:
		return p.literal(t, value.String(t.text))
	case tokNumber:
		return p.literal(t, value.Float(t.num))
	case tokValue:
		return p.literal(t, wordValue(t.text))
	case tokRegex:
		return p.regex(t)
	default:
		return p.prefixOperator(t)
	}
}

func (p *parser) literal(t token, v value.Value) Node {
	return p.literals.put(Literal{origin: originOf(t), Value: v, word: t.text})
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

func (p *parser) regex(t token) Node {
	n := &Regex{origin: originOf(t), Pattern: t.text, Flags: t.flags}
	if p.err != nil {
		return n
	}
	re, err := newRegex(t.text, t.flags)
	if err != nil {
		p.fail("S0303", t.end, t.text)
		p.err.Value = value.String(err.Error())
		return n
	}
	n.compiled = re
	return n
}

func (p *parser) prefixOperator(t token) Node {
	switch t.op {
	case opAnd, opOr, opIn:
		return p.names.put(Name{origin: originOf(t), Name: t.text}) // where an operand is expected it is a name
	case opMul:
		return &Wildcard{originOf(t)}
	case opDescendants:
		return &Descendants{originOf(t)}
	case opMod:
		p.unsure = true
		return &Parent{originOf(t)}
	case opSub:
		return p.negate(t)
	case opParen:
		return p.block(t)
	case opBracket:
		return p.array(t)
	case opBrace:
		n := &Object{origin: originOf(t), Pairs: p.pairs()}
		n.To = p.last
		return n
	case opPipe:
		return p.transform(t)
	default:
		p.fail("S0211", t.end, t.text)
		return &missing{originOf(t)}
	}
}

// negate parses the operand of a minus sign. The sign of a number becomes part of the number.
func (p *parser) negate(t token) Node {
	operand := p.expression(70)
	if negated(operand, t.start) {
		return operand
	}
	n := &Unary{origin: originOf(t), Expr: operand}
	n.To = p.last
	return n
}

// negated changes the sign of n if it is a number, perhaps with something hanging on it, and reports whether it is.
func negated(n Node, from int) bool {
	switch n := n.(type) {
	case *Literal:
		if n.Value.Kind() != value.NumberKind {
			return false
		}
		n.Value = value.Float(-n.Value.Float())
	case *Filter:
		if !negated(n.Expr, from) {
			return false
		}
	case *Focus:
		if !negated(n.Expr, from) {
			return false
		}
	default:
		return false
	}
	n.node().From = from
	return true
}

func (p *parser) block(t token) Node {
	n := &Block{origin: originOf(t)}
	outer := len(p.open)
	for p.err == nil && p.tok.op != opCloseParen {
		p.push(p.expression(0))
		if p.tok.op != opSemicolon {
			break
		}
		p.advance(false)
	}
	n.Exprs = p.take(outer)
	p.expect(opCloseParen, true)
	n.To = p.last
	return n
}

func (p *parser) array(t token) Node {
	n := &Array{origin: originOf(t)}
	if p.tok.op != opCloseBracket {
		outer := len(p.open)
		for {
			p.push(p.element())
			if p.tok.op != opComma {
				break
			}
			p.advance(false)
		}
		n.Elems = p.take(outer)
	}
	p.expect(opCloseBracket, true)
	n.To = p.last
	return n
}

// element parses an element of an array constructor, which may be a range.
func (p *parser) element() Node {
	item := p.expression(0)
	if p.tok.op != opRange {
		return item
	}
	n := p.binaries.put(Binary{origin: originAfter(p.tok, item), Op: p.tok.text, op: opRange, Left: item})
	p.advance(false)
	n.Right = p.expression(0)
	n.To = p.last
	return n
}

// pairs parses the keys and values of an object constructor or of a group.
func (p *parser) pairs() []Pair {
	outer := len(p.open)
	if p.tok.op != opCloseBrace {
		for {
			p.push(p.expression(0))
			p.expect(opColon, false)
			p.push(p.expression(0))
			if p.tok.op != opComma {
				break
			}
			p.advance(false)
		}
	}
	p.expect(opCloseBrace, true)
	return p.takePairs(outer)
}

func (p *parser) transform(t token) Node {
	n := &Transform{origin: originOf(t)}
	n.Pattern = p.expression(0)
	p.expect(opPipe, false)
	n.Update = p.expression(0)
	if p.tok.op == opComma {
		p.advance(false)
		n.Delete = p.expression(0)
	}
	p.expect(opPipe, false)
	n.To = p.last
	return n
}
