package value

import (
	"math/big"
	"strings"
)

// Equal reports whether a and b are the same JSON value. Numbers compare by value (1 equals 1.0), also beyond the
// exactness of float64; the order of members does not count. Opaque values are never equal.
func Equal(a, b Value) bool {
	if a.kind != b.kind {
		return false
	}
	switch a.kind {
	case UndefinedKind, NullKind:
		return true
	case BoolKind:
		return a.num == b.num
	case NumberKind:
		return equalNumbers(a, b)
	case StringKind:
		return a.str == b.str
	case ArrayKind:
		return equalArrays(a, b)
	case ObjectKind:
		return equalObjects(a, b)
	default:
		return false
	}
}

// Equal reports whether v and other are the same JSON value; see the function Equal.
func (v Value) Equal(other Value) bool { return Equal(v, other) }

func equalArrays(a, b Value) bool {
	if a.box == b.box {
		return true
	}
	if a.Len() != b.Len() {
		return false
	}
	if a.box.unread != nil || b.box.unread != nil {
		return equalReaders(a.Reader(), b.Reader())
	}
	if len(a.box.elems) == 0 || &a.box.elems[0] == &b.box.elems[0] {
		return true
	}
	for i := range a.box.elems {
		if !Equal(a.box.elems[i], b.box.elems[i]) {
			return false
		}
	}
	return true
}

// equalReaders compares the elements of two arrays of one length.
func equalReaders(a, b func() (Value, bool)) bool {
	for {
		x, more := a()
		y, _ := b()
		if !more || !Equal(x, y) {
			return !more
		}
	}
}

func equalObjects(a, b Value) bool {
	if a.box == b.box {
		return true
	}
	if len(a.box.members) != len(b.box.members) {
		return false
	}
	for i := SharedMembers(a, b); i < len(a.box.members); i++ {
		m := &a.box.members[i]
		other, ok := b.Get(m.Key)
		if !ok || !Equal(m.Value, other) {
			return false
		}
	}
	return true
}

// exactDigits is the length up to which every decimal literal differs from its neighbors as a float64 too.
const exactDigits = 15

// maxExponent limits the literals that are compared digit by digit, so that 1e999999999 costs nothing.
const maxExponent = 1000

func equalNumbers(a, b Value) bool {
	if a.num != b.num {
		return false
	}
	if a.str == b.str || distinct(a.str) && distinct(b.str) {
		return true
	}
	x, okX := exact(a)
	y, okY := exact(b)
	return !okX || !okY || x.Cmp(y) == 0
}

// distinct reports whether a literal is so short that every other one like it is another float64. With an exponent that
// cannot be said: 1e400 and 2e400 are both infinite.
func distinct(literal string) bool {
	return len(literal) <= exactDigits && !strings.ContainsAny(literal, "eE")
}

// exact returns the number as a fraction, and false where its exponent is out of bounds.
func exact(v Value) (*big.Rat, bool) {
	literal := v.Literal()
	if i := strings.IndexAny(literal, "eE"); i >= 0 {
		exponent, ok := new(big.Int).SetString(literal[i+1:], 10)
		if !ok || exponent.CmpAbs(big.NewInt(maxExponent)) > 0 {
			return nil, false
		}
	}
	return new(big.Rat).SetString(literal)
}
