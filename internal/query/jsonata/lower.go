package jsonata

import "github.com/aslcheck/aslcheck/value"

// lowerer makes code of a tree. It stops at the first error.
type lowerer struct {
	slab
	ancestry
}

// lower turns a tree into what is evaluated: names become paths, predicates hang on their steps,
// and each % is tied to the step whose input it names.
func lower(tree Node, made parsed) (*code, *Error) {
	l := &lowerer{slab: slab{size: min(made.nodes, maxSlab)}}
	root := l.lower(tree)
	if l.err == nil && (root.kind == kindParent || l.open[root] != nil) {
		l.fail("S0217", root.at, kindWords[root.kind])
	}
	return root, l.err
}

// lower returns the code of n; a code of no kind after an error.
func (l *lowerer) lower(n Node) *code {
	if l.err != nil {
		return &code{}
	}
	c := l.lowerKind(n)
	if l.err != nil {
		return &code{}
	}
	if n.node().keepArray {
		c.keepArray = true
	}
	return c
}

func (l *lowerer) lowerKind(n Node) *code {
	switch n := n.(type) {
	case *Literal:
		return l.literal(n)
	case *Name:
		return l.name(n)
	case *Variable:
		return l.variable(n)
	case *Path:
		return l.path(n)
	case *Filter:
		return l.filter(l.lower(n.Expr), n)
	case *Focus:
		return l.focus(n)
	case *Group:
		return l.group(l.lower(n.Expr), n)
	case *Unary:
		c := l.code(kindNegate, n)
		c.lhs = l.below(c, n.Expr)
		return c
	case *Binary:
		return l.binary(n)
	case *Array:
		c := l.code(kindArray, n)
		c.kids = l.allBelow(c, n.Elems)
		return c
	case *Object:
		c := l.code(kindObject, n)
		c.kids = l.pairs(n.Pairs, func(n Node) *code { return l.below(c, n) })
		return c
	case *Block:
		return l.block(n)
	case *Condition:
		return l.condition(n)
	case *Assign:
		c := l.code(kindBind, n)
		c.lhs = l.variable(n.Var)
		c.rhs = l.below(c, n.Value)
		return c
	default:
		return l.lowerOther(n)
	}
}

// lowerOther lowers functions and what stands for itself.
func (l *lowerer) lowerOther(n Node) *code {
	switch n := n.(type) {
	case *Lambda:
		return l.lambda(n)
	case *Call:
		return l.call(n)
	case *Transform:
		return l.transform(n)
	case *Regex:
		c := l.code(kindRegex, n)
		c.more().regex = n.compiled
		return c
	case *Wildcard:
		return l.code(kindWildcard, n)
	case *Descendants:
		return l.code(kindDescendants, n)
	case *Parent:
		c := l.code(kindParent, n)
		c.more().slot = l.parent()
		return c
	case *Placeholder:
		return l.code(kindPlaceholder, n)
	default: // an operand is missing
		l.fail("S0207", n.node().at, word(n))
		return &code{}
	}
}

// below lowers a part of c, which may have an open % in it.
func (l *lowerer) below(c *code, n Node) *code {
	kid := l.lower(n)
	l.pushOpen(c, kid)
	return kid
}

func (l *lowerer) allBelow(c *code, nodes []Node) []*code {
	if len(nodes) == 0 {
		return nil
	}
	kids := l.list(len(nodes))
	for _, n := range nodes {
		kids = append(kids, l.below(c, n))
	}
	return kids
}

// pairs lowers keys and values in turn.
func (l *lowerer) pairs(pairs []Pair, lower func(Node) *code) []*code {
	kids := l.list(2 * len(pairs))
	for _, pair := range pairs {
		kids = append(kids, lower(pair.Key), lower(pair.Value))
	}
	return kids
}

func (l *lowerer) literal(n *Literal) *code {
	kind := kindValue
	switch n.Value.Kind() {
	case value.NumberKind:
		kind = kindNumber
	case value.StringKind:
		kind = kindString
	}
	c := l.code(kind, n)
	c.val = &n.Value
	return c
}

func (l *lowerer) variable(n *Variable) *code {
	c := l.code(kindVariable, n)
	c.val = builtin(n.Name)
	return c
}

func (l *lowerer) binary(n *Binary) *code {
	if n.op == opApply {
		c := l.code(kindApply, n)
		c.lhs, c.rhs = l.lower(n.Left), l.lower(n.Right)
		c.keepArray = c.lhs.keepArray || c.rhs.keepArray
		return c
	}
	c := l.code(kindBinary, n)
	c.op = n.op
	c.lhs, c.rhs = l.lower(n.Left), l.lower(n.Right)
	l.pushOpen(c, c.lhs)
	l.pushOpen(c, c.rhs)
	return c
}

func (l *lowerer) block(n *Block) *code {
	c := l.code(kindBlock, n)
	c.kids = l.allBelow(c, n.Exprs)
	for _, kid := range c.kids {
		if kid.consArray || kid.kind == kindPath && kid.kids[0].consArray {
			c.consArray = true
		}
	}
	return c
}

func (l *lowerer) condition(n *Condition) *code {
	c := l.code(kindCondition, n)
	c.lhs = l.below(c, n.Test)
	c.rhs = l.below(c, n.Then)
	if n.Else != nil {
		c.els = l.below(c, n.Else)
	}
	return c
}

func (l *lowerer) call(n *Call) *code {
	kind := kindCall
	if n.Partial {
		kind = kindPartial
	}
	c := l.code(kind, n)
	c.kids = l.allBelow(c, n.Args)
	c.lhs = l.lower(n.Func)
	if l.err == nil && c.lhs.kind == kindPath {
		c.val = builtin(c.lhs.kids[0].text)
	}
	return c
}

func (l *lowerer) transform(n *Transform) *code {
	c := l.code(kindTransform, n)
	c.lhs, c.rhs = l.lower(n.Pattern), l.lower(n.Update)
	if n.Delete != nil {
		c.els = l.lower(n.Delete)
	}
	c.more()
	c.val = builtin("clone")
	return c
}

func (l *lowerer) lambda(n *Lambda) *code {
	c := l.code(kindLambda, n)
	c.kids = l.list(len(n.Params))
	for _, param := range n.Params {
		c.kids = append(c.kids, l.variable(param))
	}
	if n.types != nil {
		c.more().signature = n.types
	}
	c.rhs = l.lower(n.Body)
	tailCall(c.rhs)
	return c
}

// tailCall marks the calls in c whose result is the result of c.
func tailCall(c *code) {
	if c.hasPredicate() || c.hasGroup() {
		return
	}
	switch c.kind {
	case kindCall:
		c.tail = true
	case kindCondition:
		tailCall(c.rhs)
		if c.els != nil {
			tailCall(c.els)
		}
	case kindBlock:
		if len(c.kids) > 0 {
			tailCall(c.kids[len(c.kids)-1])
		}
	}
}
