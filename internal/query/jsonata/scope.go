package jsonata

import "slices"

// varRef says where a variable may be bound: so many frames up, in that slot.
type varRef struct{ hops, slot int }

// scope is a frame at compile time: the block, lambda or text that binds its names.
type scope struct {
	parent *scope
	names  []string
	few    [2]string // the first names
	shared *scopeRoom
}

// scopeRoom is where all scopes of a text and what they find are kept, which saves most allocations.
type scopeRoom struct {
	refs   []varRef // of all variables one after another
	scopes chunks[scope]
}

func newScope(parent *scope) *scope {
	if parent == nil {
		room := &scopeRoom{refs: make([]varRef, 0, fewRefs)}
		return room.scope(nil)
	}
	return parent.shared.scope(parent)
}

func (r *scopeRoom) scope(parent *scope) *scope {
	s := r.scopes.put(scope{parent: parent, shared: r})
	s.names = s.few[:0]
	return s
}

// fewRefs are enough for most expressions.
const fewRefs = 8

func (s *scope) slot(name string) int { return slices.Index(s.names, name) }

func (s *scope) add(name string) int {
	if i := s.slot(name); i >= 0 {
		return i
	}
	s.names = append(s.names, name)
	return len(s.names) - 1
}

// bindScopes gives every variable that the text binds its slot and returns the size of the outermost frame.
func bindScopes(root *code) int {
	outer := newScope(nil)
	collectBinds(root, outer)
	bindNode(root, outer)
	return len(outer.names)
}

// collectBinds adds the names that n binds in the frame around it.
func collectBinds(n *code, s *scope) {
	switch n.kind {
	case kindBlock, kindLambda:
		collectHung(n, s)
		return
	case kindBind:
		s.add(n.lhs.text)
		collectBinds(n.rhs, s)
		return
	}
	n.children(func(kid *code) { collectBinds(kid, s) })
}

// collectHung visits what hangs on a block or lambda but is evaluated outside of it.
func collectHung(n *code, s *scope) {
	n.hung(func(kid *code) { collectBinds(kid, s) })
}

func bindNode(n *code, s *scope) {
	switch n.kind {
	case kindVariable:
		bindVariable(n, s)
		n.hung(func(kid *code) { bindNode(kid, s) })
	case kindBind:
		n.frame = int32(s.add(n.lhs.text))
		bindNode(n.rhs, s)
		n.hung(func(kid *code) { bindNode(kid, s) })
	case kindBlock:
		n.hung(func(kid *code) { bindNode(kid, s) })
		bindBlock(n, s)
	case kindLambda:
		n.hung(func(kid *code) { bindNode(kid, s) })
		bindLambda(n, s)
	case kindCall, kindPartial:
		if n.lhs.kind == kindPath {
			n.refs = findRefs(n.lhs.kids[0].text, s)
		}
		n.children(func(kid *code) { bindNode(kid, s) })
	case kindTransform:
		n.refs = findRefs("clone", s)
		n.children(func(kid *code) { bindNode(kid, s) })
	default:
		n.children(func(kid *code) { bindNode(kid, s) })
	}
}

func bindVariable(n *code, s *scope) {
	n.refs = findRefs(n.text, s)
}

// findRefs lists the frames that may bind name, the nearest first.
func findRefs(name string, s *scope) []varRef {
	list := &s.shared.refs
	start := len(*list)
	for hops := 0; s != nil; hops++ {
		if slot := s.slot(name); slot >= 0 {
			*list = append(*list, varRef{hops, slot})
		}
		s = s.parent
	}
	if len(*list) == start {
		return nil
	}
	return (*list)[start:len(*list):len(*list)]
}

func bindBlock(n *code, s *scope) {
	inner := newScope(s)
	for _, kid := range n.kids {
		collectBinds(kid, inner)
	}
	if len(inner.names) == 0 {
		inner = s
	} else {
		n.opensFrame = true
	}
	for _, kid := range n.kids {
		bindNode(kid, inner)
	}
	n.frame = int32(len(inner.names))
}

func bindLambda(n *code, s *scope) {
	inner := newScope(s)
	for _, param := range n.kids {
		param.frame = int32(inner.add(param.text))
	}
	collectBinds(n.rhs, inner)
	bindNode(n.rhs, inner)
	n.frame = int32(len(inner.names))
}

// children visits the nodes directly below n in the order of the text, as far as that is known.
func (n *code) children(visit func(*code)) {
	if n.lhs != nil {
		visit(n.lhs)
	}
	if n.rhs != nil {
		visit(n.rhs)
	}
	if n.els != nil {
		visit(n.els)
	}
	for _, kid := range n.kids {
		visit(kid)
	}
	n.hung(visit)
}

// hung visits what hangs on n: predicates, stages, sort terms and the group.
func (n *code) hung(visit func(*code)) {
	if n.extra == nil {
		return
	}
	for _, filter := range n.predicate {
		visit(filter)
	}
	for _, st := range n.stages {
		if st.filter != nil {
			visit(st.filter)
		}
	}
	for _, term := range n.terms {
		visit(term.expr)
	}
	if n.group != nil {
		visit(n.group)
	}
}
