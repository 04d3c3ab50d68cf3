package jsonata

import (
	"strings"
	"sync"
	"time"
	"unicode/utf16"

	"github.com/dlclark/regexp2"

	"github.com/aslcheck/aslcheck/internal/query/jsonata/ecma"
	"github.com/aslcheck/aslcheck/value"
)

// Limits of regular expressions.
const (
	regexTimeout  = 500 * time.Millisecond // of one match
	maxRegexInput = 1 << 20                // units of the text that is searched
)

// regex is a regular expression as ECMAScript knows it: it sees texts as UTF-16 units.
type regex struct {
	source, flags string

	once   sync.Once
	engine *regexp2.Regexp
	fault  error
}

// newRegex checks a pattern. One that is plainly right is compiled when it is first used.
func newRegex(pattern, flags string) (*regex, error) {
	r := &regex{source: pattern, flags: flags}
	if plainPattern(pattern) {
		return r, nil
	}
	_, err := r.compiled()
	return r, err
}

// compiled returns the engine, making it at the first call.
func (r *regex) compiled() (*regexp2.Regexp, error) {
	r.once.Do(func() {
		options := regexp2.RegexOptions(regexp2.ECMAScript)
		if strings.Contains(r.flags, "i") {
			options |= regexp2.IgnoreCase
		}
		if strings.Contains(r.flags, "m") {
			options |= regexp2.Multiline
		}
		r.engine, r.fault = regexp2.Compile(javaBlanks(unitPattern(r.source)), options)
		if r.fault == nil {
			r.engine.MatchTimeout = regexTimeout
		}
	})
	return r.engine, r.fault
}

// plainPattern reports whether a pattern is made of letters, digits, spaces, dots, simple classes and their repetition
// alone, so that it needs no compiler to see that it is right.
func plainPattern(pattern string) bool {
	atom := false // something stands before that may be repeated
	for i := 0; i < len(pattern); i++ {
		switch c := pattern[i]; {
		case c == '^' && i == 0 || c == '$' && i == len(pattern)-1:
			atom = false
		case c == '*' || c == '+' || c == '?':
			if !atom {
				return false
			}
			atom = false
		case c == '\\':
			i++
			if i >= len(pattern) || strings.IndexByte(`dDwWsS./\-`, pattern[i]) < 0 {
				return false
			}
			atom = true
		case c == '[':
			width := plainClass(pattern[i:])
			if width == 0 {
				return false
			}
			i += width - 1
			atom = true
		case c == '.' || c == ' ' || c == '-' || c == '_' || c == '/' || c == ':' || c == ',' || alphanumeric(c):
			atom = true
		default:
			return false
		}
	}
	return true
}

