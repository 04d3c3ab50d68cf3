package picture

import (
	"math"
	"strconv"
	"strings"

	"github.com/aslcheck/aslcheck/internal/query/jsonata/ecma"
	"github.com/aslcheck/aslcheck/value"
)

// numberSymbols are the characters with a meaning in a picture of a number.
type numberSymbols struct {
	decimal, grouping, exponent, minus, percent, perMille, zero, digit, pattern string
}

func symbolsOf(options value.Value) numberSymbols {
	s := numberSymbols{".", ",", "e", "-", "%", "‰", "0", "#", ";"}
	for key, target := range map[string]*string{
		"decimal-separator": &s.decimal, "grouping-separator": &s.grouping, "exponent-separator": &s.exponent,
		"minus-sign": &s.minus, "percent": &s.percent, "per-mille": &s.perMille, "zero-digit": &s.zero,
		"digit": &s.digit, "pattern-separator": &s.pattern,
	} {
		if v, ok := options.Get(key); ok && v.Text() != "" {
			*target = v.Text()
		}
	}
	return s
}

// isDigit reports whether r is of the family of decimal digits.
func (s *numberSymbols) isDigit(r rune) bool {
	zero, _ := ecma.DecodeRune(s.zero)
	return r >= zero && r <= zero+9
}

// isActive reports whether r has a meaning.
func (s *numberSymbols) isActive(r rune) bool {
	c := string(r)
	return s.isDigit(r) || c == s.decimal || c == s.exponent || c == s.grouping || c == s.digit || c == s.pattern
}

// count counts the digits of a picture, the optional ones too if so asked.
func (s *numberSymbols) count(picture string, optional bool) int {
	n := 0
	for _, r := range picture {
		if s.isDigit(r) || optional && string(r) == s.digit {
			n++
		}
	}
	return n
}

// subPicture is one of the up to two halves of a picture, taken apart.
type subPicture struct {
	text, prefix, suffix, active                string
	mantissa, exponent, integer, fraction       string
	hasExponent                                 bool
	minInteger, minFraction, maxFraction, scale int
	minExponent                                 int
	regular                                     int
	integerGroups, fractionGroups               []int
}

// FormatNumber writes a number by a picture such as #,##0.00. The members of options, an object that may be undefined,
// replace the characters that have a meaning in a picture, such as "decimal-separator".
func FormatNumber(f float64, picture string, options value.Value) (string, *Error) {
	s := symbolsOf(options)
	texts := strings.Split(picture, s.pattern)
	if len(texts) > 2 {
		return "", &Error{Code: "D3080"}
	}
	halves := make([]*subPicture, len(texts))
	for i, text := range texts {
		half, err := s.split(text)
		if err != nil {
			return "", err
		}
		halves[i] = half
	}
	for _, half := range halves {
		s.analyse(half)
	}
	half := halves[0]
	if f < 0 && len(halves) == 2 {
		half = halves[1]
	}
	text := s.format(half, f)
	if f < 0 && len(halves) == 1 {
		half.prefix = s.minus + half.prefix
	}
	return half.prefix + text + half.suffix, nil
}

// split cuts a picture into its parts and checks them.
func (s *numberSymbols) split(text string) (*subPicture, *Error) {
	p := &subPicture{text: text}
	from, to := -1, -1
	for i, r := range text {
		if s.isActive(r) && string(r) != s.exponent {
			if from < 0 {
				from = i
			}
			to = i + len(string(r))
		}
	}
	if from < 0 {
		return nil, &Error{Code: "D3086"} // measured; the reference fails without a code
	}
	p.prefix, p.active, p.suffix = text[:from], text[from:to], text[to:]
	p.mantissa = p.active
	if at := strings.Index(text[from:], s.exponent); at >= 0 && from+at <= to {
		// The place counts from the start of the picture although the active part is cut: as in the reference.
		at += from
		p.hasExponent = true
		p.mantissa = p.active[:min(at, len(p.active))]
		p.exponent = p.active[min(at+len(s.exponent), len(p.active)):]
	}
	p.integer, p.fraction = p.mantissa, p.suffix
	if integer, fraction, ok := strings.Cut(p.mantissa, s.decimal); ok {
		p.integer, p.fraction = integer, fraction
	}
	if code := s.fault(p); code != "" {
		return nil, &Error{Code: code}
	}
	return p, nil
}

// fault returns the code of the last rule that a picture breaks.
func (s *numberSymbols) fault(p *subPicture) string {
	code := ""
	check := func(broken bool, c string) {
		if broken {
			code = c
		}
	}
	percent, perMille := strings.Count(p.text, s.percent), strings.Count(p.text, s.perMille)
	check(strings.Count(p.text, s.decimal) > 1, "D3081")
	check(percent > 1, "D3082")
	check(perMille > 1, "D3083")
	check(percent > 0 && perMille > 0, "D3084")
	check(s.count(p.mantissa, true) == 0, "D3085")
	check(strings.IndexFunc(p.active, func(r rune) bool { return !s.isActive(r) }) >= 0, "D3086")
	if at := strings.Index(p.text, s.decimal); at >= 0 {
		check(strings.HasSuffix(p.text[:at], s.grouping) || strings.HasPrefix(p.text[at+len(s.decimal):], s.grouping), "D3087")
	} else {
		check(strings.HasSuffix(p.integer, s.grouping), "D3088")
	}
	check(strings.Contains(p.text, s.grouping+s.grouping), "D3089")
	if before, _, ok := strings.Cut(p.integer, s.digit); ok {
		check(s.count(before, false) > 0, "D3090")
	}
	if at := strings.LastIndex(p.fraction, s.digit); at >= 0 {
		check(s.count(p.fraction[at:], false) > 0, "D3091")
	}
	if p.hasExponent {
		check(p.exponent != "" && percent+perMille > 0, "D3092")
		strange := strings.IndexFunc(p.exponent, func(r rune) bool { return !s.isDigit(r) }) >= 0
		check(p.exponent == "" || strange, "D3093")
	}
	return code
}

