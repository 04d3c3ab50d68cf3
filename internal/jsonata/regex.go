package jsonata

import (
	"strings"
	"time"
	"unicode/utf16"

	"github.com/dlclark/regexp2"

	"github.com/aslcheck/aslcheck/value"
)

// Limits of regular expressions.
const (
	regexTimeout  = 500 * time.Millisecond // of one match
	maxRegexInput = 1 << 20                // units of the text that is searched
)

// regex is a regular expression as ECMAScript knows it: it sees texts as UTF-16 units.
type regex struct {
	source string
	flags  string
	engine *regexp2.Regexp
}

func newRegex(pattern, flags string) (*regex, error) {
	options := regexp2.RegexOptions(regexp2.ECMAScript)
	if strings.Contains(flags, "i") {
		options |= regexp2.IgnoreCase
	}
	if strings.Contains(flags, "m") {
		options |= regexp2.Multiline
	}
	engine, err := regexp2.Compile(unitPattern(pattern), options)
	if err != nil {
		return nil, err
	}
	engine.MatchTimeout = regexTimeout
	return &regex{source: pattern, flags: flags, engine: engine}, nil
}

// unitPattern writes characters beyond the basic plane as two escaped units.
func unitPattern(pattern string) string {
	if strings.IndexFunc(pattern, func(r rune) bool { return r > maxUnit }) < 0 {
		return pattern
	}
	var b strings.Builder
	for _, r := range pattern {
		if r <= maxUnit {
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

// finding is one match; offsets count units. A group that took no part is absent.
type finding struct {
	start, end int
	text       string
	groups     []value.Value
}

// find searches from unit offset from on; nil without a match.
func (r *regex) find(units []rune, from int) (*finding, *Error) {
	if len(units) > maxRegexInput {
		return nil, &Error{Code: "U1001", Offset: -1, Token: tokenSize}
	}
	if from > len(units) {
		return nil, nil
	}
	m, err := r.engine.FindRunesMatchStartingAt(units, from)
	if err != nil {
		return nil, &Error{Code: "U1001", Offset: -1, Token: tokenTime}
	}
	if m == nil {
		return nil, nil
	}
	f := &finding{start: m.Index, end: m.Index + m.Length, text: unitText(units[m.Index : m.Index+m.Length])}
	for i := 1; i < m.GroupCount(); i++ {
		group := m.GroupByNumber(i)
		if group == nil || len(group.Captures) == 0 {
			f.groups = append(f.groups, value.Undefined)
			continue
		}
		f.groups = append(f.groups, value.String(unitText(units[group.Index:group.Index+group.Length])))
	}
	return f, nil
}

// value returns the function that a regular expression is: it takes a text and gives its first match.
func (r *regex) value(n *node) value.Value {
	f := &function{arity: 2, regex: r}
	f.native = func(c *call, args []value.Value) (value.Value, *Error) {
		units := textUnits(args[0].Text())
		return r.matchFrom(n, units, int(args[1].Float()))
	}
	return value.Opaque(f)
}

// matchFrom returns the object that describes a match, with next to go on.
func (r *regex) matchFrom(n *node, units []rune, from int) (value.Value, *Error) {
	found, err := r.find(units, max(from, 0))
	if err != nil || found == nil {
		return value.Undefined, err
	}
	next := native(0, func(*call, []value.Value) (value.Value, *Error) {
		return r.next(n, units, found)
	})
	return value.Object(
		value.Member{Key: "match", Value: value.String(found.text)},
		value.Member{Key: "start", Value: value.Float(float64(found.start))},
		value.Member{Key: "end", Value: value.Float(float64(found.end))},
		value.Member{Key: "groups", Value: value.Array(found.groups...)},
		value.Member{Key: "next", Value: next},
	), nil
}

func (r *regex) next(n *node, units []rune, last *finding) (value.Value, *Error) {
	if last.end >= len(units) {
		return value.Undefined, nil
	}
	v, err := r.matchFrom(n, units, last.end)
	if err == nil {
		if text, ok := v.Get("match"); ok && text.Text() == "" {
			return v, &Error{Code: "D1004", Offset: int(n.at), Value: value.String(r.source)}
		}
	}
	return v, err
}

// contains reports whether the expression matches anywhere.
func (r *regex) contains(text string) (bool, *Error) {
	found, err := r.find(textUnits(text), 0)
	return found != nil, err
}
