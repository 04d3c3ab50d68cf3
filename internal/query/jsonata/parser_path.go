package jsonata

import (
	"slices"

	"github.com/aslcheck/aslcheck/value"
)

// pathOf returns the path that an operator after left extends, and the node that it leaves: a path, a name that becomes
// one, or the path of a group. The path is nil where left is something else.
func (p *parser) pathOf(left Node) (*Path, Node) {
	switch n := left.(type) {
	case *Path:
		return n, n
	case *Name:
		path := p.path(n.origin, Step{Expr: n, KeepArray: n.keepArray})
		return path, path
	case *Group:
		if _, again := n.Expr.(*Group); again {
			return nil, left // which lowering rejects
		}
		inner, expr := p.pathOf(n.Expr)
		if inner != nil && inner.last == opNone {
			inner.last = opBrace
		}
		n.Expr = expr
		return inner, n
	default:
		return nil, left
	}
}

// extend is like pathOf, and makes a path of one step of anything else.
func (p *parser) extend(left Node, step func(Node) Step) (*Path, Node) {
	if path, top := p.pathOf(left); path != nil {
		return path, top
	}
	p.nodes++
	path := p.path(origin{Span: *span(left)}, step(left))
	return path, path
}

func span(n Node) *Span { return &n.node().Span }

// extended notes the operator that has extended a path, and where top, the path or its group, ends now.
func extended(path *Path, t token, top Node, to int) Node {
	path.at, path.To = int32(t.end), to
	span(top).To = to
	return top
}

func (p *parser) dot(t token, left Node) Node {
	right := p.expression(opPower[opDot])
	p.unsureOf(left)
	p.unsureOf(right)
	path, top := p.extend(left, stepOf)
	if len(path.Steps) == 1 {
		path.Steps[0].Expr = named(path.Steps[0].Expr)
	}
	if _, alone := right.(*Name); alone {
		p.nodes-- // it joins the path
	}
	if rest, ok := right.(*Path); ok {
		p.nodes-- // likewise
		rest.Steps[0].Expr = named(rest.Steps[0].Expr)
		path.Steps = append(path.Steps, rest.Steps...)
	} else {
		step := hungStep(right)
		step.Expr = named(step.Expr)
		path.Steps = append(path.Steps, step)
	}
	path.last = opDot
	return extended(path, t, top, p.last)
}

// stepOf makes a step of an expression that has no part in a path yet.
func stepOf(n Node) Step {
	expr, focus := unfocused(n)
	return Step{Expr: expr, Focus: focus, KeepArray: keepsArray(n)}
}

// hungStep makes a step of an expression like stepOf, with the predicates of the expression as its stages.
func hungStep(n Node) Step {
	step := stepOf(n)
	group, grouped := step.Expr.(*Group)
	expr := step.Expr
	if grouped {
		expr = group.Expr
	}
	filter, ok := expr.(*Filter)
	if !ok {
		return step
	}
	if _, rejected := filter.Expr.(*Group); rejected {
		return step
	}
	for _, predicate := range filter.Predicates {
		step.Stages = append(step.Stages, Stage{Predicate: predicate})
	}
	step.Expr = filter.Expr
	if grouped {
		step.Expr = &Group{origin: group.origin, Expr: filter.Expr, Pairs: group.Pairs}
	}
	return step
}

// keepsArray reports whether n or what its predicates or group hang on is followed by [].
func keepsArray(n Node) bool {
	for ; n != nil; n = hungOn(n) {
		if n.node().keepArray {
			return true
		}
	}
	return false
}

// hungOn returns what predicates, a focus or a group hang on; nil for all other nodes.
func hungOn(n Node) Node {
	switch n := n.(type) {
	case *Filter:
		return n.Expr
	case *Focus:
		return n.Expr
	case *Group:
		return n.Expr
	default:
		return nil
	}
}

// unfocused takes the focus off an expression that becomes a step, where @ may stand.
func unfocused(n Node) (Node, string) {
	switch n := n.(type) {
	case *Focus:
		if misplaced(n.Expr) {
			return n, ""
		}
		expr, _ := unfocused(n.Expr)
		return expr, n.Var
	case *Filter:
		expr, focus := unfocused(n.Expr)
		if focus != "" {
			return &Filter{origin: n.origin, Expr: expr, Predicates: n.Predicates}, focus
		}
	case *Group:
		expr, focus := unfocused(n.Expr)
		if focus != "" {
			return &Group{origin: n.origin, Expr: expr, Pairs: n.Pairs}, focus
		}
	}
	return n, ""
}

// misplaced reports whether @ may not follow an expression because of its predicates or sort: lowering says so.
func misplaced(n Node) bool {
	switch n := n.(type) {
	case *Path, *Filter:
		return true
	case *Focus:
		return misplaced(n.Expr)
	case *Group:
		return misplaced(n.Expr)
	default:
		return false
	}
}

