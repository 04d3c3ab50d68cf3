package value

import (
	"sync"
	"sync/atomic"
)

// growFrom is the number of members or elements from which a container keeps room at its end.
const growFrom = 32

// A stem is what containers share of which each has the members or elements of the one before and some more, as in a loop that
// collects results. They are the starts of one slice: the history of an execution may keep all of them.
type stem struct {
	mu sync.RWMutex
	// used is how much of the slice some container has. Only one that has all of it may grow in place.
	used int
	// roomy says that the room at the end of the slice belongs to the stem. The slice of a container that was made otherwise may be
	// part of a larger one.
	roomy bool
	// fixed finds the members of an object that has no room to grow, so that it needs no lock; nil until one is looked for.
	fixed atomic.Pointer[map[string]int]
	// index finds the first members of an object that has, as many as indexed says.
	index   map[string]int
	indexed int
	// checked is what Checked returns, as far as it goes.
	checked int
}

// stemOf returns the stem of a container with n members or elements.
func (b *box) stemOf(n int) *stem {
	if s := b.stem.Load(); s != nil {
		return s
	}
	b.stem.CompareAndSwap(nil, &stem{used: n})
	return b.stem.Load()
}

// find returns the index of key among members that begin the slice, or -1.
func (s *stem) find(key string, members []Member) int {
	if !s.roomy {
		if i, ok := s.fixedIndex(members)[key]; ok {
			return i
		}
		return -1
	}
	s.mu.RLock()
	i, ok := s.index[key]
	complete := s.indexed >= len(members)
	s.mu.RUnlock()
	if !complete {
		s.mu.Lock()
		if s.index == nil {
			s.index = make(map[string]int, len(members))
		}
		for ; s.indexed < len(members); s.indexed++ {
			s.index[members[s.indexed].Key] = s.indexed
		}
		i, ok = s.index[key]
		s.mu.Unlock()
	}
	if ok && i < len(members) {
		return i
	}
	return -1
}

// fixedIndex returns the index of all members of an object that has no room to grow.
func (s *stem) fixedIndex(members []Member) map[string]int {
	if index := s.fixed.Load(); index != nil {
		return *index
	}
	made := make(map[string]int, len(members))
	for i := range members {
		made[members[i].Key] = i
	}
	// Two goroutines may both make it; the maps are equal, so the last one may win.
	s.fixed.Store(&made)
	return made
}

// grow appends to a slice that is the start of that of a stem: in place if nobody did so before, else to a copy with room and a stem of
// its own.
func grow[T any](s *stem, old []T, more ...T) ([]T, *stem) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.roomy && s.used == len(old) && len(more) <= cap(old)-len(old) {
		s.used += len(more)
		return append(old, more...), s
	}
	n := len(old) + len(more)
	list := make([]T, n, n+n/2)
	copy(list[copy(list, old):], more)
	return list, &stem{used: n, roomy: true, checked: min(s.checked, len(old))}
}

// Checked returns how many of the first elements or members were the argument of SetChecked, for v or for a container that v was made
// from by adding to it. It lets a check of all elements go on where it ended before.
func (v Value) Checked() int {
	if n := v.Len(); n >= growFrom {
		if s := v.box.stem.Load(); s != nil {
			s.mu.RLock()
			defer s.mu.RUnlock()
			return min(s.checked, n)
		}
	}
	return 0
}

// SetChecked notes that a check of all elements or members of v has found nothing. All values are subject to one check only.
func (v Value) SetChecked() {
	if n := v.Len(); n >= growFrom {
		s := v.box.stemOf(n)
		s.mu.Lock()
		s.checked = max(s.checked, n)
		s.mu.Unlock()
	}
}

// Append returns the array v with further elements at its end. A value that is not an array counts as the empty array.
func (v Value) Append(elems ...Value) Value {
	old := v.Elems()
	if len(old) < growFrom {
		list := make([]Value, 0, len(old)+len(elems))
		return Array(append(append(list, old...), elems...)...)
	}
	list, s := grow(v.box.stemOf(len(old)), v.box.elements(), elems...)
	b := &box{elems: list}
	b.stem.Store(s)
	for last, i := v.box, 0; i < len(elems); last, i = b, i+1 {
		last.sizeWith(b, &elems[i], 0)
	}
	return Value{kind: ArrayKind, box: b}
}

// Part returns the array of the elements of the array v from one index up to, but not including, another. It shares their memory.
func (v Value) Part(from, to int) Value {
	all := v.Elems()
	part := &box{elems: all[from:to:to]}
	size := v.box.size.Load()
	// Where no element has parts, what is left is as deep as the whole. It is as large as that without the others, if these are fewer.
	if size > 0 && size <= maxSize && v.box.depth.Load() == 1 && v.box.text == "" && !v.box.verbatim && to-from > len(all)/2 {
		for _, others := range [...][]Value{all[:from], all[to:]} {
			for i := range others {
				n, _ := others[i].extent(1, true)
				size -= int64(n + len(","))
			}
		}
		part.size.Store(size)
		part.depth.Store(1)
	}
	return Value{kind: ArrayKind, box: part}
}

// grown returns the object v, which has many members, with one more.
func (v Value) grown(key string, member Value) Value {
	members, s := grow(v.box.stemOf(len(v.box.members)), v.box.members, Member{Key: key, Value: member})
	b := &box{members: members}
	b.stem.Store(s)
	v.box.sizeWith(b, &member, quotedSize(key)+1)
	return Value{kind: ObjectKind, box: b}
}

// sizeWith sets the size and the depth of a container that has one part more than b, which isn't empty, if those of b are known.
func (b *box) sizeWith(more *box, part *Value, key int) {
	size, depth := b.size.Load(), b.depth.Load()
	if size == 0 || depth == 0 || b.text != "" || b.verbatim {
		return
	}
	n, deep := part.extent(1, true)
	if deep >= MaxDepth {
		return
	}
	more.size.Store(min(size+int64(n+key+len(",")), maxSize+1))
	more.depth.Store(max(depth, int32(deep)+1))
}

// SharedMembers returns how many of the first members of two objects are known to be the same, since one was made from the other by
// adding members.
func SharedMembers(a, b Value) int {
	x, y := a.Members(), b.Members()
	if len(x) == 0 || len(y) == 0 || &x[0] != &y[0] {
		return 0
	}
	return min(len(x), len(y))
}
