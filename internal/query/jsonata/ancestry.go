package jsonata

import "strconv"

// ancestry ties each % to the step whose input it names.
type ancestry struct {
	err     *Error
	parents int // how many % there were so far
	// open are the % in a code that have not found their step yet.
	open map[*code][]*ancestor
}

// fail keeps the first error.
func (a *ancestry) fail(code string, at int32, token string) {
	if a.err == nil {
		a.err = &Error{Code: code, Offset: int(at), Token: token}
	}
}

// parent returns what a new % stands for.
func (a *ancestry) parent() *ancestor {
	a.parents++
	return &ancestor{label: "!" + strconv.Itoa(a.parents-1), level: 1, index: a.parents - 1}
}

// setOpen notes the % in c that have not found their step yet.
func (a *ancestry) setOpen(c *code, slots []*ancestor) {
	if a.open == nil {
		a.open = map[*code][]*ancestor{}
	}
	a.open[c] = slots
}

// openIn returns the % that a step leaves open, itself included.
func (a *ancestry) openIn(step *code) []*ancestor {
	slots := a.open[step]
	if step.kind == kindParent {
		slots = append(slots[:len(slots):len(slots)], step.slot)
	}
	return slots
}

// pushOpen notes on c the % in kid that have not found their step yet.
func (a *ancestry) pushOpen(c, kid *code) {
	if a.parents == 0 || a.err != nil {
		return
	}
	if slots := a.openIn(kid); len(slots) > 0 {
		a.setOpen(c, append(a.open[c], slots...))
	}
}

// resolve ties the % of the last step of a path to the steps before it. Those that reach further back stay open.
func (a *ancestry) resolve(path *code) {
	if a.parents == 0 {
		return
	}
	for _, slot := range a.openIn(path.kids[len(path.kids)-1]) {
		a.resolveSlot(path, slot)
	}
}

func (a *ancestry) resolveSlot(path *code, slot *ancestor) {
	path.simple = false
	index := len(path.kids) - 2
	for slot.level > 0 && a.err == nil {
		if index < 0 {
			a.setOpen(path, append(a.open[path], slot))
			return
		}
		step := path.kids[index]
		index--
		// Steps that bind a focus one after the other share their input.
		for index >= 0 && step.hasFocus() && path.kids[index].hasFocus() {
			step = path.kids[index]
			index--
		}
		a.seekParent(step, slot)
	}
}

func (c *code) hasFocus() bool { return c.extra != nil && c.focus != "" }

// seekParent goes up through c in search of the step that slot stands for.
func (a *ancestry) seekParent(c *code, slot *ancestor) {
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
			a.seekParent(c.kids[len(c.kids)-1], slot)
		}
	case kindPath:
		c.tuple, c.simple = true, false
		index := len(c.kids) - 1
		a.seekParent(c.kids[index], slot)
		for index--; slot.level > 0 && index >= 0 && a.err == nil; index-- {
			a.seekParent(c.kids[index], slot)
		}
	default:
		a.fail("S0217", c.at, kindWords[c.kind])
	}
}