// analyse derives the sizes of the parts.
func (s *numberSymbols) analyse(p *subPicture) {
	p.integerGroups = s.groups(p.integer, p.integer, false)
	p.regular = commonFactor(p.integerGroups)
	p.fractionGroups = s.groups(p.fraction, p.integer, true)
	p.minInteger = s.count(p.integer, false)
	p.scale = p.minInteger
	p.minFraction, p.maxFraction = s.count(p.fraction, false), s.count(p.fraction, true)
	if p.minInteger == 0 && p.maxFraction == 0 {
		if p.hasExponent {
			p.minFraction, p.maxFraction = 1, 1
		} else {
			p.minInteger = 1
		}
	}
	if p.hasExponent && p.minInteger == 0 && strings.Contains(p.integer, s.digit) {
		p.minInteger = 1
	}
	if p.minInteger == 0 && p.minFraction == 0 {
		p.minFraction = 1
	}
	p.minExponent = s.count(p.exponent, false)
}

// groups lists how many digits stand right of each grouping separator in part, or left of it. After the first one the
// reference goes on searching in the integer part, whichever part it looks at.
func (s *numberSymbols) groups(part, integer string, left bool) []int {
	var out []int
	for at := strings.Index(part, s.grouping); at >= 0; {
		side := part[min(at, len(part)):]
		if left {
			side = part[:min(at, len(part))]
		}
		out = append(out, s.count(side, true))
		if at+1 > len(integer) {
			break
		}
		next := strings.Index(integer[at+1:], s.grouping)
		if next < 0 {
			break
		}
		at += 1 + next
	}
	return out
}

// maxShifts bounds the powers of ten between a number and its mantissa.
const maxShifts = 700

// format writes a number by a picture, without prefix and suffix.
func (s *numberSymbols) format(p *subPicture, f float64) string {
	switch {
	case strings.Contains(p.text, s.percent):
		f *= 100
	case strings.Contains(p.text, s.perMille):
		f *= 1000
	}
	f = math.Abs(f)
	exponent := 0
	if p.minExponent > 0 {
		f, exponent = normalize(f, p.scale)
	}
	text := s.layout(p, s.fixed(ecma.Round(f, float64(p.maxFraction)), p.maxFraction))
	if p.minExponent > 0 {
		digits := s.fixed(math.Abs(float64(exponent)), 0)
		text += s.exponent
		if exponent < 0 {
			text += s.minus
		}
		text += strings.Repeat(s.zero, max(p.minExponent-ecma.CountRunes(digits), 0)) + digits
	}
	return text
}

// normalize shifts a number until it has so many digits before the decimal point.
func normalize(f float64, scale int) (float64, int) {
	exponent := 0
	if f == 0 || math.IsInf(f, 0) || f != f {
		return f, 0
	}
	least, most := math.Pow(10, float64(scale-1)), math.Pow(10, float64(scale))
	for ; f < least && exponent > -maxShifts; exponent-- {
		f *= 10
	}
	for ; f > most && exponent < maxShifts; exponent++ {
		f /= 10
	}
	return f, exponent
}

// fixed writes a number with so many decimals in the digits of the picture.
func (s *numberSymbols) fixed(f float64, decimals int) string {
	text := strconv.FormatFloat(f, 'f', decimals, 64)
	if f >= 1e21 {
		text = ecma.NumberText(f)
	}
	if s.zero == "0" {
		return text
	}
	zero, _ := ecma.DecodeRune(s.zero)
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r - '0' + zero
		}
		return r
	}, text)
}

// layout drops needless zeros of a decimal number, fills up to the sizes of the picture and puts separators in.
func (s *numberSymbols) layout(p *subPicture, text string) string {
	integer, fraction, _ := strings.Cut(text, ".")
	integer = strings.TrimLeft(integer, s.zero)
	fraction = strings.TrimRight(fraction, s.zero)
	integer = strings.Repeat(s.zero, max(p.minInteger-ecma.CountRunes(integer), 0)) + integer
	fraction += strings.Repeat(s.zero, max(p.minFraction-ecma.CountRunes(fraction), 0))
	digits := ecma.Runes(integer + s.decimal + fraction)
	point := ecma.CountRunes(integer)
	if p.regular > 0 {
		for i := 1; i <= (point-1)/p.regular; i++ {
			digits = insertRunes(digits, point-i*p.regular, s.grouping)
		}
	} else {
		for i, position := range p.integerGroups {
			digits = insertRunes(digits, point+i-position, s.grouping)
		}
	}
	point = ecma.CountRunes(strings.SplitN(string(digits), s.decimal, 2)[0])
	for _, position := range p.fractionGroups {
		digits = insertRunes(digits, min(position+point+1, len(digits)), s.grouping)
	}
	if !strings.Contains(p.text, s.decimal) || point == len(digits)-1 {
		digits = digits[:len(digits)-1]
	}
	return string(digits)
}

// insertRunes puts text at a place, which counts from the end when it is negative.
func insertRunes(digits []rune, at int, text string) []rune {
	if at < 0 {
		at = max(at+len(digits), 0)
	}
	out := append(make([]rune, 0, len(digits)+1), digits[:at]...)
	return append(append(out, ecma.Runes(text)...), digits[at:]...)
}
