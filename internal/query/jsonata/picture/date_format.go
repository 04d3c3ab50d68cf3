package picture

import (
	"math"
	"strings"

	"github.com/aslcheck/aslcheck/internal/query/jsonata/ecma"
	"github.com/aslcheck/aslcheck/value"
)

// datePart is a literal text or a marker of a picture of a date.
type datePart struct {
	literal   string
	component byte // 0 for a literal
	names     letterCase
	named     bool
	zulu      bool // a t behind the presentation: Z for no offset
	width     widths
	integer   *intPicture
	cut       int // digits of a year to keep; -1 for all
}

// widths are the bounds of a marker; -1 where there is none.
type widths struct{ least, most int }

// defaultPresentation is how a component is written when its marker does not say.
var defaultPresentation = map[byte]string{
	'Y': "1", 'M': "1", 'D': "1", 'd': "1", 'F': "n", 'W': "1", 'w': "1", 'X': "1", 'x': "1", 'H': "1", 'h': "1",
	'P': "n", 'm': "01", 's': "01", 'f': "1", 'Z': "01:01", 'z': "01:01", 'C': "n", 'E': "n",
}

// parseDatePicture takes a picture of a date apart.
func parseDatePicture(picture string) ([]datePart, *Error) {
	var parts []datePart
	literal := func(text string) {
		if text != "" {
			parts = append(parts, datePart{literal: strings.ReplaceAll(text, "]]", "]")})
		}
	}
	start := 0
	for i := 0; i < len(picture); i++ {
		if picture[i] != '[' {
			continue
		}
		literal(picture[start:i])
		if strings.HasPrefix(picture[i+1:], "[") {
			parts = append(parts, datePart{literal: "["})
			i++
			start = i + 1
			continue
		}
		end := strings.IndexByte(picture[i:], ']')
		if end < 0 {
			return nil, &Error{Code: "D3135"}
		}
		part, err := parseMarker(strings.Join(strings.Fields(picture[i+1:i+end]), ""))
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
		i += end
		start = i + 1
	}
	literal(picture[start:])
	return parts, nil
}

// parseMarker reads what stands between brackets: component, presentation and widths.
func parseMarker(marker string) (datePart, *Error) {
	part := datePart{width: widths{-1, -1}, cut: -1}
	if marker == "" {
		return part, &Error{Code: "D3132", Value: value.String("")}
	}
	part.component = marker[0]
	presentation := marker[1:]
	if comma := strings.LastIndexByte(marker, ','); comma >= 0 {
		presentation = marker[min(1, comma):comma]
		least, most, ranged := strings.Cut(marker[comma+1:], "-")
		part.width.least = parseWidth(least)
		if ranged {
			part.width.most = parseWidth(most)
		}
	}
	modifier := byte(0)
	switch n := len(presentation); {
	case n == 0:
		presentation = defaultPresentation[part.component]
	case n > 1 && strings.IndexByte("atco", presentation[n-1]) >= 0:
		modifier, presentation = presentation[n-1], presentation[:n-1]
	}
	if presentation == "" {
		return part, &Error{Code: "D3132", Value: value.String(string(rune(part.component)))}
	}
	part.zulu = modifier == 't'
	return part, part.present(presentation, modifier)
}

// parseWidth reads a width; -1 where there is none.
func parseWidth(text string) int {
	n := ecma.ParseInt(text)
	if n != n || n < 0 || n > maxPictureDigits {
		return -1
	}
	return int(n)
}

// present sets how the component is written.
func (p *datePart) present(presentation string, modifier byte) *Error {
	var err *Error
	switch {
	case presentation[0] == 'n':
		p.named = true
	case presentation[0] == 'N':
		p.named, p.names = true, caseUpper
		if strings.HasPrefix(presentation, "Nn") {
			p.names = caseTitle
		}
	case strings.IndexByte("YMDdFWwXxHhmsf", p.component) >= 0:
		pattern := presentation
		if modifier != 0 {
			pattern += ";" + string(rune(modifier))
		}
		if p.integer, err = parseIntPicture(pattern); err != nil {
			return err
		}
		p.fit()
	}
	if p.component == 'Z' || p.component == 'z' {
		p.integer, err = parseIntPicture(presentation)
	}
	return err
}

