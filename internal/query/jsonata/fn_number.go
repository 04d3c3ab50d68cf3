package jsonata

import (
	"math"
	"math/big"
	"strconv"
	"strings"

	"github.com/aslcheck/aslcheck/internal/java"
	"github.com/aslcheck/aslcheck/internal/query/jsonata/ecma"
	"github.com/aslcheck/aslcheck/value"
)

func fnNumber(_ *call, args []value.Value) (value.Value, *Error) {
	arg := args[0]
	switch arg.Kind() {
	case value.UndefinedKind, value.NumberKind:
		return arg, nil
	case value.BoolKind:
		if arg.Bool() {
			return value.Float(1), nil
		}
		return value.Float(0), nil
	case value.StringKind:
		if f, ok := parseNumber(arg.Text()); ok {
			return value.Float(f), nil
		}
	}
	return value.Undefined, &Error{Code: "D3030", Offset: -1, Value: arg, Index: 1}
}

// parseNumber reads a decimal, hexadecimal, octal or binary number.
func parseNumber(text string) (float64, bool) {
	if isDecimal(text) {
		f, err := strconv.ParseFloat(text, 64)
		return f, err == nil || !math.IsInf(f, 0)
	}
	if len(text) < 3 || text[0] != '0' {
		return 0, false
	}
	base := map[byte]int{'x': 16, 'X': 16, 'o': 8, 'O': 8, 'b': 2, 'B': 2}[text[1]]
	if base == 0 {
		return 0, false
	}
	n, ok := new(big.Int).SetString(text[2:], base)
	if !ok || text[2] == '-' || text[2] == '+' {
		if base == 16 && hexDigit(text[2]) || base != 16 && text[2] >= '0' && int(text[2]-'0') < base && base == 8 {
			return math.NaN(), true // begins like a number: the reference takes it for one that is not a number
		}
		return 0, false
	}
	f, _ := new(big.Float).SetInt(n).Float64()
	return f, true
}

func hexDigit(c byte) bool { return strings.IndexByte("0123456789abcdefABCDEF", c) >= 0 }

// isDecimal reports whether text is digits with an optional sign, fraction and exponent.
func isDecimal(text string) bool {
	digits := func() bool {
		n := 0
		for n < len(text) && isDigit(text[n]) {
			n++
		}
		text = text[n:]
		return n > 0
	}
	text = strings.TrimPrefix(text, "-")
	if !digits() {
		return false
	}
	if strings.HasPrefix(text, ".") {
		text = text[1:]
		if !digits() {
			return false
		}
	}
	if text != "" && (text[0] == 'e' || text[0] == 'E') {
		text = text[1:]
		if text != "" && (text[0] == '+' || text[0] == '-') {
			text = text[1:]
		}
		if !digits() {
			return false
		}
	}
	return text == ""
}

// onNumber applies a function of numbers to the first argument; nothing stays nothing.
func onNumber(args []value.Value, f func(float64) float64) (value.Value, *Error) {
	if args[0].IsUndefined() {
		return value.Undefined, nil
	}
	return value.Float(f(args[0].Float())), nil
}

func fnAbs(_ *call, args []value.Value) (value.Value, *Error)   { return onNumber(args, math.Abs) }
func fnFloor(_ *call, args []value.Value) (value.Value, *Error) { return onNumber(args, math.Floor) }
func fnCeil(_ *call, args []value.Value) (value.Value, *Error)  { return onNumber(args, math.Ceil) }

func fnRound(_ *call, args []value.Value) (value.Value, *Error) {
	return onNumber(args, func(f float64) float64 { return ecma.Round(f, args[1].Float()) })
}

func fnSqrt(_ *call, args []value.Value) (value.Value, *Error) {
	if args[0].Float() < 0 {
		return value.Undefined, &Error{Code: "D3060", Offset: -1, Index: 1, Value: args[0]}
	}
	return onNumber(args, math.Sqrt)
}

func fnPower(_ *call, args []value.Value) (value.Value, *Error) {
	if args[0].IsUndefined() {
		return value.Undefined, nil
	}
	result := math.NaN()
	if !args[1].IsUndefined() {
		result = power(args[0].Float(), args[1].Float())
	}
	if math.IsInf(result, 0) || result != result {
		return value.Undefined, &Error{Code: "D3061", Offset: -1, Index: 1, Value: args[0], Value2: args[1]}
	}
	return value.Float(result), nil
}

