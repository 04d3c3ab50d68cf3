package jsonata

import (
	"math"
	"strconv"
	"strings"

	"github.com/aslcheck/aslcheck/internal/query/jsonata/ecma"
	"github.com/aslcheck/aslcheck/value"
)

// matcher goes through the matches of a pattern in a text: of a regular expression without detours, of any other
// function through the objects it returns.
type matcher struct {
	c     *call
	units []rune

	re   *regex
	last *finding

	current value.Value
}

// match is one match; object is made from it where a function asks for it.
type matched struct {
	start, end float64
	text       string
	groups     []value.Value
	object     value.Value
}

// newMatcher returns the matcher and the first match, nil without one.
func newMatcher(c *call, fn value.Value, text string) (*matcher, *matched, *Error) {
	m := &matcher{c: c}
	if f := asFunction(fn); f != nil && f.regex != nil {
		m.re, m.units = f.regex, ecma.Units(text)
		if err := c.searching(len(m.units)); err != nil {
			return m, nil, err
		}
		found, err := m.re.find(m.units, 0)
		return m, m.take(found), err
	}
	v, err := c.apply(fn, []value.Value{value.String(text)}, value.Null, "", 0)
	if err != nil {
		return m, nil, err
	}
	got, err := m.read(v)
	return m, got, err
}

// next returns the next match, nil without one.
func (m *matcher) next() (*matched, *Error) {
	if m.re == nil {
		next, _ := m.current.Get("next")
		v, err := m.c.apply(next, nil, value.Null, "", 0)
		if err != nil {
			return nil, err
		}
		return m.read(v)
	}
	if m.last.end >= len(m.units) {
		return nil, nil
	}
	if err := m.c.searching(0); err != nil {
		return nil, err
	}
	found, err := m.re.find(m.units, m.last.end)
	if err == nil && found != nil && found.text == "" {
		err = &Error{Code: "D1004", Offset: -1, Value: value.String(m.re.source)}
	}
	return m.take(found), err
}

func (m *matcher) take(found *finding) *matched {
	if found == nil {
		return nil
	}
	m.last = found
	return &matched{
		start: float64(found.start), end: float64(found.end), text: found.text, groups: found.groups,
	}
}

// read checks and reads what a matcher function returned.
func (m *matcher) read(v value.Value) (*matched, *Error) {
	if v.IsUndefined() {
		return nil, nil
	}
	start, _ := v.Get("start")
	end, _ := v.Get("end")
	groups, _ := v.Get("groups")
	next, _ := v.Get("next")
	text, _ := v.Get("match")
	shaped := start.Kind() == value.NumberKind || isArray(groups) || isFunction(next)
	if !shaped {
		return nil, &Error{Code: "T1010", Offset: -1}
	}
	m.current = v
	return &matched{start: start.Float(), end: end.Float(), text: text.Text(), groups: groups.Elems(), object: v}, nil
}

// value returns the match as a replacement function sees it.
func (m *matcher) value(got *matched) value.Value {
	if m.re == nil {
		return got.object
	}
	found := m.last
	next := native(0, func(c *call, _ []value.Value) (value.Value, *Error) {
		return m.re.next(c, &code{}, m.units, found)
	})
	return value.Object(
		value.Member{Key: "match", Value: value.String(got.text)},
		value.Member{Key: "start", Value: value.Float(got.start)},
		value.Member{Key: "end", Value: value.Float(got.end)},
		value.Member{Key: "groups", Value: value.Array(got.groups...)},
		value.Member{Key: "next", Value: next},
	)
}

// limitOf reads the argument that bounds the number of matches.
func limitOf(arg value.Value, code string, index int) (float64, *Error) {
	if arg.IsUndefined() {
		return math.Inf(1), nil
	}
	if arg.Float() < 0 {
		return 0, &Error{Code: code, Offset: -1, Value: arg, Index: index}
	}
	return arg.Float(), nil
}

