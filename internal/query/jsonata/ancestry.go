package jsonata

// setOpen notes the % in c that have not found their step yet.
func (l *lowerer) setOpen(c *code, slots []*ancestor) {
	if l.open == nil {
		l.open = map[*code][]*ancestor{}
	}
	l.open[c] = slots
}

// openIn returns the % that a step leaves open, itself included.
func (l *lowerer) openIn(step *code) []*ancestor {
	slots := l.open[step]
	if step.kind == kindParent {
		slots = append(slots[:len(slots):len(slots)], step.slot)
	}
	return slots
}

// pushOpen notes on c the % in kid that have not found their step yet.
func (l *lowerer) pushOpen(c, kid *code) {
	if l.parents == 0 || l.err != nil {
		return
	}
	if slots := l.openIn(kid); len(slots) > 0 {
		l.setOpen(c, append(l.open[c], slots...))
	}
}

// resolve ties the % of the last step of a path to the steps before it. Those that reach further back stay open.
func (l *lowerer) resolve(path *code) {
	if l.parents == 0 {
		return
	}
	for _, slot := range l.openIn(path.kids[len(path.kids)-1]) {
		l.resolveSlot(path, slot)
	}
}

func (l *lowerer) resolveSlot(path *code, slot *ancestor) {
	path.simple = false
	index := len(path.kids) - 2
	for slot.level > 0 && l.err == nil {
		if index < 0 {
			l.setOpen(path, append(l.open[path], slot))
			return
		}
		step := path.kids[index]
		index--
		// Steps that bind a focus one after the other share their input.
		for index >= 0 && step.hasFocus() && path.kids[index].hasFocus() {
			step = path.kids[index]
			index--
		}
		l.seekParent(step, slot)
	}
}

func (c *code) hasFocus() bool { return c.extra != nil && c.focus != "" }

// seekParent goes up through c in search of the step that slot stands for.
func (l *lowerer) seekParent(c *code, slot *ancestor) {
	switch c.kind {
	case kindName, kindWildcard:
		slot.level--
		if slot.level == 0 {
			if c.more().ancestor != nil {
				slot.label = c.ancestor.label
			}
			c.ancestor = slot
			c.tuple = true
		}
	case kindParent:
		slot.level++
	case kindBlock:
		if len(c.kids) > 0 {
			c.tuple = true
			l.seekParent(c.kids[len(c.kids)-1], slot)
		}
	case kindPath:
		c.tuple, c.simple = true, false
		index := len(c.kids) - 1
		l.seekParent(c.kids[index], slot)
		for index--; slot.level > 0 && index >= 0 && l.err == nil; index-- {
			l.seekParent(c.kids[index], slot)
		}
	default:
		l.fail("S0217", c.at, kindWords[c.kind])
	}
}
