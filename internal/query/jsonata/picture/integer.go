package picture

import (
	"math"
	"strings"

	"github.com/aslcheck/aslcheck/internal/query/jsonata/ecma"
	"github.com/aslcheck/aslcheck/value"
)

// numbering is how a picture writes an integer.
type numbering uint8

const (
	inDecimal numbering = iota
	inLetters
	inRoman
	inWords
	inSequence // a sequence the engine does not know
)

// letterCase is how letters are written.
type letterCase uint8

const (
	caseLower letterCase = iota
	caseUpper
	caseTitle
)

// intPicture is a picture of an integer, taken apart.
type intPicture struct {
	numbering  numbering
	letters    letterCase
	ordinal    bool
	zero       rune // the digit zero of its family
	mandatory  int
	optional   int
	regular    int // distance between separators where that is the same throughout
	separators []separator
	token      string
	width      int // digits to expect when reading; 0 for any number
}

// separator stands so many digits from the right.
type separator struct {
	position int
	text     string
}

// FormatInteger writes an integer by a picture.
func FormatInteger(n float64, picture string) (string, *Error) {
	p, err := parseIntPicture(picture)
	if err != nil {
		return "", err
	}
	return p.format(n)
}

// digitFamilies are the zeros of the families of decimal digits.
var digitFamilies = [...]rune{
	0x30, 0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0DE6,
	0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40,
	0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10,
}

// parseIntPicture takes a picture of an integer apart.
func parseIntPicture(picture string) (*intPicture, *Error) {
	p := &intPicture{}
	primary := picture
	if i := strings.LastIndexByte(picture, ';'); i >= 0 {
		primary = picture[:i]
		p.ordinal = strings.HasPrefix(picture[i+1:], "o")
	}
	switch primary {
	case "A", "a":
		p.numbering = inLetters
	case "I", "i":
		p.numbering = inRoman
	case "W", "w", "Ww":
		p.numbering = inWords
	default:
		return p, p.digits(primary)
	}
	switch {
	case primary == "Ww":
		p.letters = caseTitle
	case primary[0] <= 'Z':
		p.letters = caseUpper
	}
	return p, nil
}

// digits reads a picture of digits from the right.
func (p *intPicture) digits(picture string) *Error {
	runes := ecma.Runes(picture)
	position := 0
	for i := len(runes) - 1; i >= 0; i-- {
		r := runes[i]
		zero := familyOf(r)
		switch {
		case zero != 0:
			if p.zero != 0 && p.zero != zero {
				return &Error{Code: "D3131"}
			}
			p.zero = zero
			p.mandatory++
			position++
		case r == '#':
			p.optional++
			position++
		default:
			p.separators = append(p.separators, separator{position, ecma.UnitText([]rune{r})})
			if r > ecma.MaxUnit {
				p.separators[len(p.separators)-1].text = string(r)
			}
		}
	}
	if p.mandatory == 0 {
		*p = intPicture{numbering: inSequence, token: picture, ordinal: p.ordinal}
		return nil
	}
	p.regular = regularDistance(p.separators)
	return nil
}

func familyOf(r rune) rune {
	for _, zero := range digitFamilies {
		if r >= zero && r <= zero+9 {
			return zero
		}
	}
	return 0
}

// regularDistance returns the distance of separators that are all alike and at its multiples; 0 otherwise.
func regularDistance(separators []separator) int {
	positions := make([]int, len(separators))
	for i, s := range separators {
		if s.text != separators[0].text {
			return 0
		}
		positions[i] = s.position
	}
	return commonFactor(positions)
}

// commonFactor returns the number whose first multiples the positions are; 0 when there is none.
func commonFactor(positions []int) int {
	if len(positions) == 0 {
		return 0
	}
	factor := positions[0]
	for _, p := range positions[1:] {
		a, b := factor, p
		for b != 0 {
			a, b = b, a%b
		}
		factor = a
	}
	for i := 1; i <= len(positions); i++ {
		found := false
		for _, p := range positions {
			found = found || p == i*factor
		}
		if !found {
			return 0
		}
	}
	return factor
}

