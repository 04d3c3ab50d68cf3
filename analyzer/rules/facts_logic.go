package rules

import "github.com/aslcheck/aslcheck/asl"

// maxComparisons limits how many different comparisons a Choice may have whose combinations are tried.
const maxComparisons = 10

// oneHolds reports whether at least one of several tests holds, whatever the data is. It tries all combinations of true and
// false for their comparisons; opposite comparisons count as one.
func oneHolds(tests []*asl.Test) bool {
	var c comparisons
	for _, t := range tests {
		if c.add(t); len(c.known) > maxComparisons {
			return false
		}
	}
	for c.held = range uint(1) << len(c.known) {
		if !c.anyHolds(tests) {
			return false
		}
	}
	return len(tests) > 0
}

// comparisons are the different comparisons in some tests, and which of them hold: a bit for each.
type comparisons struct {
	known []*asl.Test
	held  uint
}

// add adds the comparisons of a test.
func (c *comparisons) add(t *asl.Test) {
	if parts := partsOf(t); len(parts) > 0 {
		for _, part := range parts {
			c.add(part)
		}
		return
	}
	if i, _ := c.find(t); i < 0 {
		c.known = append(c.known, t)
	}
}

// partsOf returns the tests that a test combines; none for a comparison.
func partsOf(t *asl.Test) []*asl.Test {
	if t.Not != nil {
		return []*asl.Test{t.Not}
	}
	return append(t.And[:len(t.And):len(t.And)], t.Or...)
}

// find returns the number of a comparison, and whether the known one is its opposite; -1 if there is none.
func (c *comparisons) find(t *asl.Test) (number int, negated bool) {
	for i, known := range c.known {
		if equalTests(known, t) {
			return i, false
		}
		if opposite(known, t) {
			return i, true
		}
	}
	return -1, false
}

func (c *comparisons) anyHolds(tests []*asl.Test) bool {
	for _, t := range tests {
		if c.holds(t) {
			return true
		}
	}
	return false
}

func (c *comparisons) holds(t *asl.Test) bool {
	switch {
	case t.Not != nil:
		return !c.holds(t.Not)
	case len(t.Or) > 0:
		return c.anyHolds(t.Or)
	case len(t.And) > 0:
		for _, part := range t.And {
			if !c.holds(part) {
				return false
			}
		}
		return true
	default:
		i, negated := c.find(t)
		return (c.held>>i&1 == 1) != negated
	}
}