// named takes a string that is a step for a name.
func named(n Node) Node {
	switch n := n.(type) {
	case *Literal:
		if n.Value.Kind() == value.StringKind {
			return &Name{origin: n.origin, Name: n.word, quoted: true}
		}
	case *Filter:
		if expr := named(n.Expr); expr != n.Expr {
			return &Filter{origin: n.origin, Expr: expr, Predicates: n.Predicates}
		}
	case *Group:
		if expr := named(n.Expr); expr != n.Expr {
			return &Group{origin: n.origin, Expr: expr, Pairs: n.Pairs}
		}
	}
	return n
}

// bracket parses a predicate, or the [] that keeps a single result an array.
func (p *parser) bracket(t token, left Node) Node {
	if p.tok.op == opCloseBracket {
		keepArray(left)
		p.advance(false)
		switch left.(type) {
		case *Variable:
		case *Group:
			span(left).To = p.last
		default:
			reach(left, p.last)
		}
		return left
	}
	predicate := p.expression(0)
	p.expect(opCloseBracket, true)
	if path, top := p.pathOf(left); path != nil {
		last := &path.Steps[len(path.Steps)-1]
		_, late := top.(*Group)
		last.Stages = append(last.Stages, Stage{Predicate: predicate, at: int32(t.end), late: late})
		return extended(path, t, top, p.last)
	}
	filter, ok := left.(*Filter)
	if !ok {
		filter = &Filter{origin: originAfter(t, left), Expr: left}
	} else if _, grouped := filter.Expr.(*Group); grouped {
		filter = &Filter{origin: originAfter(t, left), Expr: left}
	}
	filter.at = int32(t.end)
	filter.Predicates = append(filter.Predicates, predicate)
	return reach(filter, p.last)
}

// reach stretches n to an end. A wildcard or string below it stands for all that hangs on it.
func reach(n Node, to int) Node {
	span(n).To = to
	for below := hungOn(n); below != nil; below = hungOn(below) {
		switch below.(type) {
		case *Wildcard, *Descendants, *Literal:
			span(below).To = to
		}
	}
	return n
}

// keepArray notes a [] on what the predicates in brackets before it belong to.
func keepArray(left Node) {
	switch n := left.(type) {
	case *Filter:
		keepArray(n.Expr)
		return
	case *Path:
		step := &n.Steps[len(n.Steps)-1]
		switch n.last {
		case opNone:
			step.Expr.node().keepArray, step.KeepArray = true, true
		case opAt:
			step.KeepArray = true
		}
	case *Group:
		if path, ok := n.Expr.(*Path); ok {
			keepArray(path)
		}
	}
	left.node().keepArray = true
}

func (p *parser) group(t token, left Node) Node {
	p.unsure = true
	n := &Group{origin: originAfter(t, left), Expr: left, Pairs: p.pairs()}
	if path, ok := left.(*Path); ok {
		path.last = opBrace
	}
	n.To = p.last
	return n
}

func (p *parser) order(t token, left Node) Node {
	p.unsureOf(left)
	sort := &Sort{origin: originOf(t)}
	p.expect(opParen, false)
	for p.err == nil {
		term := SortTerm{}
		switch p.tok.op {
		case opLt:
			p.advance(false)
		case opGt:
			term.Descending = true
			p.advance(false)
		}
		term.Expr = p.expression(0)
		sort.Terms = append(sort.Terms, term)
		if p.tok.op != opComma {
			break
		}
		p.advance(false)
	}
	p.expect(opCloseParen, false)
	sort.To = p.last
	path, top := p.extend(left, stepOf)
	path.Steps = append(path.Steps, Step{Expr: sort})
	path.last = opCaret
	return extended(path, t, top, p.last)
}

// variable parses the variable after @ or #.
func (p *parser) variable(t token) string {
	p.binds = true
	right := p.expression(opPower[t.op])
	variable, ok := right.(*Variable)
	if ok {
		return variable.Name
	}
	if p.err == nil {
		_, at := head(p.lexer.text, right)
		p.fail("S0214", at, t.text)
	}
	return ""
}

func (p *parser) focus(t token, left Node) Node {
	p.unsure = true
	name := p.variable(t)
	path, top := p.pathOf(left)
	if path == nil || afterStage(path.Steps[len(path.Steps)-1]) {
		return reach(&Focus{origin: originAfter(t, top), Expr: top, Var: name}, p.last)
	}
	path.Steps[len(path.Steps)-1].Focus = name
	path.last = opAt
	return extended(path, t, top, p.last)
}

// afterStage reports whether a step has what @ may not follow.
func afterStage(step Step) bool {
	if _, sorted := step.Expr.(*Sort); sorted {
		return true
	}
	return hasPredicate(step.Stages)
}

func hasPredicate(stages []Stage) bool {
	return slices.ContainsFunc(stages, func(s Stage) bool { return s.Predicate != nil })
}

func (p *parser) index(t token, left Node) Node {
	p.unsureOf(left)
	name := p.variable(t)
	path, top := p.extend(left, hungStep)
	last := &path.Steps[len(path.Steps)-1]
	_, late := top.(*Group)
	if !hasPredicate(last.Stages) {
		last.Stages = nil // the last # of several in a row is the one that counts
	}
	last.Stages = append(last.Stages, Stage{Index: name, late: late})
	path.last = opHash
	return extended(path, t, top, p.last)
}