// maxPictureDigits bounds what a picture can blow a number up to.
const maxPictureDigits = 1_000_000

// format writes an integer.
func (p *intPicture) format(f float64) (string, *Error) {
	n := math.Abs(f)
	if math.IsInf(n, 0) || p.mandatory > maxPictureDigits || p.numbering == inRoman && n > maxPictureDigits*100 {
		return "", &Error{Code: CodeTooLarge}
	}
	var text string
	switch p.numbering {
	case inLetters:
		text = toLetters(n, p.letters == caseUpper)
	case inRoman:
		text = toRoman(n)
	case inWords:
		text = toWords(n, p.ordinal)
	case inDecimal:
		text = p.decimal(n)
	default:
		return "", &Error{Code: "D3130", Value: value.String(p.token)}
	}
	switch {
	case p.numbering != inRoman && p.numbering != inWords:
	case p.letters == caseUpper:
		text = strings.ToUpper(text)
	case p.letters == caseLower:
		text = strings.ToLower(text)
	}
	if f < 0 {
		text = "-" + text
	}
	return text, nil
}

func (p *intPicture) decimal(n float64) string {
	text := ecma.NumberText(n)
	if missing := p.mandatory - len(text); missing > 0 {
		text = strings.Repeat("0", missing) + text
	}
	digits := []rune(text)
	if p.zero != '0' {
		for i := range digits {
			digits[i] += p.zero - '0'
		}
	}
	if p.regular > 0 {
		for i := (len(digits) - 1) / p.regular; i > 0; i-- {
			digits = insertUnits(digits, len(digits)-i*p.regular, p.separators[0].text)
		}
	} else {
		for i := len(p.separators) - 1; i >= 0; i-- {
			digits = insertUnits(digits, len(digits)-p.separators[i].position, p.separators[i].text)
		}
	}
	text = ecma.UnitText(digits)
	if p.ordinal {
		text += ordinalSuffix(digits)
	}
	return text
}

// insertUnits puts text at a place. A place before the start is counted from the end, and what is in front of it is
// lost: that is what the reference does with numbers shorter than their picture.
func insertUnits(digits []rune, at int, text string) []rune {
	head, tail := []rune(nil), digits
	if at >= 0 {
		head, tail = digits[:at], digits[at:]
	} else if len(digits)+at > 0 {
		tail = digits[len(digits)+at:]
	}
	out := make([]rune, 0, len(digits)+2)
	return append(append(append(out, head...), ecma.Units(text)...), tail...)
}

func ordinalSuffix(digits []rune) string {
	n := len(digits)
	if n > 1 && digits[n-2] == '1' {
		return "th"
	}
	switch digits[n-1] {
	case '1':
		return "st"
	case '2':
		return "nd"
	case '3':
		return "rd"
	default:
		return "th"
	}
}

func toLetters(n float64, upper bool) string {
	first := 'a'
	if upper {
		first = 'A'
	}
	var out []byte
	for n > 0 {
		out = append(out, byte(first)+byte(math.Mod(n-1, 26)))
		n = math.Floor((n - 1) / 26)
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return string(out)
}

var romanDigits = [...]struct {
	worth float64
	text  string
}{
	{1000, "m"},
	{900, "cm"},
	{500, "d"},
	{400, "cd"},
	{100, "c"},
	{90, "xc"},
	{50, "l"},
	{40, "xl"},
	{10, "x"},
	{9, "ix"},
	{5, "v"},
	{4, "iv"},
	{1, "i"},
}

func toRoman(n float64) string {
	var b strings.Builder
	for _, digit := range romanDigits {
		for n >= digit.worth {
			b.WriteString(digit.text)
			n -= digit.worth
		}
	}
	return b.String()
}