func alphanumeric(c byte) bool {
	return isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// plainClass returns the width of a class of letters, digits and their ranges; 0 for any other.
func plainClass(s string) int {
	i := 1
	if strings.HasPrefix(s[i:], "^") {
		i++
	}
	for ; i < len(s) && s[i] != ']'; i++ {
		if !alphanumeric(s[i]) {
			return 0
		}
		if i+2 < len(s) && s[i+1] == '-' {
			if !alphanumeric(s[i+2]) || s[i+2] < s[i] {
				return 0
			}
			i += 2
		}
	}
	if i >= len(s) || s[i-1] == '[' || s[i-1] == '^' {
		return 0
	}
	return i + 1
}

// unitPattern writes characters beyond the basic plane as two escaped units.
func unitPattern(pattern string) string {
	if strings.IndexFunc(pattern, func(r rune) bool { return r > ecma.MaxUnit }) < 0 {
		return pattern
	}
	var b strings.Builder
	for _, r := range pattern {
		if r <= ecma.MaxUnit {
			b.WriteRune(r)
			continue
		}
		high, low := utf16.EncodeRune(r)
		for _, unit := range [...]rune{high, low} {
			b.WriteString(`\u`)
			for shift := 12; shift >= 0; shift -= 4 {
				b.WriteByte("0123456789ABCDEF"[unit>>shift&0xF])
			}
		}
	}
	return b.String()
}

// Blanks are those of Java (measured), which are fewer than those of ECMAScript.
const (
	javaBlank    = ` \t\n\x0B\f\r`
	javaNonBlank = `\x00-\x08\x0E-\x1F\x21-\uFFFF`
)

// javaBlanks writes \s and \S as the characters that they mean in Java.
func javaBlanks(pattern string) string {
	if !strings.Contains(pattern, `\s`) && !strings.Contains(pattern, `\S`) {
		return pattern
	}
	var b strings.Builder
	inClass := false
	for i := 0; i < len(pattern); i++ {
		c := pattern[i]
		if c == '\\' && i+1 < len(pattern) {
			i++
			set := map[byte]string{'s': javaBlank, 'S': javaNonBlank}[pattern[i]]
			switch {
			case set == "":
				b.WriteString(pattern[i-1 : i+1])
			case inClass:
				b.WriteString(set)
			default:
				b.WriteString("[" + set + "]")
			}
			continue
		}
		inClass = c == '[' || inClass && c != ']'
		b.WriteByte(c)
	}
	return b.String()
}

// finding is one match; offsets count units. A group that took no part is absent.
type finding struct {
	start, end int
	text       string
	groups     []value.Value
}

// find searches from unit offset from on; nil without a match.
func (r *regex) find(units []rune, from int) (*finding, *Error) {
	if len(units) > maxRegexInput {
		return nil, &Error{Code: CodeLimit, Offset: -1, Token: tokenSize}
	}
	if from > len(units) {
		return nil, nil
	}
	engine, err := r.compiled()
	if err != nil {
		return nil, &Error{Code: "S0303", Offset: -1, Token: r.source, Value: value.String(err.Error())}
	}
	m, err := engine.FindRunesMatchStartingAt(units, from)
	if err != nil {
		return nil, &Error{Code: CodeLimit, Offset: -1, Token: tokenTime}
	}
	if m == nil {
		return nil, nil
	}
	f := &finding{start: m.Index, end: m.Index + m.Length, text: ecma.UnitText(units[m.Index : m.Index+m.Length])}
	for i := 1; i < m.GroupCount(); i++ {
		group := m.GroupByNumber(i)
		if group == nil || len(group.Captures) == 0 {
			f.groups = append(f.groups, value.Undefined)
			continue
		}
		f.groups = append(f.groups, value.String(ecma.UnitText(units[group.Index:group.Index+group.Length])))
	}
	return f, nil
}

// value returns the function that a regular expression is: it takes a text and gives its first match.
func (r *regex) value(n *code) value.Value {
	f := &function{arity: 2, regex: r}
	f.native = func(c *call, args []value.Value) (value.Value, *Error) {
		units := ecma.Units(args[0].Text())
		return r.matchFrom(c, n, units, int(args[1].Float()))
	}
	return value.Opaque(f)
}

// matchFrom returns the object that describes a match, with next to go on.
func (r *regex) matchFrom(c *call, n *code, units []rune, from int) (value.Value, *Error) {
	if err := c.searching(0); err != nil {
		return value.Undefined, err
	}
	found, err := r.find(units, max(from, 0))
	if err != nil || found == nil {
		return value.Undefined, err
	}
	next := native(0, func(c *call, _ []value.Value) (value.Value, *Error) {
		return r.next(c, n, units, found)
	})
	return value.Object(
		value.Member{Key: "match", Value: value.String(found.text)},
		value.Member{Key: "start", Value: value.Float(float64(found.start))},
		value.Member{Key: "end", Value: value.Float(float64(found.end))},
		value.Member{Key: "groups", Value: value.Array(found.groups...)},
		value.Member{Key: "next", Value: next},
	), nil
}

func (r *regex) next(c *call, n *code, units []rune, last *finding) (value.Value, *Error) {
	if last.end >= len(units) {
		return value.Undefined, nil
	}
	v, err := r.matchFrom(c, n, units, last.end)
	if err == nil {
		if text, ok := v.Get("match"); ok && text.Text() == "" {
			return v, &Error{Code: "D1004", Offset: int(n.at), Value: value.String(r.source)}
		}
	}
	return v, err
}

// contains reports whether the expression matches anywhere.
func (r *regex) contains(text string) (bool, *Error) {
	if len(text) > maxRegexInput {
		return false, &Error{Code: CodeLimit, Offset: -1, Token: tokenSize}
	}
	engine, err := r.compiled()
	if err != nil {
		return false, &Error{Code: "S0303", Offset: -1, Token: r.source, Value: value.String(err.Error())}
	}
	var ok bool
	if ecma.IsASCII(text) {
		ok, err = engine.MatchString(text)
	} else {
		ok, err = engine.MatchRunes(ecma.Units(text))
	}
	if err != nil {
		return false, &Error{Code: CodeLimit, Offset: -1, Token: tokenTime}
	}
	return ok, nil
}
