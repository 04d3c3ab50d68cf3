package intrinsic

import (
	"math"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/aslcheck/aslcheck/internal/java"
	"github.com/aslcheck/aslcheck/value"
)

// The service holds values as objects of Java: Integer, Long, BigInteger and Double, String, Boolean, List and Map. Their
// texts show in States.Format and States.ArrayContains, their hash codes in the order of States.ArrayUnique.

// appendJava writes v as Java's toString does: {a=1, b=[x, y]}.
func appendJava(dst []byte, v value.Value) []byte {
	switch v.Kind() {
	case value.StringKind:
		return append(dst, v.Text()...)
	case value.ArrayKind:
		dst = append(dst, '[')
		for i, elem := range v.Elems() {
			if i > 0 {
				dst = append(dst, ", "...)
			}
			dst = appendJava(dst, elem)
		}
		return append(dst, ']')
	case value.ObjectKind:
		dst = append(dst, '{')
		for i, m := range v.Members() {
			if i > 0 {
				dst = append(dst, ", "...)
			}
			dst = append(append(dst, m.Key...), '=')
			dst = appendJava(dst, m.Value)
		}
		return append(dst, '}')
	default:
		return v.AppendCompact(dst)
	}
}

// isInteger reports whether Java reads the number as an Integer, a Long or a BigInteger, and not as a Double.
func isInteger(v value.Value) bool { return !strings.ContainsAny(v.Literal(), ".eE") }

// hashCode returns what hashCode() of the Java object returns; null has 0 in a HashSet.
func hashCode(v value.Value) int32 {
	switch v.Kind() {
	case value.BoolKind:
		if v.Bool() {
			return 1231
		}
		return 1237
	case value.NumberKind:
		return hashNumber(v)
	case value.StringKind:
		return java.HashCode(v.Text())
	case value.ArrayKind:
		h := int32(1)
		for _, elem := range v.Elems() {
			h = 31*h + hashCode(elem)
		}
		return h
	case value.ObjectKind:
		h := int32(0)
		for _, m := range v.Members() {
			h += java.HashCode(m.Key) ^ hashCode(m.Value)
		}
		return h
	default:
		return 0
	}
}

func hashNumber(v value.Value) int32 {
	if !isInteger(v) {
		return foldLong(math.Float64bits(v.Float()))
	}
	i, ok := v.Int()
	switch {
	case ok && int64(int32(i)) == i:
		return int32(i)
	case ok && v.Literal() == value.Int(i).Literal():
		return foldLong(uint64(i))
	}
	n, _ := new(big.Int).SetString(v.Literal(), 10)
	if n == nil {
		return 0
	}
	bytes := n.Bytes()
	h := int32(0)
	for len(bytes)%4 != 0 {
		bytes = append([]byte{0}, bytes...)
	}
	for ; len(bytes) > 0; bytes = bytes[4:] {
		h = 31*h + int32(uint32(bytes[0])<<24|uint32(bytes[1])<<16|uint32(bytes[2])<<8|uint32(bytes[3]))
	}
	return h * int32(n.Sign())
}

func foldLong(bits uint64) int32 { return int32(bits ^ bits>>32) }

// appendKey appends a text that is the same for two values if equals() of their Java objects is true: 1 and 1.0 differ, and the
// order of members does not count.
func appendKey(dst []byte, v value.Value) []byte {
	switch v.Kind() {
	case value.NumberKind:
		switch literal := v.Literal(); {
		case !isInteger(v):
			return strconv.AppendUint(append(dst, 'd'), math.Float64bits(v.Float()), 16)
		case literal == "-0":
			return append(dst, '0')
		default:
			return append(dst, literal...)
		}
	case value.ArrayKind:
		dst = append(dst, '[')
		for _, elem := range v.Elems() {
			dst = append(appendKey(dst, elem), ',')
		}
		return append(dst, ']')
	case value.ObjectKind:
		members := slices.SortedFunc(slices.Values(v.Members()), func(a, b value.Member) int { return strings.Compare(a.Key, b.Key) })
		dst = append(dst, '{')
		for _, m := range members {
			dst = append(value.AppendQuoted(dst, m.Key), ':')
			dst = append(appendKey(dst, m.Value), ',')
		}
		return append(dst, '}')
	default:
		return v.AppendCompact(dst)
	}
}
