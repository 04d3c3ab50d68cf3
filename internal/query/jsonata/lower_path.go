package jsonata

// lowerDot joins both sides into one path. The raw node becomes the path unless the left side is one.
func (p *parser) lowerDot(n *node) *node {
	left := p.lower(n.lhs)
	if p.err != nil {
		return n
	}
	path := left
	if left.kind != kindPath {
		path = n
		path.kind, path.at, path.text = kindPath, 0, ""
		path.lhs = nil
		path.kids = append(make([]*node, 0, 4), left)
		path.simple = left.kind == kindVariable && left.extra == nil
		if left.kind == kindParent {
			path.more().seeking = []*ancestor{left.slot}
		}
	}
	first := len(path.kids)
	right := n.rhs
	n.rhs = nil
	p.appendStep(path, right)
	path.to = n.to
	if p.err != nil {
		return path
	}
	p.checkSteps(path, first)
	p.resolve(path)
	return path
}

// appendStep lowers the right side of a dot and appends it to the path.
func (p *parser) appendStep(path, right *node) {
	if right.kind == kindName {
		path.kids = append(path.kids, right)
		return
	}
	rest := p.lower(right)
	path.simple = path.simple && rest.kind == kindPath && rest.simple
	if rest.kind == kindPath {
		path.kids = append(path.kids, rest.kids...)
		return
	}
	if rest.hasPredicate() {
		for _, filter := range rest.predicate {
			rest.stages = append(rest.stages, stage{filter: filter})
		}
		rest.predicate = nil
	}
	path.kids = append(path.kids, rest)
}

// checkSteps refuses literals as steps, takes strings as names, and notes what the steps say about the whole path.
// Only the steps from first on are new, and the very first one.
func (p *parser) checkSteps(path *node, first int) {
	if first == 1 {
		first = 0
	}
	for _, step := range path.kids[first:] {
		switch step.kind {
		case kindNumber, kindValue:
			if p.err == nil {
				p.fail("S0213", int(step.at), "")
				p.err.Value = step.val
			}
		case kindString:
			step.kind = kindName
			if step.extra != nil {
				path.simple = false
			}
		}
	}
	for i := 0; i < len(path.kids) && !path.keepSingleton; i++ {
		path.keepSingleton = path.kids[i].keepArray
	}
	if path.kids[0].kind == kindArray {
		path.kids[0].consArray = true
	}
	if last := path.kids[len(path.kids)-1]; last.kind == kindArray {
		last.consArray = true
	}
}

// lastStep returns the last step of a path, or n itself.
func lastStep(n *node) *node {
	if n.kind == kindPath {
		return n.kids[len(n.kids)-1]
	}
	return n
}

func (p *parser) lowerPredicate(n *node) *node {
	result := p.lower(n.lhs)
	if p.err != nil {
		return n
	}
	step := lastStep(result)
	if step.hasGroup() {
		p.fail("S0209", int(n.at), "")
		return result
	}
	filter := p.lower(n.rhs)
	if p.err != nil {
		return result
	}
	if filter.extra != nil && filter.seeking != nil {
		for _, slot := range filter.seeking {
			if slot.level == 1 {
				p.seekParent(step, slot)
			} else {
				slot.level--
			}
		}
		pushSeeking(step, filter)
	}
	result.simple = false
	result.to = n.to
	if result.kind == kindPath {
		x := step.more()
		x.stages = append(x.stages, stage{filter: filter})
	} else {
		x := step.more()
		x.predicate = append(x.predicate, filter)
	}
	return result
}

func (p *parser) lowerGroup(n *node) *node {
	result := p.lower(n.lhs)
	if p.err != nil {
		return n
	}
	if result.hasGroup() {
		p.fail("S0210", int(n.at), "")
		return result
	}
	for i, kid := range n.kids {
		n.kids[i] = p.lower(kid)
	}
	n.kind, n.lhs = kindObject, nil
	result.more().group = n
	result.simple = false
	return result
}

func (p *parser) lowerOrder(n *node) *node {
	left := p.lower(n.lhs)
	if p.err != nil {
		return n
	}
	path := left
	if left.kind != kindPath {
		path = p.node(kindPath, token{start: int(n.from), end: int(n.to)})
		path.at = 0
		path.kids = append(path.kids, left)
	}
	n.kind, n.lhs, n.keepArray = kindSort, nil, false
	for i := range n.terms {
		n.terms[i].expr = p.lower(n.terms[i].expr)
		pushSeeking(n, n.terms[i].expr)
	}
	path.kids = append(path.kids, n)
	path.simple = false
	path.to = n.to
	if p.err == nil {
		p.resolve(path)
	}
	return path
}

func (p *parser) lowerFocus(n *node) *node {
	result := p.lower(n.lhs)
	if p.err != nil {
		return n
	}
	step := lastStep(result)
	switch {
	case step.hasStages() || step.hasPredicate():
		p.fail("S0215", int(n.at), "")
		return result
	case step.kind == kindSort:
		p.fail("S0216", int(n.at), "")
		return result
	}
	if n.keepArray {
		step.keepArray = true
	}
	step.more().focus = n.rhs.text
	step.tuple = true
	result.simple = false
	result.to = n.to
	return result
}

func (p *parser) lowerIndex(n *node) *node {
	result := p.lower(n.lhs)
	if p.err != nil {
		return n
	}
	step := lastStep(result)
	if result.kind != kindPath {
		result = p.node(kindPath, token{start: int(n.from), end: int(n.to)})
		result.at = 0
		result.kids = append(result.kids, step)
		if step.hasPredicate() {
			for _, filter := range step.predicate {
				step.stages = append(step.stages, stage{filter: filter})
			}
			step.predicate = nil
		}
	}
	if step.hasStages() {
		step.stages = append(step.stages, stage{index: n.rhs.text})
	} else {
		step.more().index = n.rhs.text
	}
	step.tuple = true
	result.simple = false
	result.to = n.to
	return result
}
