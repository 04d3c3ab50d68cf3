package picture

import (
	"math"
	"strings"
)

var (
	smallNumbers = [...]string{
		"Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve",
		"Thirteen", "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen",
	}
	smallOrdinals = [...]string{
		"Zeroth", "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth",
		"Eleventh", "Twelfth", "Thirteenth", "Fourteenth", "Fifteenth", "Sixteenth", "Seventeenth", "Eighteenth",
		"Nineteenth",
	}
	tensNames = [...]string{"Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety"}
	bigNames  = [...]string{"Thousand", "Million", "Billion", "Trillion"}
)

// toWords writes an integer in English.
func toWords(n float64, ordinal bool) string { return words(n, false, ordinal) }

// words writes a part of a number; follows says that something stands before it.
func words(n float64, follows, ordinal bool) string {
	joint := func(text string) string {
		if follows {
			return text
		}
		return ""
	}
	switch {
	case n != n:
		return "NaN"
	case n < 20 && ordinal:
		return joint(" and ") + smallOrdinals[int(n)]
	case n < 20:
		return joint(" and ") + smallNumbers[int(n)]
	case n < 100:
		return joint(" and ") + tens(n, ordinal)
	case n < 1000:
		return joint(", ") + smallNumbers[int(n/100)] + " Hundred" + rest(math.Mod(n, 100), ordinal)
	default:
		size := 0
		for size < len(bigNames)-1 && n >= math.Pow(1000, float64(size+2)) {
			size++
		}
		factor := math.Pow(1000, float64(size+1))
		count := math.Floor(n / factor)
		return joint(", ") + words(count, false, false) + " " + bigNames[size] + rest(n-count*factor, ordinal)
	}
}

// rest writes what follows the hundreds or thousands.
func rest(n float64, ordinal bool) string {
	switch {
	case n > 0:
		return words(n, true, ordinal)
	case ordinal:
		return "th"
	default:
		return ""
	}
}

func tens(n float64, ordinal bool) string {
	name := tensNames[int(n/10)-2]
	switch ones := math.Mod(n, 10); {
	case ones > 0:
		return name + "-" + words(ones, false, ordinal)
	case ordinal:
		return strings.TrimSuffix(name, "y") + "ieth"
	default:
		return name
	}
}

// wordValues holds what each word of a number is worth, in small letters.
var wordValues = makeWordValues()

func makeWordValues() map[string]float64 {
	worth := map[string]float64{"hundred": 100, "hundredth": 100, "hundreieth": 100}
	for i := range smallNumbers {
		worth[strings.ToLower(smallNumbers[i])] = float64(i)
		worth[strings.ToLower(smallOrdinals[i])] = float64(i)
	}
	for i, name := range tensNames {
		name = strings.ToLower(name)
		worth[name] = float64(i+2) * 10
		worth[strings.TrimSuffix(name, "y")+"ieth"] = float64(i+2) * 10
	}
	for i, name := range bigNames {
		name = strings.ToLower(name)
		worth[name] = math.Pow(1000, float64(i+1))
		worth[name+"th"] = worth[name]
	}
	return worth
}

// fromWords reads a number in English; unknown words give NaN.
func fromWords(text string) float64 {
	segments := []float64{0}
	for _, word := range splitWords(text) {
		worth, known := wordValues[word]
		last := len(segments) - 1
		switch {
		case !known:
			segments[last] = math.NaN()
		case worth >= 100:
			segments[last] *= worth
		case segments[last] >= 1000:
			segments = append(segments, worth)
		default:
			segments[last] += worth
		}
	}
	sum := 0.0
	for _, s := range segments {
		sum += s
	}
	return sum
}

// splitWords cuts at a comma with a space, at the word and, at white space, hyphens and backslashes.
func splitWords(text string) []string {
	var out []string
	start := 0
	for i := 0; i < len(text); {
		width := 0
		switch {
		case text[i] == ',' && i+1 < len(text) && isBlank(text[i+1]):
			width = 2
		case isBlank(text[i]) && strings.HasPrefix(text[i+1:], "and") && i+4 < len(text) && isBlank(text[i+4]):
			width = 5
		case isBlank(text[i]) || text[i] == '-' || text[i] == '\\':
			width = 1
		}
		if width == 0 {
			i++
			continue
		}
		out = append(out, text[start:i])
		i += width
		start = i
	}
	return append(out, text[start:])
}

func isBlank(c byte) bool { return strings.IndexByte(" \t\n\r\v\f", c) >= 0 }
