package terraform

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/aslcheck/aslcheck/source"
)

// slice returns the bytes of a part from start to end.
func (p *part) slice(start, end int) part {
	made := *p
	made.text = p.text[start:end]
	if p.from == opaque {
		return made
	}
	made.from += start
	return made
}

// string makes a string of parts.
func (c *call) string(parts []part) *value {
	if !c.take(parts) {
		return nil
	}
	return &value{kind: source.String, span: c.at, parts: parts}
}

func join(c *call) *value {
	var parts []part
	var items []*value
	for _, list := range c.args[1:] {
		if list.kind != source.Array {
			return nil
		}
		items = append(items, list.items...)
	}
	separator := c.parts(c.args[0])
	for i, item := range items {
		if c.steps++; c.steps > maxSteps {
			return nil
		}
		if i > 0 {
			parts = append(parts, separator...)
		}
		more := c.parts(item)
		if c.bytes += len(joined(separator)); !c.take(more) {
			return nil
		}
		parts = append(parts, more...)
	}
	return c.string(parts)
}

// verb matches what format replaces.
var verb = regexp.MustCompile(`%[^a-zA-Z%]*[a-zA-Z%]`)

// format fills in the verbs %s, %v and %d, and leaves others to the library.
func format(c *call) *value {
	text, ok := c.args[0].scalar()
	if !ok {
		return nil
	}
	var parts []part
	at, used := 0, 1
	for _, m := range verb.FindAllStringIndex(text, -1) {
		literal := text[at:m[0]]
		at = m[1]
		switch text[m[0]:m[1]] {
		case "%%":
			parts = append(parts, part{text: literal + "%", span: c.args[0].span, from: opaque})
			continue
		case "%s", "%v", "%d":
		default:
			if longNumber.MatchString(text) {
				return nil
			}
			return c.library("format")
		}
		if used >= len(c.args) {
			return nil
		}
		parts = append(parts, part{text: literal, span: c.args[0].span, from: opaque})
		parts = append(parts, c.parts(c.args[used])...)
		used++
	}
	return c.string(append(parts, part{text: text[at:], span: c.args[0].span, from: opaque}))
}

// longNumber matches the width of a verb that would make a very long text.
var longNumber = regexp.MustCompile(`[0-9]{3}|\*`)

// maxIndent is the longest indentation that is made.
const maxIndent = 200

func indent(c *call) *value {
	text, ok := c.args[0].scalar()
	n, err := strconv.Atoi(text)
	if !ok || err != nil || n < 0 || n > maxIndent || c.args[1].kind != source.String {
		return nil
	}
	space := strings.Repeat(" ", n)
	return c.replaced(c.parts(c.args[1]), func(p *part) [][]int {
		var found [][]int
		for i := range len(p.text) {
			if p.text[i] == '\n' {
				found = append(found, []int{i + 1, i + 1})
			}
		}
		return found
	}, func(_ *part, _ []int, at span) []part { return []part{{text: space, span: at, from: opaque}} })
}

// replace replaces a text, or what a regular expression between slashes matches, in each part of a string.
func replace(c *call) *value {
	search, ok := c.args[1].scalar()
	if !ok || search == "" || c.args[0].kind != source.String {
		return nil
	}
	with := c.parts(c.args[2])
	if len(search) > 1 && search[0] == '/' && search[len(search)-1] == '/' {
		return c.replacePattern(search[1:len(search)-1], joined(with))
	}
	return c.replaced(c.parts(c.args[0]), func(p *part) [][]int {
		var found [][]int
		for at := 0; ; {
			i := strings.Index(p.text[at:], search)
			if i < 0 {
				return found
			}
			found = append(found, []int{at + i, at + i + len(search)})
			at += i + len(search)
		}
	}, func(_ *part, _ []int, at span) []part {
		made := make([]part, len(with))
		for i := range with {
			made[i] = part{text: with[i].text, span: at, from: opaque, unknown: with[i].unknown}
		}
		return made
	})
}

func (c *call) replacePattern(pattern, with string) *value {
	re, err := regexp.Compile(pattern)
	if err != nil {
		return nil
	}
	return c.replaced(c.parts(c.args[0]), func(p *part) [][]int { return re.FindAllStringSubmatchIndex(p.text, -1) },
		func(p *part, match []int, at span) []part {
			made := re.ExpandString(nil, with, p.text, match)
			return []part{{text: string(made), span: at, from: opaque}}
		})
}

// replaced replaces what find finds in the known parts of a string.
func (c *call) replaced(parts []part, find func(*part) [][]int, with func(*part, []int, span) []part) *value {
	var made []part
	for i := range parts {
		p := &parts[i]
		if p.unknown {
			made = append(made, *p)
			continue
		}
		at := 0
		for _, m := range find(p) {
			if m[0] > at {
				made = append(made, p.slice(at, m[0]))
			}
			more := with(p, m, p.place(m[0], m[1]))
			if c.steps += 1 + len(more); c.steps > maxSteps || !c.grow(len(joined(more))) {
				return nil
			}
			made = append(made, more...)
			at = m[1]
		}
		if at < len(p.text) {
			made = append(made, p.slice(at, len(p.text)))
		}
	}
	return c.string(made)
}
