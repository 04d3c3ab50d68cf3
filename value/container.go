package value

import (
	"iter"
	"slices"
)

// indexFrom is the number of members from which an object is searched by hash. Below it, a linear scan is faster.
const indexFrom = 16

// Len returns the number of elements of an array or members of an object; 0 for every other kind.
func (v Value) Len() int {
	switch v.kind {
	case ArrayKind:
		if v.box.unread != nil {
			return v.box.unread.len
		}
		return len(v.box.elems)
	case ObjectKind:
		return len(v.box.members)
	default:
		return 0
	}
}

// At returns element i of an array; undefined if there is none.
func (v Value) At(i int) Value {
	if v.kind != ArrayKind || i < 0 || i >= v.Len() {
		return Undefined
	}
	return v.box.elements()[i]
}

// Elems returns the elements of an array, nil for every other kind. The slice is shared and must not be changed.
func (v Value) Elems() []Value {
	if v.kind != ArrayKind {
		return nil
	}
	elems := v.box.elements()
	return elems[:len(elems):len(elems)]
}

// Members returns the members of an object in their order, nil for every other kind. The slice is shared and must not be
// changed.
func (v Value) Members() []Member {
	if v.kind != ObjectKind {
		return nil
	}
	members := v.box.members
	return members[:len(members):len(members)]
}

// Keys yields the keys of an object in their order.
func (v Value) Keys() iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := range v.Members() {
			if !yield(v.box.members[i].Key) {
				return
			}
		}
	}
}

// Get returns the member of an object with the given key, and whether there is one.
func (v Value) Get(key string) (Value, bool) {
	if i := v.find(key); i >= 0 {
		return v.box.members[i].Value, true
	}
	return Undefined, false
}

// find returns the index of key among the members, or -1.
func (v Value) find(key string) int {
	if v.kind != ObjectKind {
		return -1
	}
	members := v.box.members
	if len(members) < indexFrom {
		for i := range members {
			if members[i].Key == key {
				return i
			}
		}
		return -1
	}
	return v.box.stemOf(len(members)).find(key, members)
}

// With returns the object v with key set to member: at its old position if it was there, else at the end. A value that is
// not an object counts as the empty object.
func (v Value) With(key string, member Value) Value {
	i := v.find(key)
	old := v.Members()
	if i >= 0 {
		members := slices.Clone(old)
		members[i].Value = member
		return Object(members...)
	}
	if len(old) >= growFrom {
		return v.grown(key, member)
	}
	members := make([]Member, len(old), len(old)+1)
	copy(members, old)
	return Object(append(members, Member{Key: key, Value: member})...)
}

// Without returns the object v with no member of the given key.
func (v Value) Without(key string) Value {
	i := v.find(key)
	if i < 0 {
		return v
	}
	return Object(slices.Delete(slices.Clone(v.box.members), i, i+1)...)
}

// WithAt returns the array v with element i replaced; v itself if it does not exist.
func (v Value) WithAt(i int, elem Value) Value {
	if v.kind != ArrayKind || i < 0 || i >= v.Len() {
		return v
	}
	elems := slices.Clone(v.box.elements())
	elems[i] = elem
	return Array(elems...)
}

// An ObjectBuilder collects members of an object. The zero value is ready to use.
type ObjectBuilder struct {
	members []Member
	index   map[string]int // of the members after those of base
	// base is the object that the first members come from, undefined for none. It is searched with its own index, which all
	// that are built on it share.
	base Value
	// whole says that base has all members, and members is not used: an object that others only add to is not copied.
	whole bool
}

// Grow makes room for n further members.
func (b *ObjectBuilder) Grow(n int) { b.members = slices.Grow(b.members, n) }

// Merge sets all members of an object. A value that is not an object has none.
func (b *ObjectBuilder) Merge(v Value) {
	members := v.Members()
	if b.Len() == 0 && len(members) > 0 {
		b.base, b.index, b.whole = v.WithMark(0).Compact(), nil, true
		if len(members) < growFrom {
			b.copyBase()
		}
		return
	}
	for i := range members {
		b.Set(members[i].Key, members[i].Value)
	}
}

// Set adds a member, or replaces the value of an earlier one with the same key, which keeps its position.
func (b *ObjectBuilder) Set(key string, v Value) {
	if b.whole && b.base.find(key) < 0 {
		b.base = b.base.grown(key, v)
		return
	}
	b.copyBase()
	if i := b.find(key); i >= 0 {
		b.members[i].Value = v
		return
	}
	b.members = append(b.members, Member{Key: key, Value: v})
	if b.index != nil {
		b.index[key] = len(b.members) - 1
	}
}

// Get returns the member that was set under key, and whether there is one.
func (b *ObjectBuilder) Get(key string) (Value, bool) {
	if b.whole {
		return b.base.Get(key)
	}
	if i := b.find(key); i >= 0 {
		return b.members[i].Value, true
	}
	return Undefined, false
}

// Len returns the number of members so far.
func (b *ObjectBuilder) Len() int {
	if b.whole {
		return b.base.Len()
	}
	return len(b.members)
}

// Object returns the object of all members set. The builder is empty afterwards.
func (b *ObjectBuilder) Object() Value {
	v := b.base
	if !b.whole {
		v = Object(b.members...)
	}
	*b = ObjectBuilder{}
	return v
}

// copyBase makes the members of the base those of the builder, which may change them.
func (b *ObjectBuilder) copyBase() {
	if b.whole {
		b.members, b.whole = slices.Clone(b.base.Members()), false
	}
}

func (b *ObjectBuilder) find(key string) int {
	from := b.base.Len()
	if from > 0 {
		if i := b.base.find(key); i >= 0 {
			return i
		}
	}
	if len(b.members)-from < indexFrom {
		for i := from; i < len(b.members); i++ {
			if b.members[i].Key == key {
				return i
			}
		}
		return -1
	}
	if b.index == nil {
		b.index = make(map[string]int, 2*(len(b.members)-from))
		for i := from; i < len(b.members); i++ {
			b.index[b.members[i].Key] = i
		}
	}
	if i, ok := b.index[key]; ok {
		return i
	}
	return -1
}
