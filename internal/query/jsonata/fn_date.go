package jsonata

import (
	"math"
	"regexp"
	"strconv"

	"github.com/aslcheck/aslcheck/value"
)

func (ev *evaluation) nowMillis() float64 { return float64(ev.env.Now.UnixMilli()) }

func fnNow(c *call, args []value.Value) (value.Value, *Error) {
	return formatDate(c, c.nowMillis(), args[0], args[1])
}

func fnMillis(c *call, _ []value.Value) (value.Value, *Error) {
	return value.Float(c.nowMillis()), nil
}

func fnFromMillis(c *call, args []value.Value) (value.Value, *Error) {
	if args[0].IsUndefined() {
		return value.Undefined, nil
	}
	return formatDate(c, args[0].Float(), args[1], args[2])
}

func fnToMillis(c *call, args []value.Value) (value.Value, *Error) {
	if args[0].IsUndefined() {
		return value.Undefined, nil
	}
	if !args[1].IsUndefined() {
		return parseDate(args[0].Text(), args[1].Text(), newDate(c.nowMillis()))
	}
	text := args[0].Text()
	if !looksISO.MatchString(text) {
		return value.Undefined, &Error{Code: "D3110", Offset: -1, Value: args[0]}
	}
	return value.Float(parseISO(text)), nil
}

var (
	// looksISO is what is let through: parts may repeat, which then makes no time.
	looksISO = regexp.MustCompile(`^\d{4}(-[01]\d)*(-[0-3]\d)*(T[0-2]\d:[0-5]\d:[0-5]\d)*(\.\d+)?([+-][0-2]\d:?[0-5]\d|Z)?$`)
	isoParts = regexp.MustCompile(`^(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?)?(?:(Z)|([+-])(\d\d):?(\d\d))?$`)
)

// parseISO reads an ISO 8601 time; NaN for what looks like one and is none.
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