// Whole exponents up to this are computed exactly before rounding.
const maxExactExponent = 1024

func power(base, exponent float64) float64 {
	n := math.Abs(exponent)
	if exponent != math.Trunc(exponent) || n > maxExactExponent || base == 0 || math.IsInf(base, 0) || base != base {
		return math.Pow(base, exponent)
	}
	const precision = 256
	result := new(big.Float).SetPrec(precision).SetInt64(1)
	square := new(big.Float).SetPrec(precision).SetFloat64(base)
	for i := int(n); i > 0; i >>= 1 {
		if i&1 == 1 {
			result.Mul(result, square)
		}
		square.Mul(square, square)
	}
	if exponent < 0 {
		result.Quo(new(big.Float).SetPrec(precision).SetInt64(1), result)
	}
	f, _ := result.Float64()
	return f
}

func fnFormatBase(_ *call, args []value.Value) (value.Value, *Error) {
	if args[0].IsUndefined() {
		return value.Undefined, nil
	}
	radix := 10.0
	if !args[1].IsUndefined() {
		radix = ecma.Round(args[1].Float(), 0)
	}
	if radix < 2 || radix > 36 {
		return value.Undefined, &Error{Code: "D3100", Offset: -1, Value: value.Float(radix)}
	}
	return value.String(inBase(ecma.Round(args[0].Float(), 0), int(radix))), nil
}

// inBase writes an integer in a base. Digits beyond the precision of the number are zeros.
func inBase(f float64, radix int) string {
	if radix == 10 || math.IsInf(f, 0) || f != f {
		return ecma.NumberText(f)
	}
	if math.Abs(f) < 1<<53 {
		return strconv.FormatInt(int64(f), radix)
	}
	zeros := 0
	whole := math.Abs(f)
	for ; math.Float64bits(whole)>>52 > 1023+52; zeros++ {
		whole /= float64(radix)
	}
	text := strconv.FormatInt(int64(whole), radix) + strings.Repeat("0", zeros)
	if f < 0 {
		return "-" + text
	}
	return text
}

// numbersOf returns the first argument as numbers, and false where there is nothing.
func numbersOf(args []value.Value) ([]value.Value, bool) {
	return args[0].Elems(), !args[0].IsUndefined()
}

func fnSum(_ *call, args []value.Value) (value.Value, *Error) {
	elems, ok := numbersOf(args)
	if !ok {
		return value.Undefined, nil
	}
	return value.Float(total(elems)), nil
}

func total(elems []value.Value) float64 {
	sum := 0.0
	for i := range elems {
		sum += elems[i].Float()
	}
	return sum
}

func fnAverage(_ *call, args []value.Value) (value.Value, *Error) {
	elems, _ := numbersOf(args)
	if len(elems) == 0 {
		return value.Undefined, nil
	}
	return value.Float(total(elems) / float64(len(elems))), nil
}

func fnMax(_ *call, args []value.Value) (value.Value, *Error) { return extreme(args, math.Max) }
func fnMin(_ *call, args []value.Value) (value.Value, *Error) { return extreme(args, math.Min) }

func extreme(args []value.Value, better func(a, b float64) float64) (value.Value, *Error) {
	elems, _ := numbersOf(args)
	if len(elems) == 0 {
		return value.Undefined, nil
	}
	best := elems[0].Float()
	for i := range elems[1:] {
		best = better(best, elems[i+1].Float())
	}
	return value.Float(best), nil
}

// fnRandom with a seed is what java.util.Random draws first (measured for 0, 42 and 77).
func fnRandom(c *call, args []value.Value) (value.Value, *Error) {
	if !args[0].IsUndefined() {
		return value.Float(java.NewRandom(java.Int64(args[0].Float())).NextDouble()), nil
	}
	return value.Float(c.nextRandom()), nil
}

// nextRandom returns a number from the host, or from a fixed seed without one.
func (ev *evaluation) nextRandom() float64 {
	if ev.random == nil {
		ev.random = newRandom(0)
	}
	return ev.random()
}

// newRandom returns a generator of numbers from 0 up to 1 (splitmix64).
func newRandom(seed uint64) func() float64 {
	return func() float64 {
		seed += 0x9E3779B97F4A7C15
		z := seed
		z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
		z = (z ^ z>>27) * 0x94D049BB133111EB
		return float64((z^z>>31)>>11) / (1 << 53)
	}
}
