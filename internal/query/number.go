package query

import (
	"math"
	"strconv"
	"strings"

	"github.com/aslcheck/aslcheck/value"
)

// The numbers of JSONata are longs and doubles of Java, and its results show it, also of numbers that only pass through
// (measured): 1.0 becomes 1, 9223372036854775808 becomes 9.223372036854776E18, and what JSON cannot hold becomes a text.

// maxLong is the first whole number that is not a long.
const maxLong = 1 << 63

// resultOf returns the result of an expression as the service writes it.
func resultOf(v value.Value) value.Value {
	v, _ = javaNumbers(v)
	return v
}

// javaNumbers reports besides whether anything had to change.
func javaNumbers(v value.Value) (value.Value, bool) {
	switch v.Kind() {
	case value.NumberKind:
		return javaNumber(v)
	case value.ArrayKind:
		var out []value.Value
		elems := v.Elems()
		for i := range elems {
			elem, changed := javaNumbers(elems[i])
			if changed && out == nil {
				out = append(make([]value.Value, 0, len(elems)), elems[:i]...)
			}
			if out != nil {
				out = append(out, elem)
			}
		}
		if out != nil {
			return value.Array(out...), true
		}
	case value.ObjectKind:
		var out []value.Member
		members := v.Members()
		for i := range members {
			member, changed := javaNumbers(members[i].Value)
			if changed && out == nil {
				out = append(make([]value.Member, 0, len(members)), members[:i]...)
			}
			if out != nil {
				out = append(out, value.Member{Key: members[i].Key, Value: member})
			}
		}
		if out != nil {
			return value.Object(out...), true
		}
	}
	return v, false
}

func javaNumber(v value.Value) (value.Value, bool) {
	f, literal := v.Float(), v.Written()
	switch {
	case f != f:
		return value.String("NaN"), true
	case math.IsInf(f, 1):
		return value.String("Infinity"), true
	case math.IsInf(f, -1):
		return value.String("-Infinity"), true
	case isLong(literal):
		return v, false
	case f == math.Trunc(f) && math.Abs(f) < maxLong:
		return value.Int(int64(f)), literal != "" || f == 0
	case math.Abs(f) >= minPlain && math.Abs(f) < maxPlain:
		return value.Float(f), literal != ""
	default:
		return value.Number(javaDouble(f)), true
	}
}

// isLong reports whether a literal is that of a long, which keeps its digits.
func isLong(literal string) bool {
	if literal == "" || literal == "-0" {
		return false
	}
	_, err := strconv.ParseInt(literal, 10, 64)
	return err == nil
}

// Doubles from minPlain to below maxPlain are written without an exponent.
// https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/lang/Double.html#toString(double)
const (
	minPlain = 1e-3
	maxPlain = 1e7
)

// javaDouble writes a double with an exponent, as Double.toString does.
func javaDouble(f float64) string {
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'e', -1, 64), "e")
	if !strings.Contains(mantissa, ".") {
		mantissa += ".0"
	}
	sign := ""
	if exponent[0] == '-' {
		sign = "-"
	}
	return mantissa + "E" + sign + strings.TrimLeft(exponent, "+-0")
}
