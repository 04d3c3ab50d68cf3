package analyzer

import (
	"cmp"
	"slices"
	"sort"
)

// A markIndex finds the suppressions of a rule that hold at an offset. A definition may have very many of both.
type markIndex map[string][]indexedMark

// An indexedMark is a suppression in the list of its rule, which is ordered by where they begin.
type indexedMark struct {
	*suppression
	// outer is the index of the next one that may hold where this one does, -1 if there is none.
	outer int
	// nested is whether all outer ones hold wherever this one does.
	nested bool
}

func newMarkIndex(list []suppression) markIndex {
	index := markIndex{}
	for i := range list {
		m := &list[i]
		index[m.rule] = append(index[m.rule], indexedMark{suppression: m})
	}
	for _, marks := range index {
		slices.SortStableFunc(marks, func(a, b indexedMark) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(b.to, a.to)) })
		for i := range marks {
			outer := i - 1
			for outer >= 0 && marks[outer].to <= marks[i].from {
				outer = marks[outer].outer
			}
			marks[i].outer = outer
			marks[i].nested = outer < 0 || marks[outer].nested && marks[outer].to >= marks[i].to
		}
	}
	return index
}

// use notes that the suppressions of a rule that hold at an offset are used, and reports whether there are any.
func (x markIndex) use(rule string, at int32) bool {
	marks, found := x[rule], false
	i := sort.Search(len(marks), func(i int) bool { return marks[i].from > at }) - 1
	for ; i >= 0; i = marks[i].outer {
		m := &marks[i]
		if at >= m.to {
			continue
		}
		if m.used && m.nested {
			return true // the outer ones were used with it
		}
		m.used, found = true, true
	}
	return found
}
