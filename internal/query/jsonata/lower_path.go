package jsonata

import "slices"

// name lowers a name that is no step of a path: it becomes a path of one step.
func (l *lowerer) name(n *Name) *code {
	c := l.blank(kindPath)
	c.kids = append(make([]*code, 0, 1), l.operand(n))
	c.keepSingleton = n.keepArray
	c.simple = true
	return c
}

// path lowers the steps of a path one by one, as each may tie a % to those before it.
func (l *lowerer) path(n *Path) *code {
	c := l.blank(kindPath)
	c.kids = make([]*code, 0, len(n.Steps))
	c.simple = true
	for i := range n.Steps {
		switch expr := n.Steps[i].Expr.(type) {
		case *Sort:
			l.sortStep(c, &n.Steps[i], expr)
		default:
			l.step(c, n, i)
		}
		if l.err != nil {
			return c
		}
	}
	c.simple = c.simple && c.extra == nil && plainSteps(c.kids)
	return c
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
func (l *lowerer) step(path *code, n *Path, i int) {
	step := l.operand(n.Steps[i].Expr)
	s := &n.Steps[i]
	late := slices.IndexFunc(s.Stages, func(stage Stage) bool { return stage.late })
	if late < 0 {
		late = len(s.Stages)
	}
	l.hang(step, s, s.Stages[:late])
	if l.err != nil {
		return
	}
	path.kids = append(path.kids, step)
	l.join(path, n, i)
	l.hang(step, s, s.Stages[late:])
}

// join fits step i, the last of the path so far, to the steps before it.
func (l *lowerer) join(path *code, n *Path, i int) {
	step := path.kids[i]
	if i == 0 {
		l.firstStep(path, n)
		return
	}
	path.keepSingleton = path.keepSingleton || path.kids[0].keepArray || step.keepArray
	if i == 1 {
		l.checkStep(path.kids[0])
	}
	l.checkStep(step)
	path.kids[0].consArray = path.kids[0].consArray || path.kids[0].kind == kindArray
	if l.err == nil {
		l.resolve(path)
	}
}

// firstStep notes what the first step says about the path.
func (l *lowerer) firstStep(path *code, n *Path) {
	if name, ok := n.Steps[0].Expr.(*Name); ok && !name.quoted {
		path.keepSingleton = name.keepArray
		return
	}
	if step := path.kids[0]; step.kind == kindParent && dotted(n) {
		l.setOpen(path, []*ancestor{step.slot})
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

// checkStep rejects a literal as a step beside a dot, takes a string for a name, and keeps an array constructor together.
func (l *lowerer) checkStep(step *code) {
	switch step.kind {
	case kindNumber, kindValue:
		if l.err == nil {
			l.fail("S0213", step.at, "")
			l.err.Value = step.val
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
func (l *lowerer) hang(step *code, s *Step, stages []Stage) {
	step.keepArray = step.keepArray || s.KeepArray
	if s.Focus != "" {
		step.more().focus = s.Focus
		step.tuple = true
	}
	for _, st := range stages {
		if l.err != nil {
			return
		}
		if st.Predicate != nil {
			if step.hasGroup() && st.at > 0 {
				l.fail("S0209", st.at, "")
				return
			}
			filter := l.predicate(step, st.Predicate)
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

// sortStep appends an order-by to the path.
func (l *lowerer) sortStep(path *code, s *Step, n *Sort) {
	step := l.code(kindSort, n)
	x := step.more()
	for _, term := range n.Terms {
		x.terms = append(x.terms, sortTerm{l.below(step, term.Expr), term.Descending})
	}
	path.kids = append(path.kids, step)
	if l.err == nil {
		l.resolve(path)
		l.hang(step, s, s.Stages)
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
