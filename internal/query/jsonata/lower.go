package jsonata

import (
	"strconv"

	"github.com/aslcheck/aslcheck/value"
)

// lower turns a raw node into what is evaluated: dots become paths, predicates hang on their steps, and each % is tied
// to the step whose input it names. Raw nodes are changed in place.
func (p *parser) lower(n *node) *node {
	if p.err != nil {
		return n
	}
	keep := n.keepArray
	result := p.lowerKind(n)
	if keep {
		result.keepArray = true
	}
	return result
}

func (p *parser) lowerKind(n *node) *node {
	switch n.kind {
	case kindBinary:
		return p.lowerBinary(n)
	case kindName:
		return p.pathOf(n)
	case kindNegate:
		return p.lowerNegate(n)
	case kindArray, kindObject:
		p.lowerKids(n)
		return n
	case kindCall, kindPartial:
		p.lowerKids(n)
		n.lhs = p.lower(n.lhs)
		if n.lhs.kind == kindPath {
			n.val = builtin(n.lhs.kids[0].text)
		}
		return n
	case kindLambda:
		n.rhs = tailCall(p.lower(n.rhs))
		return n
	case kindCondition:
		return p.lowerCondition(n)
	case kindTransform:
		n.lhs, n.rhs = p.lower(n.lhs), p.lower(n.rhs)
		if n.els != nil {
			n.els = p.lower(n.els)
		}
		n.more()
		n.val = builtin("clone")
		return n
	case kindBlock:
		return p.lowerBlock(n)
	case kindParent:
		n.more().slot = &ancestor{label: "!" + strconv.Itoa(p.parents), level: 1, index: p.parents}
		p.parents++
		return n
	case kindOperator:
		return p.lowerOperator(n)
	case kindEnd:
		p.fail("S0207", int(n.at), "(end)")
		return n
	default:
		return n
	}
}

// pathOf wraps a name into a path of one step.
func (p *parser) pathOf(n *node) *node {
	path := p.node(kindPath, token{start: int(n.from), end: int(n.to)})
	path.at = 0
	path.kids = append(make([]*node, 0, 2), n)
	path.keepSingleton = n.keepArray
	path.simple = true
	return path
}

// lowerOperator takes and, or, in where an operand should stand as field names.
func (p *parser) lowerOperator(n *node) *node {
	switch n.op {
	case opAnd, opOr, opIn:
		n.kind = kindName
		return p.pathOf(n)
	case opQuestion:
		return n
	default:
		p.fail("S0201", int(n.at), n.text)
		return n
	}
}

func (p *parser) lowerKids(n *node) {
	for i, kid := range n.kids {
		n.kids[i] = p.lower(kid)
		pushSeeking(n, n.kids[i])
	}
}

func (p *parser) lowerNegate(n *node) *node {
	n.lhs = p.lower(n.lhs)
	if n.lhs.kind == kindNumber {
		n.lhs.val = value.Float(-n.lhs.val.Float())
		n.lhs.from = n.from
		n.lhs.keepArray = n.lhs.keepArray || n.keepArray
		return n.lhs
	}
	pushSeeking(n, n.lhs)
	return n
}

func (p *parser) lowerCondition(n *node) *node {
	n.lhs = p.lower(n.lhs)
	pushSeeking(n, n.lhs)
	n.rhs = p.lower(n.rhs)
	pushSeeking(n, n.rhs)
	if n.els != nil {
		n.els = p.lower(n.els)
		pushSeeking(n, n.els)
	}
	return n
}

func (p *parser) lowerBlock(n *node) *node {
	p.lowerKids(n)
	for _, kid := range n.kids {
		if kid.consArray || kid.kind == kindPath && kid.kids[0].consArray {
			n.consArray = true
		}
	}
	return n
}

// tailCall marks the calls in n whose result is the result of n.
func tailCall(n *node) *node {
	if n.hasPredicate() || n.hasGroup() {
		return n
	}
	switch n.kind {
	case kindCall:
		n.tail = true
	case kindCondition:
		tailCall(n.rhs)
		if n.els != nil {
			tailCall(n.els)
		}
	case kindBlock:
		if len(n.kids) > 0 {
			tailCall(n.kids[len(n.kids)-1])
		}
	}
	return n
}

func (p *parser) lowerBinary(n *node) *node {
	switch n.op {
	case opDot:
		return p.lowerDot(n)
	case opBracket:
		return p.lowerPredicate(n)
	case opBrace:
		return p.lowerGroup(n)
	case opCaret:
		return p.lowerOrder(n)
	case opAssign:
		n.kind = kindBind
		n.rhs = p.lower(n.rhs)
		pushSeeking(n, n.rhs)
		return n
	case opAt:
		return p.lowerFocus(n)
	case opHash:
		return p.lowerIndex(n)
	case opApply:
		n.kind = kindApply
		n.lhs, n.rhs = p.lower(n.lhs), p.lower(n.rhs)
		n.keepArray = n.lhs.keepArray || n.rhs.keepArray
		return n
	default:
		n.lhs, n.rhs = p.lower(n.lhs), p.lower(n.rhs)
		pushSeeking(n, n.lhs)
		pushSeeking(n, n.rhs)
		return n
	}
}
