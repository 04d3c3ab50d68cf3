package picture

import (
	"math"
	"regexp"
	"strconv"
)

var (
	// looksISO is what is let through: parts may repeat, which then makes no time.
	looksISO = regexp.MustCompile(`^\d{4}(-[01]\d)*(-[0-3]\d)*(T[0-2]\d:[0-5]\d:[0-5]\d)*(\.\d+)?([+-][0-2]\d:?[0-5]\d|Z)?$`)
	isoParts = regexp.MustCompile(`^(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?)?(?:(Z)|([+-])(\d\d):?(\d\d))?$`)
)

// ParseISO reads an ISO 8601 time in milliseconds, NaN for what looks like one and is none. It returns false for a text
// that does not even look like one.
func ParseISO(text string) (millis float64, ok bool) {
	if !looksISO.MatchString(text) {
		return 0, false
	}
	return parseISO(text), true
}

func parseISO(text string) float64 {
	m := isoParts.FindStringSubmatch(text)
	if m == nil {
		return math.NaN()
	}
	number := func(i int, missing float64) float64 {
		if m[i] == "" {
			return missing
		}
		f, _ := strconv.ParseFloat(m[i], 64)
		return f
	}
	month, day := number(2, 1), number(3, 1)
	hour, minute, second := number(4, 0), number(5, 0), number(6, 0)
	if month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || hour == 24 && minute+second > 0 {
		return math.NaN()
	}
	millis := 0.0
	if m[7] != "" {
		millis, _ = strconv.ParseFloat((m[7] + "00")[:3], 64)
	}
	year := number(1, 0)
	start := utcMillis(year+400, month-1, day) - daysIn400Years*millisInDay // years below 100 are meant as they are
	offset := (number(10, 0)*60 + number(11, 0)) * 60 * 1000
	if m[9] == "-" {
		offset = -offset
	}
	return start + ((hour*60+minute)*60+second)*1000 + millis - offset
}

// daysIn400Years is how long the calendar takes to repeat.
const daysIn400Years = 146_097