// noPattern is the error for a pattern that is nothing, which signatures let through.
func noPattern() *Error { return &Error{Code: "T0410", Offset: -1, Index: 2} }

func fnContains(c *call, args []value.Value) (value.Value, *Error) {
	if args[0].IsUndefined() {
		return value.Undefined, nil
	}
	if args[1].IsUndefined() {
		return value.Undefined, noPattern()
	}
	if !isFunction(args[1]) {
		return value.Bool(strings.Contains(args[0].Text(), needle(args[1]))), nil
	}
	if f := asFunction(args[1]); f.regex != nil {
		if err := c.searching(0); err != nil {
			return value.Undefined, err
		}
		ok, err := f.regex.contains(args[0].Text())
		return value.Bool(ok), err
	}
	_, first, err := newMatcher(c, args[1], args[0].Text())
	return value.Bool(first != nil), err
}

func fnMatch(c *call, args []value.Value) (value.Value, *Error) {
	if args[0].IsUndefined() {
		return value.Undefined, nil
	}
	limit, err := limitOf(args[2], "D3040", 3)
	if err != nil || limit == 0 {
		return emptySequence, err
	}
	m, got, err := newMatcher(c, args[1], args[0].Text())
	var out []value.Value
	for count := 0.0; err == nil && got != nil && count < limit; count++ {
		if err := c.grow(4*valueBytes + len(got.text)); err != nil {
			return value.Undefined, err
		}
		out = append(out, value.Object(
			value.Member{Key: "match", Value: value.String(got.text)},
			value.Member{Key: "index", Value: value.Float(got.start)},
			value.Member{Key: "groups", Value: value.Array(got.groups...)},
		))
		got, err = m.next()
	}
	return sequence(out), err
}

func fnSplit(c *call, args []value.Value) (value.Value, *Error) {
	if args[0].IsUndefined() {
		return value.Undefined, nil
	}
	limit, err := limitOf(args[2], "D3020", 3)
	if err != nil || limit == 0 {
		return value.Array(), err
	}
	if args[1].IsUndefined() {
		return value.Undefined, noPattern()
	}
	text := args[0].Text()
	if err := c.grow(len(text) * valueBytes / 2); err != nil {
		return value.Undefined, err
	}
	if !isFunction(args[1]) {
		return splitText(text, args[1], math.Trunc(limit)), nil
	}
	m, got, err := newMatcher(c, args[1], text)
	units := ecma.Units(text)
	if err != nil || got == nil {
		return value.Array(args[0]), err
	}
	var out []value.Value
	start, count := 0.0, 0.0
	for ; err == nil && got != nil && count < limit; count++ {
		out = append(out, value.String(unitSlice(units, start, got.start)))
		start = got.end
		got, err = m.next()
	}
	if count < limit {
		out = append(out, value.String(unitSlice(units, start, float64(len(units)))))
	}
	return value.Array(out...), err
}

// splitText cuts at a string; the empty string cuts between all units.
func splitText(text string, separator value.Value, limit float64) value.Value {
	if limit == 0 {
		return value.Array()
	}
	var parts []string
	if separator.Text() == "" {
		for _, unit := range ecma.Units(text) {
			parts = append(parts, ecma.UnitText([]rune{unit}))
		}
	} else {
		parts = strings.Split(text, separator.Text())
	}
	out := make([]value.Value, 0, len(parts))
	for _, part := range parts {
		if float64(len(out)) >= limit {
			break
		}
		out = append(out, value.String(part))
	}
	return value.Array(out...)
}

// unitSlice returns the units from one number up to another, which are put in order and into range first.
func unitSlice(units []rune, from, to float64) string {
	clip := func(f float64) int {
		if f != f {
			return 0
		}
		return int(max(min(math.Trunc(f), float64(len(units))), 0))
	}
	a, b := clip(from), clip(to)
	return ecma.UnitText(units[min(a, b):max(a, b)])
}

