package jsonata

// pushSeeking notes on n the % below it in kid that have not found their step yet.
func pushSeeking(n, kid *node) {
	if kid.extra == nil || kid.seeking == nil && kid.kind != kindParent {
		return
	}
	slots := kid.seeking
	if kid.kind == kindParent {
		slots = append(slots, kid.slot)
	}
	x := n.more()
	x.seeking = append(x.seeking, slots...)
}

// resolve ties the % of the last step of a path to the steps before it. Those that reach further back stay open.
func (p *parser) resolve(path *node) {
	last := path.kids[len(path.kids)-1]
	if last.extra == nil {
		return
	}
	slots := last.seeking
	if last.kind == kindParent {
		slots = append(slots, last.slot)
	}
	for _, slot := range slots {
		p.resolveSlot(path, slot)
	}
}

func (p *parser) resolveSlot(path *node, slot *ancestor) {
	path.simple = false
	index := len(path.kids) - 2
	for slot.level > 0 && p.err == nil {
		if index < 0 {
			x := path.more()
			x.seeking = append(x.seeking, slot)
			return
		}
		step := path.kids[index]
		index--
		// Steps that bind a focus one after the other share their input.
		for index >= 0 && step.hasFocus() && path.kids[index].hasFocus() {
			step = path.kids[index]
			index--
		}
		p.seekParent(step, slot)
	}
}

func (n *node) hasFocus() bool { return n.extra != nil && n.focus != "" }

// seekParent goes up through n in search of the step that slot stands for.
func (p *parser) seekParent(n *node, slot *ancestor) {
	switch n.kind {
	case kindName, kindWildcard:
		slot.level--
		if slot.level == 0 {
			if n.more().ancestor != nil {
				slot.label = n.ancestor.label
			}
			n.ancestor = slot
			n.tuple = true
		}
	case kindParent:
		slot.level++
	case kindBlock:
		if len(n.kids) > 0 {
			n.tuple = true
			p.seekParent(n.kids[len(n.kids)-1], slot)
		}
	case kindPath:
		n.tuple, n.simple = true, false
		index := len(n.kids) - 1
		p.seekParent(n.kids[index], slot)
		for index--; slot.level > 0 && index >= 0 && p.err == nil; index-- {
			p.seekParent(n.kids[index], slot)
		}
	default:
		p.fail("S0217", int(n.at), kindWords[n.kind])
	}
}
