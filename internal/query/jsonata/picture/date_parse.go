package picture

import (
	"math"
	"regexp"
	"strings"

	"github.com/aslcheck/aslcheck/internal/query/jsonata/ecma"
	"github.com/aslcheck/aslcheck/value"
)

// reading is how a part of a picture is read: what it looks like and what it means.
type reading struct {
	pattern   string
	component byte
	parse     func(text string) float64 // nil for a literal
}

// reading returns how the part is read.
func (p *datePart) reading() (reading, *Error) {
	switch {
	case p.component == 0:
		return reading{pattern: regexp.QuoteMeta(p.literal)}, nil
	case p.component == 'Z' || p.component == 'z':
		return p.zoneReading(), nil
	case p.integer != nil:
		pattern, err := p.integer.pattern()
		return reading{pattern, p.component, p.integer.parse}, err
	default:
		return p.nameReading()
	}
}

// pattern is what an integer in the picture looks like.
func (p *intPicture) pattern() (string, *Error) {
	switch p.numbering {
	case inLetters:
		return "[a-z]+", nil
	case inRoman:
		return "[mdclxvi]+", nil
	case inWords:
		return wordPattern, nil
	case inSequence:
		return "", &Error{Code: "D3130", Value: value.String(p.token)}
	}
	pattern := "[0-9]+"
	if p.width > 0 && p.width <= maxRepeat {
		pattern = "[0-9]{" + ecma.NumberText(float64(max(p.width-p.optional, 0))) + "," + ecma.NumberText(float64(p.width)) + "}"
	}
	if p.ordinal {
		pattern += "(?:th|st|nd|rd)"
	}
	return pattern, nil
}

// maxRepeat is the largest count that the regular expressions of the library take.
const maxRepeat = 1000

var wordPattern = "(?:" + strings.Join(wordAlternatives(), "|") + ")+"

// wordAlternatives lists the words of numbers, in an order that does not matter as they may be cut anywhere.
func wordAlternatives() []string {
	out := []string{"and", `[\-, ]`}
	for i := range smallNumbers {
		out = append(out, strings.ToLower(smallNumbers[i]), strings.ToLower(smallOrdinals[i]))
	}
	for _, name := range tensNames {
		name = strings.ToLower(name)
		out = append(out, name, strings.TrimSuffix(name, "y")+"ieth")
	}
	for _, name := range append([]string{"Hundred"}, bigNames[:]...) {
		name = strings.ToLower(name)
		out = append(out, name+"th", name)
	}
	return out
}

func (p *datePart) zoneReading() reading {
	r := reading{pattern: "[-+][0-9]+", component: p.component}
	mark := ""
	if p.integer.regular > 0 {
		mark = p.integer.separators[0].text
		r.pattern += regexp.QuoteMeta(mark) + "[0-9]+"
	}
	if p.component == 'z' {
		r.pattern = "GMT" + r.pattern
	}
	r.parse = func(text string) float64 {
		if p.component == 'z' {
			text = text[3:]
		}
		if mark != "" {
			hours, minutes, _ := strings.Cut(text, mark)
			return ecma.ParseInt(hours)*60 + ecma.ParseInt(minutes)
		}
		if len(text) <= 3 {
			return ecma.ParseInt(text) * 60
		}
		return ecma.ParseInt(text[:3])*60 + ecma.ParseInt(text[3:])
	}
	return r
}

func (p *datePart) nameReading() (reading, *Error) {
	names := map[string]float64{}
	add := func(list []string, from int) {
		for i, name := range list {
			if p.width.most > 0 && len(name) > p.width.most {
				name = name[:p.width.most]
			}
			if _, taken := names[name]; name != "" && (!taken || i > 0) {
				names[name] = float64(i + from)
			}
		}
	}
	switch p.component {
	case 'M', 'x':
		add(monthNames[:], 1)
	case 'F':
		add(dayNames[:], 0)
	case 'P':
		names = map[string]float64{"am": 0, "AM": 0, "pm": 1, "PM": 1}
	default:
		return reading{}, &Error{Code: "D3133", Value: value.String(string(rune(p.component)))}
	}
	return reading{"[a-zA-Z]+", p.component, func(text string) float64 {
		if n, ok := names[text]; ok {
			return n
		}
		return unread
	}}, nil
}

// unread stands for a component that was there but told nothing. No component is infinite otherwise.
var unread = math.Inf(1)

