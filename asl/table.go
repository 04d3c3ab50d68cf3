package asl

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/source"
)

// A table is the list of fields of a struct T with the rules between them.
type table[T any] struct {
	// what names the thing in messages: "a Task state".
	what  string
	names []string
	// byLength are the fields by the length of their names, which is enough to tell most of them apart.
	byLength [][]*field[T]
	// evaluated are the fields that are evaluated or hold such, in the order of evaluation.
	evaluated []*field[T]
	// must are the fields that must be set, by language.
	must [2]group
	// exclusive are groups of fields; at most one field of a group may be set.
	exclusive []group
	// oneOf are groups of fields by language; exactly one field of a group must be set.
	oneOf [][2]group
	// elsewhere reports whether a name is that of a member that isn't a field of T but is read, too; it may be nil.
	elsewhere func(name string) bool
}

// A fieldSet is a set of fields of one table.
type fieldSet uint64

func (s fieldSet) len() int { return bits.OnesCount64(uint64(s)) }

// A group is a list of fields of a table, also as a set.
type group struct {
	names []string
	set   fieldSet
}

func (g *group) add(f *traits) {
	g.names = append(g.names, f.name)
	g.set |= f.set
}

func newTable[T any](what string, lists ...[]field[T]) *table[T] {
	t := &table[T]{what: what}
	for _, list := range lists {
		for i := range list {
			t.add(&list[i])
		}
	}
	return t
}

func (t *table[T]) add(f *field[T]) {
	f.set = 1 << len(t.names)
	t.names = append(t.names, f.name)
	for len(t.byLength) <= len(f.name) {
		t.byLength = append(t.byLength, nil)
	}
	t.byLength[len(f.name)] = append(t.byLength[len(f.name)], f)
	if f.content != 0 || f.holds != nil {
		t.evaluated = append(t.evaluated, f)
	}
	for _, lang := range []Language{JSONPath, JSONata} {
		if f.must && f.in.has(lang) {
			t.must[lang].add(&f.traits)
		}
	}
}

// field returns the field of a name, nil if there is none.
func (t *table[T]) field(name string) *field[T] {
	if len(name) >= len(t.byLength) {
		return nil
	}
	for _, f := range t.byLength[len(name)] {
		if f.name == name {
			return f
		}
	}
	return nil
}

// without drops a field of a list that other tables share.
func (t *table[T]) without(name string) *table[T] {
	isDropped := func(f *field[T]) bool { return f.name == name }
	t.byLength[len(name)] = slices.DeleteFunc(t.byLength[len(name)], isDropped)
	t.names = slices.DeleteFunc(t.names, func(s string) bool { return s == name })
	t.evaluated = slices.DeleteFunc(t.evaluated, isDropped)
	return t
}

func (t *table[T]) excludes(names ...string) *table[T] {
	var g group
	for _, name := range names {
		g.add(&t.field(name).traits)
	}
	t.exclusive = append(t.exclusive, g)
	return t
}

func (t *table[T]) needsOneOf(names ...string) *table[T] {
	var groups [2]group
	for _, name := range names {
		f := t.field(name)
		for _, lang := range []Language{JSONPath, JSONata} {
			if f.in.has(lang) {
				groups[lang].add(&f.traits)
			}
		}
	}
	t.oneOf = append(t.oneOf, groups)
	return t
}

// decode reads the members of n, which must be an object, into out.
func (t *table[T]) decode(d *decoder, n *source.Node, out *T, lang Language) {
	var set fieldSet
	for i := range n.Members {
		m := &n.Members[i]
		f := t.field(m.Key)
		switch {
		case f == nil && (isOpenKey(m.Key) || t.elsewhere != nil && t.elsewhere(m.Key)): // an open key may become any field
			continue
		case f == nil:
			t.unknown(d, n, m, lang)
			continue
		case !f.in.has(lang):
			d.report(RuleLanguageField, m.KeySpan, "%q is a field of %s, but %s is used here%s",
				m.Key, otherLanguage(lang), lang, t.counterpart(m.Key, lang))
		default:
			f.read(d, out, m, &f.traits, lang)
		}
		set |= f.set
	}
	t.checkPresence(d, n, set, lang)
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
			if f := t.field(other); f != nil && f.in.has(lang) {
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
		if m.Key == "End" && t.field("Type") != nil { // states that have no such field end or go on by themselves
			found.Fixes = remove(n, m)
		}
		d.diagnostics.Add(found)
		return
	}
	var known []string
	for _, name := range t.names {
		if t.field(name).in.has(lang) {
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

// checkPresence reports the fields that are missing and those that can't be together, where set has those that are there.
func (t *table[T]) checkPresence(d *decoder, n *source.Node, set fieldSet, lang Language) {
	if missing := t.must[lang].set &^ set; missing != 0 && !hasOpenKey(n) {
		for _, name := range t.must[lang].names {
			if t.field(name).set&missing != 0 {
				d.report(RuleMissingField, openingOf(n), "%s needs the field %q", t.what, name)
			}
		}
	}
	for i := range t.exclusive {
		if g := &t.exclusive[i]; (g.set & set).len() > 1 {
			d.checkExclusive(n, g.names)
		}
	}
	for i := range t.oneOf {
		switch g := &t.oneOf[i][lang]; (g.set & set).len() {
		case 0:
			if !hasOpenKey(n) {
				d.report(RuleMissingField, openingOf(n), "%s needs %s", t.what, quotedList(g.names))
			}
		case 1:
		default:
			d.checkExclusive(n, g.names)
		}
	}
}

// checkExclusive reports the second and later fields of the group that are set.
func (d *decoder) checkExclusive(n *source.Node, group []string) {
	var first *source.Member
	for i := range n.Members {
		m := &n.Members[i]
		if !slices.Contains(group, m.Key) {
			continue
		}
		if first == nil {
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
