package jsonpath

import (
	"cmp"
	"strconv"
	"strings"
)

// A decimal is an exact number: 0.digits × 10^exponent, without leading or trailing zeros. Zero has no digits.
type decimal struct {
	negative bool
	digits   string
	exponent int64
}

// parseDecimal reads what Java's BigDecimal reads: an optional sign, digits with an optional point, and an optional
// exponent of at most ten digits.
func parseDecimal(text string) (decimal, bool) {
	var d decimal
	text, d.negative = cutSign(text)
	mantissa, exponent := text, ""
	if i := strings.IndexAny(text, "eE"); i >= 0 {
		mantissa, exponent = text[:i], text[i+1:]
		n, ok := parseExponent(exponent)
		if !ok {
			return decimal{}, false
		}
		d.exponent = n
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	if whole+fraction == "" || !allDigits(whole) || !allDigits(fraction) {
		return decimal{}, false
	}
	d.exponent += int64(len(whole))
	d.digits = whole + fraction
	significant := strings.TrimLeft(d.digits, "0")
	d.exponent -= int64(len(d.digits) - len(significant))
	d.digits = strings.TrimRight(significant, "0")
	if d.digits == "" {
		return decimal{}, true
	}
	return d, true
}

func cutSign(text string) (string, bool) {
	if rest, ok := strings.CutPrefix(text, "+"); ok {
		return rest, false
	}
	return strings.CutPrefix(text, "-")
}

func parseExponent(text string) (int64, bool) {
	digits, negative := cutSign(text)
	if digits == "" || len(digits) > 10 || !allDigits(digits) {
		return 0, false
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	if negative {
		n = -n
	}
	return n, err == nil
}

func allDigits(text string) bool {
	for i := range len(text) {
		if !isDigit(text[i]) {
			return false
		}
	}
	return true
}

func (d decimal) sign() int {
	switch {
	case d.digits == "":
		return 0
	case d.negative:
		return -1
	default:
		return 1
	}
}

func (d decimal) compare(other decimal) int {
	if c := cmp.Compare(d.sign(), other.sign()); c != 0 || d.digits == "" {
		return c
	}
	c := cmp.Compare(d.exponent, other.exponent)
	if c == 0 {
		c = strings.Compare(d.digits, other.digits)
	}
	return c * d.sign()
}
