package ecma

import (
	"math"
	"strconv"
	"strings"

	"github.com/aslcheck/aslcheck/value"
)

// NumberText writes a number as ECMAScript does.
func NumberText(f float64) string {
	switch {
	case f != f:
		return "NaN"
	case math.IsInf(f, 1):
		return "Infinity"
	case math.IsInf(f, -1):
		return "-Infinity"
	default:
		return value.Float(f).Literal()
	}
}

// ParseInt reads the integer at the start of a text as ECMAScript does.
func ParseInt(text string) float64 {
	text = strings.TrimLeft(text, " \t\n\v\f\r\u00A0\u2028\u2029\uFEFF")
	sign := 1.0
	if text != "" && (text[0] == '-' || text[0] == '+') {
		if text[0] == '-' {
			sign = -1
		}
		text = text[1:]
	}
	base := 10
	if strings.HasPrefix(text, "0x") || strings.HasPrefix(text, "0X") {
		base, text = 16, text[2:]
	}
	end := 0
	for end < len(text) && (base == 10 && isDigit(text[end]) || base == 16 && hexDigit(text[end])) {
		end++
	}
	if end == 0 {
		return math.NaN()
	}
	if base == 16 {
		f, _ := strconv.ParseFloat("0x"+text[:end]+"p0", 64)
		return sign * f
	}
	f, _ := strconv.ParseFloat(text[:end], 64)
	return sign * f
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func hexDigit(c byte) bool { return strings.IndexByte("0123456789abcdefABCDEF", c) >= 0 }

// Round rounds to a number of decimals, halves to the even neighbour. The shift is done on the decimal digits, so that
// 4.525 is exactly in the middle.
func Round(f, decimals float64) float64 {
	f = shift(f, decimals)
	result := math.Floor(f)
	if f-result >= 0.5 {
		result++
	}
	if math.Abs(result-f) == 0.5 && math.Abs(math.Mod(result, 2)) == 1 {
		result--
	}
	result = shift(result, -decimals)
	if result == 0 {
		return 0 // without a sign
	}
	return result
}

// shift moves the decimal point of a number.
func shift(f, places float64) float64 {
	if places == 0 || math.IsInf(f, 0) || f != f {
		return f
	}
	if places != math.Trunc(places) {
		return math.NaN()
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'e', -1, 64), "e")
	e, _ := strconv.Atoi(exponent)
	e += int(max(min(places, 1e6), -1e6))
	shifted, _ := strconv.ParseFloat(mantissa+"e"+strconv.Itoa(e), 64)
	return shifted
}