func fnReplace(c *call, args []value.Value) (value.Value, *Error) {
	if args[0].IsUndefined() {
		return value.Undefined, nil
	}
	if args[1].Kind() == value.StringKind && args[1].Text() == "" {
		return value.Undefined, &Error{Code: "D3010", Offset: -1, Value: args[1], Index: 2}
	}
	limit, err := limitOf(args[3], "D3011", 4)
	if err != nil || limit == 0 {
		return args[0], err
	}
	if args[1].IsUndefined() {
		return value.Undefined, noPattern()
	}
	if !isFunction(args[1]) {
		return replaceText(c, args[0].Text(), needle(args[1]), args[2], limit)
	}
	return replaceMatches(c, args, limit)
}

func replaceText(c *call, text, old string, replacement value.Value, limit float64) (value.Value, *Error) {
	with := needle(replacement)
	if isFunction(replacement) {
		with = "" // the reference writes the source of its own closure here
	}
	n := min(strings.Count(text, old), int(min(math.Ceil(limit), float64(len(text)))))
	if err := c.grow(len(text) + n*len(with)); err != nil {
		return value.Undefined, err
	}
	return c.str(strings.Replace(text, old, with, n))
}

func replaceMatches(c *call, args []value.Value, limit float64) (value.Value, *Error) {
	m, got, err := newMatcher(c, args[1], args[0].Text())
	if err != nil || got == nil {
		return args[0], err
	}
	units := ecma.Units(args[0].Text())
	var b strings.Builder
	position := 0.0
	for count := 0.0; got != nil && count < limit; count++ {
		b.WriteString(unitSlice(units, position, got.start))
		with, err := m.replacement(args[2], got)
		if err != nil {
			return value.Undefined, err
		}
		b.WriteString(with)
		if err := c.grow(len(with)); err != nil {
			return value.Undefined, err
		}
		position = got.start + float64(len(ecma.Units(got.text)))
		if got, err = m.next(); err != nil {
			return value.Undefined, err
		}
	}
	b.WriteString(unitSlice(units, position, float64(len(units))))
	return c.str(b.String())
}

// replacement returns what stands in for a match.
func (m *matcher) replacement(with value.Value, got *matched) (string, *Error) {
	if !isFunction(with) {
		return substitute(with.Text(), got), nil
	}
	v, err := m.c.apply(with, []value.Value{m.value(got)}, value.Null, "", 0)
	if err != nil {
		return "", err
	}
	if v.Kind() != value.StringKind {
		return "", &Error{Code: "D3012", Offset: -1, Value: v}
	}
	return v.Text(), nil
}

// substitute fills in $0, $1 and so on. As many digits count as the number of groups has; $$ is a dollar.
func substitute(template string, got *matched) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(template, "$")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		switch {
		case strings.HasPrefix(rest, "$"):
			b.WriteByte('$')
			template = rest[1:]
		case strings.HasPrefix(rest, "0"):
			b.WriteString(got.text)
			template = rest[1:]
		default:
			text, width := groupText(rest, got.groups)
			b.WriteString(text)
			template = rest[width:]
		}
	}
}

// groupText reads the number of a group and returns its text and the width of the number; a dollar without one.
func groupText(rest string, groups []value.Value) (string, int) {
	digits := len(strconv.Itoa(max(len(groups), 1)))
	index, width, ok := leadingInt(rest, digits)
	if ok && digits > 1 && index > len(groups) {
		index, width, ok = leadingInt(rest, digits-1)
	}
	if !ok {
		return "$", 0
	}
	if index >= 1 && index <= len(groups) {
		return groups[index-1].Text(), width
	}
	return "", width
}

// leadingInt reads an integer of at most n characters. The width is that of the number without leading zeros.
func leadingInt(s string, n int) (index, width int, ok bool) {
	end := 0
	for end < len(s) && end < n && isDigit(s[end]) {
		end++
	}
	if end == 0 {
		return 0, 0, false
	}
	index, err := strconv.Atoi(s[:end])
	return index, len(strconv.Itoa(index)), err == nil
}
