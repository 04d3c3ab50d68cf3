package analyzer

import (
	"slices"
	"strings"
)

// A member is a known member of an object.
type member struct {
	name  string
	value *shape
}

// members are sorted by name, and have each once. Objects have few, for which this is less work than a map. They do not
// change once they are made.
type members []member

// newMembers takes over a list in any order. Of two with one name the later counts.
func newMembers(list []member) members {
	slices.SortStableFunc(list, func(a, b member) int { return strings.Compare(a.name, b.name) })
	kept := list[:0]
	for i := range list {
		if last := len(kept) - 1; last >= 0 && kept[last].name == list[i].name {
			kept[last] = list[i]
			continue
		}
		kept = append(kept, list[i])
	}
	return kept
}

// find returns where a member is or would be, and whether it is there.
func (m members) find(name string) (int, bool) {
	return slices.BinarySearchFunc(m, name, func(one member, name string) int { return strings.Compare(one.name, name) })
}

// with returns the members with one more, or another value of it.
func (m members) with(name string, value *shape) members {
	at, known := m.find(name)
	after := at
	if known {
		after++
	}
	list := make(members, 0, len(m)+1)
	list = append(append(list, m[:at]...), member{name, value})
	return append(list, m[after:]...)
}

// merge returns the members of a and b together. What only one of them has is nil where the other is open.
func merge(a, b members, openA, openB bool) members {
	list := make(members, 0, max(len(a), len(b)))
	one := func(m member, otherIsOpen bool) {
		if otherIsOpen {
			m.value = nil
		}
		list = append(list, m)
	}
	for len(a) > 0 && len(b) > 0 {
		switch order := strings.Compare(a[0].name, b[0].name); {
		case order < 0:
			one(a[0], openB)
			a = a[1:]
		case order > 0:
			one(b[0], openA)
			b = b[1:]
		default:
			list = append(list, member{a[0].name, join(a[0].value, b[0].value)})
			a, b = a[1:], b[1:]
		}
	}
	for _, m := range a {
		one(m, openB)
	}
	for _, m := range b {
		one(m, openA)
	}
	return list
}
