package analyzer

import "math/bits"

// A set holds small numbers. Sets don't change once they are made, and share what they have in common, so that many that differ by a
// few numbers take little memory: it is a word of 64 numbers, or the two halves of a range of words. nil is empty.
type set struct {
	// first is the number of the first word of the range, and size how many words it has: a power of two.
	first, size uint32
	word        uint64
	low, high   *set
}

const wordSize = 64

// setOf returns the set of one number.
func setOf(n int) *set { return &set{first: uint32(n / wordSize), size: 1, word: 1 << (n % wordSize)} }

func (s *set) has(n int) bool {
	at := uint32(n / wordSize)
	for s != nil && s.covers(at) {
		if s.size == 1 {
			return s.word>>(n%wordSize)&1 != 0
		}
		s = *s.half(at)
	}
	return false
}

func (s *set) covers(word uint32) bool { return word-s.first < s.size }

// half returns the half of the range that a word is in.
func (s *set) half(word uint32) **set {
	if word-s.first < s.size/2 {
		return &s.low
	}
	return &s.high
}

// or returns what is in at least one of two sets: s itself if it has all of the other.
func (s *set) or(other *set) *set {
	switch {
	case other == nil || s == other:
		return s
	case s == nil:
		return other
	case s.first == other.first && s.size == other.size:
		return s.like(other, s.word|other.word, s.low.or(other.low), s.high.or(other.high))
	case s.size > other.size && s.covers(other.first):
		return s.with(other.first, (*s.half(other.first)).or(other))
	case s.size < other.size && other.covers(s.first):
		return other.with(s.first, s.or(*other.half(s.first)))
	}
	size := uint32(1) << bits.Len32(s.first^other.first)
	if s.first > other.first {
		s, other = other, s
	}
	return &set{first: s.first &^ (size - 1), size: size, low: s, high: other}
}

// and returns what is in both sets: s itself if the other has all of it.
func (s *set) and(other *set) *set {
	switch {
	case s == nil || s == other:
		return s
	case other == nil:
		return nil
	case s.first == other.first && s.size == other.size:
		return s.like(other, s.word&other.word, s.low.and(other.low), s.high.and(other.high))
	case s.size > other.size && s.covers(other.first):
		return (*s.half(other.first)).and(other)
	case s.size < other.size && other.covers(s.first):
		return s.and(*other.half(s.first))
	}
	return nil
}

// like returns the set of the same range with the given contents: one of the two if it has them.
func (s *set) like(other *set, word uint64, low, high *set) *set {
	switch {
	case word == s.word && low == s.low && high == s.high:
		return s
	case word == other.word && low == other.low && high == other.high:
		return other
	case s.size == 1 && word == 0:
		return nil
	case s.size > 1 && low == nil:
		return high
	case s.size > 1 && high == nil:
		return low
	}
	return &set{first: s.first, size: s.size, word: word, low: low, high: high}
}

// with returns the set in which the half with a word is another one.
func (s *set) with(word uint32, half *set) *set {
	if *s.half(word) == half {
		return s
	}
	changed := *s
	*changed.half(word) = half
	return &changed
}
