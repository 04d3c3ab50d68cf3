package value

import "sync/atomic"

// unreadFrom is the length of the text in bytes from which an array stays unread: several times what a payload of the service has,
// so that no other array bothers.
const unreadFrom = 1 << 20

// An unread array is the text of an array that is JSON. Its elements are read one after another when somebody goes over them:
// an array of a million objects in memory is ten times as large as its text.
type unread struct {
	text string
	len  int
	// made are the elements, once somebody has asked for all of them or for one by its index.
	made atomic.Pointer[[]Value]
}

// unread goes over the array that comes next, and makes an unread one of it; false where it is too small. Arrays inside of one
// that was too small aren't looked at again.
func (p *parser) unread() (Value, bool) {
	if !p.leaves || p.pos < p.small || len(p.text)-p.pos < unreadFrom {
		return Undefined, false
	}
	scan := parser{text: p.text, pos: p.pos, depth: p.depth, deepest: p.depth, dry: true}
	scan.array()
	if scan.problem == "" && scan.pos-p.pos < unreadFrom {
		p.small = scan.pos
		return Undefined, false
	}
	v := Array()
	v.box.unread = &unread{text: p.text[p.pos:scan.pos], len: scan.count}
	v.box.depth.Store(int32(scan.deepest - p.depth + 1))
	p.pos, p.problem = scan.pos, scan.problem
	return v, true
}

// elements returns all elements of an array.
func (b *box) elements() []Value {
	if b.unread == nil {
		return b.elems
	}
	return b.unread.elements()
}

func (u *unread) elements() []Value {
	if made := u.made.Load(); made != nil {
		return *made
	}
	made := make([]Value, 0, u.len)
	for next := u.reader(); ; {
		v, ok := next.Next()
		if !ok {
			break
		}
		made = append(made, v)
	}
	// Two goroutines may both make them; they are equal, so the last ones may win.
	u.made.Store(&made)
	return made
}

func (u *unread) reader() Elements { return Elements{p: parser{text: u.text}} }

// each yields the elements of an array.
func (b *box) each(yield func(i int, elem *Value) bool) {
	if b.unread != nil && b.unread.made.Load() == nil {
		b.unread.each(yield)
		return
	}
	elems := b.elements()
	for i := range elems {
		if !yield(i, &elems[i]) {
			return
		}
	}
}

func (u *unread) each(yield func(i int, elem *Value) bool) {
	next := u.reader()
	for i := range u.len {
		v, _ := next.Next()
		if !yield(i, &v) {
			return
		}
	}
}

// Reader returns a function that returns the elements of an array one after another, false after the last one. It needs no memory
// for those of a large array that was just parsed.
func (v Value) Reader() func() (Value, bool) {
	if v.kind == ArrayKind && v.box.unread != nil && v.box.unread.made.Load() == nil {
		next := v.box.unread.reader()
		return next.Next
	}
	elems, i := v.Elems(), 0
	return func() (Value, bool) {
		if i == len(elems) {
			return Undefined, false
		}
		i++
		return elems[i-1], true
	}
}
