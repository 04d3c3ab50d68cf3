package picture

import (
	"math"
	"strings"

	"github.com/aslcheck/aslcheck/internal/query/jsonata/ecma"
	"github.com/aslcheck/aslcheck/value"
)

// ParseInteger reads an integer that FormatInteger writes by the picture; NaN for a text that does not fit.
func ParseInteger(text, picture string) (float64, *Error) {
	p, err := parseIntPicture(picture)
	if err != nil {
		return 0, err
	}
	if p.numbering == inSequence {
		return 0, &Error{Code: "D3130", Value: value.String(p.token)}
	}
	return p.parse(text), nil
}

// parse reads an integer; what is none gives NaN.
func (p *intPicture) parse(text string) float64 {
	switch p.numbering {
	case inLetters:
		return fromLetters(text, p.letters == caseUpper)
	case inRoman:
		return fromRoman(strings.ToUpper(text))
	case inWords:
		return fromWords(ecma.Lower(text))
	default:
		return p.parseDecimal(text)
	}
}

func (p *intPicture) parseDecimal(text string) float64 {
	if p.ordinal {
		text = text[:max(len(text)-2, 0)]
	}
	if p.regular > 0 {
		text = strings.ReplaceAll(text, ",", "")
	} else {
		for _, s := range p.separators {
			text = strings.ReplaceAll(text, s.text, "")
		}
	}
	if p.zero != '0' {
		text = strings.Map(func(r rune) rune { return r - p.zero + '0' }, text)
	}
	return ecma.ParseInt(text)
}

func fromLetters(text string, upper bool) float64 {
	first := 'a'
	if upper {
		first = 'A'
	}
	units := ecma.Units(text)
	n := 0.0
	for i := range units {
		n += float64(units[len(units)-1-i]-first+1) * math.Pow(26, float64(i))
	}
	return n
}

func fromRoman(text string) float64 {
	n, largest := 0.0, 1.0
	for i := len(text) - 1; i >= 0; i-- {
		worth := map[byte]float64{'M': 1000, 'D': 500, 'C': 100, 'L': 50, 'X': 10, 'V': 5, 'I': 1}[text[i]]
		switch {
		case worth == 0:
			return math.NaN()
		case worth < largest:
			n -= worth
		default:
			largest = worth
			n += worth
		}
	}
	return n
}
