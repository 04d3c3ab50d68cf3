package query

import (
	"math"
	"strconv"
	"strings"

	"github.com/aslcheck/aslcheck/value"
)

// The service keeps the numbers of JSONata as a Java long or double, and every result shows it, even that of a number
// that only passes through (measured): 1.0 becomes 1, 9223372036854775808 becomes 9.223372036854776E18, and a number
// that JSON can't hold becomes a string.

const (
	maxLong  = 1 << 63 // the first whole number that is not a long
	maxExact = 1 << 53 // up to here, a double holds every whole number exactly
)

// resultOf returns the result of an expression as the service writes it.
func resultOf(v value.Value) value.Value {
	if asJava(&v) {
		return v
	}
	return inJava(v)
}

// asJava reports whether all numbers in v are written so already, as nearly always.
func asJava(v *value.Value) bool {
	switch v.Kind() {
	case value.NumberKind:
		_, changed := javaNumber(*v)
		return !changed
	case value.ArrayKind:
		elems := v.Elems()
		for i := v.Checked(); i < len(elems); i++ {
			if !asJava(&elems[i]) {
				return false
			}
		}
		v.SetChecked()
	case value.ObjectKind:
		members := v.Members()
		for i := v.Checked(); i < len(members); i++ {
			if !asJava(&members[i].Value) {
				return false
			}
		}
		v.SetChecked()
	}
	return true
}

func inJava(v value.Value) value.Value {
	switch v.Kind() {
	case value.NumberKind:
		v, _ = javaNumber(v)
		return v
	case value.ArrayKind:
		out := make([]value.Value, 0, v.Len())
		for _, elem := range v.Elems() {
			out = append(out, inJava(elem))
		}
		return value.Array(out...)
	case value.ObjectKind:
		out := make([]value.Member, 0, v.Len())
		for _, m := range v.Members() {
			out = append(out, value.Member{Key: m.Key, Value: inJava(m.Value)})
		}
		return value.Object(out...)
	default:
		return v
	}
}

// javaNumber returns a number as the service writes it, and whether that is another text.
func javaNumber(v value.Value) (value.Value, bool) {
	f, literal := v.Float(), v.Written()
	switch {
	case isLong(literal):
		return v, false
	case f != f:
		return value.String("NaN"), true
	case math.IsInf(f, 1):
		return value.String("Infinity"), true
	case math.IsInf(f, -1):
		return value.String("-Infinity"), true
	case f == math.Trunc(f) && math.Abs(f) < maxLong:
		// What was computed is written with these digits up to maxExact, but for minus zero.
		return value.Int(int64(f)), literal != "" || math.Abs(f) > maxExact || math.Signbit(f) && f == 0
	case math.Abs(f) < minPlain || math.Abs(f) >= maxPlain:
		return value.Number(javaDouble(f)), true
	case literal == "" || isShortest(literal):
		return v, false
	default:
		return value.Float(f), true
	}
}

// isLong reports whether a literal is that of a long, which keeps its digits.
func isLong(literal string) bool {
	if literal == "" || literal == "-0" {
		return false
	}
	for i := range len(literal) {
		if c := literal[i]; c > '9' || c == '.' {
			return false
		}
	}
	if len(literal) <= sureDigits {
		return true
	}
	_, err := strconv.ParseInt(literal, 10, 64)
	return err == nil
}

// isShortest reports whether a literal with a fraction certainly is the shortest that reads as its number.
func isShortest(literal string) bool {
	return len(literal) <= sureDigits && literal[len(literal)-1] != '0' && !strings.ContainsAny(literal, "eE")
}

// sureDigits is the length up to which no two decimal numbers are one double, and none exceeds a long.
const sureDigits = 15

// A double from minPlain to below maxPlain is written without an exponent.
// https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/lang/Double.html#toString(double)
const (
	minPlain = 1e-3
	maxPlain = 1e7
)

// javaDouble writes a double with an exponent, as Double.toString does.
func javaDouble(f float64) string {
	digits := strconv.FormatFloat(f, 'e', -1, 64)
	if !strings.Contains(digits, ".") {
		digits = strconv.FormatFloat(f, 'e', 1, 64) // two digits at least, also where one would do: 4.9E-324
	}
	mantissa, exponent, _ := strings.Cut(digits, "e")
	sign := ""
	if exponent[0] == '-' {
		sign = "-"
	}
	return mantissa + "E" + sign + strings.TrimLeft(exponent, "+-0")
}