// ParseTime reads a time by a picture, in milliseconds since 1970, and takes from now what the picture leaves out before
// its first component. It returns false for a text that does not fit the picture, and NaN for a time out of range.
func ParseTime(text, picture string, now float64) (millis float64, ok bool, err *Error) {
	parts, err := parseDatePicture(picture)
	if err != nil {
		return 0, false, err
	}
	readings := make([]reading, len(parts))
	var pattern strings.Builder
	pattern.WriteString("(?i)^")
	for i := range parts {
		if readings[i], err = parts[i].reading(); err != nil {
			return 0, false, err
		}
		pattern.WriteString("(" + readings[i].pattern + ")")
	}
	re, fault := regexp.Compile(pattern.String() + "$")
	if fault != nil {
		return 0, false, &Error{Code: CodeTooLarge}
	}
	found := re.FindStringSubmatch(text)
	if found == nil {
		return 0, false, nil
	}
	read := dateReading{}
	dated := false
	for i, r := range readings {
		if r.parse != nil {
			dated = true
			if n := r.parse(found[i+1]); n != unread {
				read[r.component] = n
			} else {
				delete(read, r.component)
			}
		}
	}
	if !dated {
		return 0, false, nil
	}
	millis, err = read.resolve(newDate(now))
	return millis, err == nil, err
}

// dateReading holds the components that were read.
type dateReading map[byte]float64

// has sets a bit for each component that is there and not zero.
func (r dateReading) has(components string) int {
	mask := 0
	for i := range len(components) {
		mask <<= 1
		if n := r[components[i]]; n != 0 && n == n {
			mask++
		}
	}
	return mask
}

// fits reports whether all components of mask are of the kind, and some are.
func fits(mask, kind int) bool { return mask&^kind == 0 && mask&kind != 0 }

// The kinds of dates and times by the components they have, in the order YXMxWwdD and PHhmsf.
const (
	dateMonthDay  = 0b10100001
	dateDayOfYear = 0b10000010
	dateMonthWeek = 0b01010100
	dateWeek      = 0b01001000
	time24        = 0b010111
	time12        = 0b101111
)

// resolve finds the time that the components name. What is missing before the first one is taken from now, what is
// missing behind the last one is the least possible, and there must be no gap between.
func (r dateReading) resolve(now date) (float64, *Error) {
	dates, times := r.has("YXMxWwdD"), r.has("PHhmsf")
	dayOfYear := !fits(dates, dateMonthDay) && fits(dates, dateDayOfYear)
	monthWeek := fits(dates, dateMonthWeek)
	week := !monthWeek && fits(dates, dateWeek)
	half := !fits(times, time24) && fits(times, time12)
	components := "YMD"
	switch {
	case dayOfYear:
		components = "YD"
	case monthWeek:
		components = "XxwF"
	case week:
		components = "XWF"
	}
	if half {
		components += "Phmsf"
	} else {
		components += "Hmsf"
	}
	if err := r.complete(components, now); err != nil {
		return 0, err
	}
	if monthWeek || week {
		return 0, &Error{Code: "D3136"}
	}
	return r.millis(dayOfYear, half), nil
}

func (r dateReading) complete(components string, now date) *Error {
	started, ended := false, false
	for i := range len(components) {
		c := components[i]
		_, ok := r[c]
		switch {
		case ok && ended:
			return &Error{Code: "D3136"}
		case ok:
			started = true
		case !started:
			r[c] = now.fragment(c)
		default:
			ended = true
			r[c] = 0
			if c == 'M' || c == 'D' || c == 'd' {
				r[c] = 1
			}
		}
	}
	return nil
}

func (r dateReading) millis(dayOfYear, half bool) float64 {
	month, day := 0.0, math.NaN()
	if r['M'] > 0 {
		month = r['M'] - 1
	}
	if d, ok := r['D']; ok {
		day = d
	}
	if dayOfYear {
		month, day = 0, r['d'] // days beyond January run on into the year
	}
	hour := r['H']
	if half {
		hour = r['h']
		if hour == 12 {
			hour = 0
		}
		if r['P'] == 1 {
			hour += 12
		}
	}
	millis := utcMillis(r['Y'], month, day) + ((hour*60+r['m'])*60+r['s'])*1000 + r['f']
	offset := r['Z']
	if offset == 0 || offset != offset {
		offset = r['z']
	}
	if offset != 0 && offset == offset {
		millis -= offset * 60 * 1000
	}
	if !(math.Abs(millis) <= maxMillis) {
		return math.NaN()
	}
	return millis
}
