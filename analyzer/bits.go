package analyzer

// bits is a set of small numbers, a bit for each. The zero value is empty.
type bits []uint64

const wordSize = 64

func (b bits) has(n int) bool { return n/wordSize < len(b) && b[n/wordSize]>>(n%wordSize)&1 != 0 }

// with adds a number to the set, which it may change, and returns it.
func (b bits) with(n int) bits {
	for len(b) <= n/wordSize {
		b = append(b, 0)
	}
	b[n/wordSize] |= 1 << (n % wordSize)
	return b
}

// and keeps what both sets have, in b, and reports whether that changed it.
func (b bits) and(other bits) (bits, bool) {
	changed := false
	for i, word := range b {
		kept := uint64(0)
		if i < len(other) {
			kept = word & other[i]
		}
		changed = changed || kept != word
		b[i] = kept
	}
	return b, changed
}

// or adds what the other set has to b, and reports whether that changed it.
func (b bits) or(other bits) (bits, bool) {
	changed := false
	for i, word := range other {
		if i == len(b) {
			b = append(b, 0)
		}
		changed = changed || b[i]|word != b[i]
		b[i] |= word
	}
	return b, changed
}
