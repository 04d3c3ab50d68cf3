package suite

// MatchPath reports whether the names of states are those that want lists, where "..." matches any.
func MatchPath(want, got []string) bool {
	m := pathMatch{want: want, got: got}
	return m.run(func(int, int) {})
}

// A pathMatch compares the states of an execution with an expected path.
type pathMatch struct {
	want, got []string
	// owner is, for each state of got that was matched, the index in want; nil to not keep it.
	owner []int
}

// run calls stuck with the indexes of what doesn't match, each time before it tries something else.
func (m *pathMatch) run(stuck func(i, k int)) bool {
	want, got := m.want, m.got
	i, k := 0, 0
	// Where a name does not fit, the last "..." takes one more; earlier ones need not change.
	back, from := -1, 0
	for k < len(got) {
		switch {
		case i < len(want) && want[i] == AnyStates:
			back, from = i, k
			i++
		case i < len(want) && want[i] == got[k]:
			m.own(k, i)
			i++
			k++
		default:
			stuck(i, k)
			if back < 0 {
				return false
			}
			m.own(from, back)
			from++
			i, k = back+1, from
		}
	}
	for i < len(want) && want[i] == AnyStates {
		i++
	}
	if i < len(want) {
		stuck(i, k)
	}
	return i == len(want)
}

func (m *pathMatch) own(k, i int) {
	if m.owner != nil {
		m.owner[k] = i
	}
}
