package query

import "math"

// combinations are a set of numbers, with a bit for each. Bits after the last number mean nothing.
type combinations []uint64

const wordBits = 64

// none returns the empty set.
func (t *trial) none() combinations { return make(combinations, (t.size+wordBits-1)/wordBits) }

// add adds the numbers from one to before another.
func (c combinations) add(from, to int) {
	for from < to {
		bit := from % wordBits
		n := min(to-from, wordBits-bit)
		c[from/wordBits] |= math.MaxUint64 >> (wordBits - n) << bit
		from += n
	}
}

// join adds what another set has, and meet removes what it lacks.
func (c combinations) join(other combinations) {
	for i := range c {
		c[i] |= other[i]
	}
}

func (c combinations) meet(other combinations) {
	for i := range c {
		c[i] &= other[i]
	}
}

// invert turns the set into that of all other numbers.
func (c combinations) invert() {
	for i := range c {
		c[i] = ^c[i]
	}
}

// isFull reports whether the set has all numbers below size.
func (c combinations) isFull(size int) bool {
	for i := range c {
		missing := ^c[i]
		if rest := size - i*wordBits; rest < wordBits {
			missing &= math.MaxUint64 >> (wordBits - rest)
		}
		if missing != 0 {
			return false
		}
	}
	return true
}