// fit applies the widths to the picture of the integer.
func (p *datePart) fit() {
	if p.integer.numbering == inDecimal {
		p.integer.mandatory = max(p.integer.mandatory, p.width.least)
	}
	if strings.IndexByte("YMD", p.component) < 0 {
		return
	}
	if p.width.most >= 0 {
		p.cut = p.width.most
		p.integer.mandatory = p.cut
	} else if w := p.integer.mandatory + p.integer.optional; w >= 2 {
		p.cut = w
	}
	p.integer.width = max(p.cut, 0)
}

// zone is an offset from UTC in hours and minutes.
type zone struct{ hours, minutes float64 }

// parseZone reads an offset such as +0530. The minutes of a negative one are negative, and its hours one too low, as
// the reference has them.
func parseZone(text string) zone {
	offset := ecma.ParseInt(text)
	return zone{math.Floor(offset / 100), math.Mod(offset, 100)}
}

// maxMillis is as far from 1970 as a date may be.
const maxMillis = 8.64e15

// FormatTime writes a time, in milliseconds since 1970, by a picture such as ISO in a time zone such as UTC.
func FormatTime(millis float64, picture, timezone string) (string, *Error) {
	parts, err := parseDatePicture(picture)
	if err != nil {
		return "", err
	}
	z := parseZone(timezone)
	local := millis + (60*z.hours+z.minutes)*60*1000
	if !(math.Abs(local) <= maxMillis) {
		return "", &Error{Code: "D3110", Value: value.Float(millis)}
	}
	d := newDate(local)
	var b strings.Builder
	for i := range parts {
		text, err := parts[i].format(d, z)
		if err != nil {
			return "", err
		}
		b.WriteString(text)
	}
	return b.String(), nil
}

// format writes one part.
func (p *datePart) format(d date, z zone) (string, *Error) {
	switch p.component {
	case 0:
		return p.literal, nil
	case 'Z', 'z':
		return p.formatZone(z)
	case 'P':
		text := "am"
		if d.hour() >= 12 {
			text = "pm"
		}
		if p.named && p.names == caseUpper {
			text = strings.ToUpper(text)
		}
		return text, nil
	case 'C', 'E':
		return "ISO", nil
	}
	n := d.fragment(p.component)
	if n != n {
		return "undefined", nil // the reference writes out what it does not know
	}
	if p.named {
		return p.formatName(int(n))
	}
	if p.component == 'Y' && p.cut >= 0 {
		n = math.Mod(n, math.Pow(10, float64(p.cut)))
	}
	return p.integer.format(n)
}

var (
	dayNames   = [...]string{"", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
	monthNames = [...]string{
		"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
		"December",
	}
)

func (p *datePart) formatName(n int) (string, *Error) {
	name := ""
	switch p.component {
	case 'M', 'x':
		name = monthNames[n-1]
	case 'F':
		name = dayNames[n]
	default:
		return "", &Error{Code: "D3133", Value: value.String(string(rune(p.component)))}
	}
	switch p.names {
	case caseUpper:
		name = strings.ToUpper(name)
	case caseLower:
		name = strings.ToLower(name)
	}
	if p.width.most >= 0 && len(name) > p.width.most {
		name = name[:p.width.most]
	}
	return name, nil
}

func (p *datePart) formatZone(z zone) (string, *Error) {
	offset := z.hours*100 + z.minutes
	text := ""
	var err *Error
	switch digits := p.integer.mandatory; {
	case p.integer.regular > 0 || digits == 3 || digits == 4:
		text, err = p.integer.format(offset)
	case digits == 1 || digits == 2:
		if text, err = p.integer.format(z.hours); err == nil && z.minutes != 0 {
			two := intPicture{zero: '0', mandatory: 2}
			minutes := ""
			minutes, err = two.format(z.minutes)
			text += ":" + minutes
		}
	default:
		return "", &Error{Code: "D3134", Value: value.Float(float64(digits))}
	}
	if offset >= 0 {
		text = "+" + text
	}
	if p.component == 'z' {
		text = "GMT" + text
	}
	if offset == 0 && p.zulu {
		text = "Z"
	}
	return text, err
}
