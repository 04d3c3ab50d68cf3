package jsonata

import "slices"

// name lowers a name outside a path: it becomes a path of one step.
func (l *lowerer) name(n *Name) *code {
	c := l.blank(kindPath)
	c.kids = append(l.list(1), l.operand(n))
	c.keepSingleton = n.keepArray
	c.simple = true
	return c
}

// path lowers the steps of a path one by one, as each may tie a % to those before it.
func (l *lowerer) path(n *Path) *code {
	p := pathLowerer{lowerer: l, tree: n, path: l.blank(kindPath)}
	p.path.kids = l.list(len(n.Steps))
	p.path.simple = true
	for i := range n.Steps {
		if sort, ok := n.Steps[i].Expr.(*Sort); ok {
			p.sort(&n.Steps[i], sort)
		} else {
			p.step(i)
		}
		if l.err != nil {
			break
		}
	}
	p.path.simple = p.path.simple && p.path.extra == nil && plainSteps(p.path.kids)
	return p.path
}

// pathLowerer is the lowering of one path.
type pathLowerer struct {
	*lowerer
	tree *Path
	path *code
}

// plainSteps reports whether the steps are names, perhaps after a variable, with nothing hanging on them.
func plainSteps(steps []*code) bool {
	for i, step := range steps {
		if step.extra != nil || step.kind != kindName && (i > 0 || step.kind != kindVariable) {
			return false
		}
	}
	return true
}

// step lowers step i and appends it to the path.
func (p *pathLowerer) step(i int) {
	s := &p.tree.Steps[i]
	step := p.operand(s.Expr)
	late := slices.IndexFunc(s.Stages, func(stage Stage) bool { return stage.late })
	if late < 0 {
		late = len(s.Stages)
	}
	p.hang(step, s, s.Stages[:late])
	if p.err != nil {
		return
	}
	p.path.kids = append(p.path.kids, step)
	p.join(i)
	p.hang(step, s, s.Stages[late:])
}

// join fits step i, the last of the path so far, to the steps before it.
func (p *pathLowerer) join(i int) {
	if i == 0 {
		p.first()
		return
	}
	first, step := p.path.kids[0], p.path.kids[i]
	p.path.keepSingleton = p.path.keepSingleton || first.keepArray || step.keepArray
	if i == 1 {
		p.check(first)
	}
	p.check(step)
	first.consArray = first.consArray || first.kind == kindArray
	if p.err == nil {
		p.resolve(p.path)
	}
}

// first notes what the first step says about the path.
func (p *pathLowerer) first() {
	if name, ok := p.tree.Steps[0].Expr.(*Name); ok && !name.quoted {
		p.path.keepSingleton = name.keepArray
		return
	}
	if step := p.path.kids[0]; step.kind == kindParent && dotted(p.tree) {
		p.setOpen(p.path, []*ancestor{step.slot})
	}
}

// dotted reports whether a dot made the path, and neither # nor ^ before it.
func dotted(n *Path) bool {
	for _, stage := range n.Steps[0].Stages {
		if stage.Predicate == nil {
			return false
		}
	}
	if len(n.Steps) == 1 {
		return false
	}
	_, sorted := n.Steps[1].Expr.(*Sort)
	return !sorted
}

// check rejects a literal as a step beside a dot, takes a string for a name, and keeps an array constructor together.
func (p *pathLowerer) check(step *code) {
	switch step.kind {
	case kindNumber, kindValue:
		if p.err == nil {
			p.fail("S0213", step.at, "")
			p.err.Value = *step.val
		}
	case kindString:
		step.kind = kindName
	case kindArray:
		step.consArray = true
	}
}

// operand lowers the expression of a step. A name is a step as it is, without a path around it.
func (l *lowerer) operand(n Node) *code {
	if l.err != nil {
		return &code{}
	}
	var c *code
	switch n := n.(type) {
	case *Name:
		c = l.code(kindName, n)
		if n.quoted {
			c.kind = kindString // until its predicates are lowered
		}
	case *Filter:
		c = l.filter(l.operand(n.Expr), n)
	case *Group:
		c = l.group(l.operand(n.Expr), n)
	default:
		return l.lower(n)
	}
	c.keepArray = c.keepArray || n.node().keepArray
	return c
}

// hang lowers what hangs on a step.
func (p *pathLowerer) hang(step *code, s *Step, stages []Stage) {
	step.keepArray = step.keepArray || s.KeepArray
	if s.Focus != "" {
		step.more().focus = s.Focus
		step.tuple = true
	}
	for _, st := range stages {
		if p.err != nil {
			return
		}
		if st.Predicate != nil {
			if step.hasGroup() && st.at > 0 {
				p.fail("S0209", st.at, "")
				return
			}
			filter := p.predicate(step, st.Predicate)
			x := step.more()
			x.stages = append(x.stages, stage{filter: filter})
			continue
		}
		x := step.more()
		if x.stages != nil {
			x.stages = append(x.stages, stage{index: st.Index})
		} else {
			x.index = st.Index
		}
		step.tuple = true
	}
}

// predicate lowers a predicate of a step, which may have a % for the step itself.
func (l *lowerer) predicate(step *code, n Node) *code {
	filter := l.lower(n)
	if slots := l.open[filter]; slots != nil && l.err == nil {
		for _, slot := range slots {
			if slot.level == 1 {
				l.seekParent(step, slot)
			} else {
				slot.level--
			}
		}
		l.pushOpen(step, filter)
	}
	return filter
}

// sort appends an order-by to the path.
func (p *pathLowerer) sort(s *Step, n *Sort) {
	step := p.code(kindSort, n)
	x := step.more()
	for _, term := range n.Terms {
		x.terms = append(x.terms, sortTerm{p.below(step, term.Expr), term.Descending})
	}
	p.path.kids = append(p.path.kids, step)
	if p.err == nil {
		p.resolve(p.path)
		p.hang(step, s, s.Stages)
	}
}

// lastStep returns the last step of a path, or c itself.
func lastStep(c *code) *code {
	if c.kind == kindPath {
		return c.kids[len(c.kids)-1]
	}
	return c
}

// filter hangs the predicates of n on c, the code of its expression.
func (l *lowerer) filter(c *code, n *Filter) *code {
	for _, predicate := range n.Predicates {
		if l.err != nil {
			return c
		}
		if c.hasGroup() {
			l.fail("S0209", n.at, "")
			return c
		}
		filter := l.predicate(c, predicate)
		x := c.more()
		x.predicate = append(x.predicate, filter)
	}
	return c
}

// group hangs the object constructor of n on c, the code of its expression.
func (l *lowerer) group(c *code, n *Group) *code {
	if l.err != nil {
		return c
	}
	if c.hasGroup() {
		l.fail("S0210", n.at, "")
		return c
	}
	group := l.code(kindObject, n)
	group.kids = l.pairs(n.Pairs, l.lower)
	c.more().group = group
	c.simple = false
	return c
}

// focus lowers an expression whose @ binds nothing that can be seen, or is misplaced.
func (l *lowerer) focus(n *Focus) *code {
	c := l.lower(n.Expr)
	if l.err != nil {
		return c
	}
	step := lastStep(c)
	switch {
	case step.hasStages() || step.hasPredicate():
		l.fail("S0215", n.at, "")
		return c
	case step.kind == kindSort:
		l.fail("S0216", n.at, "")
		return c
	}
	step.more().focus = n.Var
	step.tuple = true
	return c
}
