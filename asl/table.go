package asl

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/source"
)

// A table is the list of fields of a struct T with the rules between them.
type table[T any] struct {
	// what names the thing in messages: "a Task state".
	what   string
	fields map[string]*field[T]
	names  []string
	// evaluated are the fields that are evaluated or hold such, in the order of evaluation.
	evaluated []*field[T]
	// must are the fields that must be set, by language.
	must [2][]string
	// exclusive are groups of fields; at most one field of a group may be set.
	exclusive [][]string
	// oneOf are groups of fields by language; exactly one field of a group must be set.
	oneOf [][2][]string
}

func newTable[T any](what string, lists ...[]field[T]) *table[T] {
	t := &table[T]{what: what, fields: map[string]*field[T]{}}
	for _, list := range lists {
		for i := range list {
			t.fields[list[i].name] = &list[i]
			t.names = append(t.names, list[i].name)
			if list[i].content != 0 || list[i].holds != nil {
				t.evaluated = append(t.evaluated, &list[i])
			}
			for _, lang := range []Language{JSONPath, JSONata} {
				if list[i].must && list[i].in.has(lang) {
					t.must[lang] = append(t.must[lang], list[i].name)
				}
			}
		}
	}
	return t
}

// without drops a field of a list that other tables share.
func (t *table[T]) without(name string) *table[T] {
	dropped := t.fields[name]
	delete(t.fields, name)
	t.names = slices.DeleteFunc(t.names, func(s string) bool { return s == name })
	t.evaluated = slices.DeleteFunc(t.evaluated, func(f *field[T]) bool { return f == dropped })
	return t
}

func (t *table[T]) excludes(names ...string) *table[T] {
	t.exclusive = append(t.exclusive, names)
	return t
}

func (t *table[T]) needsOneOf(names ...string) *table[T] {
	var group [2][]string
	for _, lang := range []Language{JSONPath, JSONata} {
		group[lang] = slices.DeleteFunc(slices.Clone(names), func(name string) bool { return !t.fields[name].in.has(lang) })
	}
	t.oneOf = append(t.oneOf, group)
	return t
}

// decode reads the members of n, which must be an object, into out.
func (t *table[T]) decode(d *decoder, n *source.Node, out *T, lang Language) {
	for i := range n.Members {
		m := &n.Members[i]
		f := t.fields[m.Key]
		switch {
		case f == nil && isOpenKey(m.Key): // it may become any field
		case f == nil:
			t.unknown(d, n, m, lang)
		case !f.in.has(lang):
			d.report(RuleLanguageField, m.KeySpan, "%q is a field of %s, but %s is used here%s",
				m.Key, otherLanguage(lang), lang, t.counterpart(m.Key, lang))
		default:
			f.read(d, out, m, f)
		}
	}
	t.checkPresence(d, n, lang)
}

func otherLanguage(lang Language) Language {
	if lang == JSONPath {
		return JSONata
	}
	return JSONPath
}

// counterparts are the JSONata fields that replace a JSONPath field, the best first. Not every state has
// each of them. A field that ends in Path has the one without.
var counterparts = map[string][]string{
	"Parameters": {"Arguments", "ItemSelector", "Output"}, "ResultSelector": {"Output"}, "OutputPath": {"Output"},
	"Result": {"Output"}, "ItemsPath": {"Items"},
}

// counterpart returns a hint at the field of lang that replaces key, "" where t has none.
func (t *table[T]) counterpart(key string, lang Language) string {
	if lang == JSONata {
		for _, other := range append(counterparts[key], strings.TrimSuffix(key, "Path")) {
			if f := t.fields[other]; f != nil && f.in.has(lang) {
				return useInstead(other)
			}
		}
		return ""
	}
	switch key {
	case "Arguments":
		return useInstead("Parameters")
	case "Items":
		return useInstead("ItemsPath")
	case "Condition":
		return useInstead("Variable")
	default:
		return ""
	}
}

func useInstead(name string) string { return " (use \"" + name + "\")" }

func (t *table[T]) unknown(d *decoder, n *source.Node, m *source.Member, lang Language) {
	if d.tables.known[m.Key] {
		found := source.Diagnostic{
			Span: m.KeySpan, Severity: source.Error, Rule: RuleUnknownField, Message: fmt.Sprintf("%q is not a field of %s", m.Key, t.what),
		}
		if m.Key == "End" && t.fields["Type"] != nil { // states that have no such field end or go on by themselves
			found.Fixes = remove(n, m)
		}
		d.diagnostics.Add(found)
		return
	}
	var known []string
	for _, name := range t.names {
		if t.fields[name].in.has(lang) {
			known = append(known, name)
		}
	}
	d.unknownKey(n, m, known, t.what)
}

// isOpenKey reports whether a key may become another one, or several, before the definition is deployed.
func isOpenKey(key string) bool { return key == "<<" || HasPlaceholder(key) }

// hasOpenKey reports whether an object may get members that it does not show.
func hasOpenKey(n *source.Node) bool {
	return slices.ContainsFunc(n.Members, func(m source.Member) bool { return isOpenKey(m.Key) })
}

func (t *table[T]) checkPresence(d *decoder, n *source.Node, lang Language) {
	for _, name := range t.must[lang] {
		if n.Member(name) == nil && !hasOpenKey(n) {
			d.report(RuleMissingField, openingOf(n), "%s needs the field %q", t.what, name)
		}
	}
	for _, group := range t.exclusive {
		d.checkExclusive(n, group)
	}
	for _, group := range t.oneOf {
		if d.checkExclusive(n, group[lang]) == 0 && !hasOpenKey(n) {
			d.report(RuleMissingField, openingOf(n), "%s needs %s", t.what, quotedList(group[lang]))
		}
	}
}

// checkExclusive reports the second and later fields of the group that are set, and returns how many are.
func (d *decoder) checkExclusive(n *source.Node, group []string) int {
	var first *source.Member
	count := 0
	for i := range n.Members {
		m := &n.Members[i]
		if !slices.Contains(group, m.Key) {
			continue
		}
		if count++; first == nil {
			first = m
			continue
		}
		if m.Key == first.Key {
			continue // a duplicate key has its own message
		}
		found := source.Diagnostic{
			Span: m.KeySpan, Severity: source.Error, Rule: RuleExclusiveFields,
			Message: "\"" + m.Key + "\" and \"" + first.Key + "\" cannot be used together",
			Related: []source.Related{{Span: first.KeySpan, Message: "\"" + first.Key + "\" is here"}},
		}
		if end := n.Member("End"); end != nil && end.Value.Kind == source.Bool && end.Value.Text == "false" {
			found.Fixes = remove(n, end)
		}
		d.diagnostics.Add(found)
	}
	return count
}

// openingOf returns the location where a missing field is reported: the opening bracket of an object, or the first line of
// a YAML mapping.
func openingOf(n *source.Node) source.Span {
	span := n.Span
	text := span.Text()
	end := 1
	if !strings.HasPrefix(text, "{") {
		if end = strings.IndexByte(text, '\n'); end < 0 {
			end = len(text)
		}
	}
	if end <= len(text) && end > 0 {
		span.End = span.Start.After(text[:end])
	}
	return span
}
