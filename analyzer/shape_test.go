package analyzer

import (
	"fmt"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/source"
)

// text writes a shape as an object of YAML: "any" for an unknown value, "..." for further members.
func (s *shape) text() string {
	switch {
	case s == nil:
		return "any"
	case s.kind == arrayShape:
		return "array"
	case s.kind == scalarShape:
		return "scalar"
	}
	var list []string
	for _, m := range s.members {
		list = append(list, m.name+": "+m.value.text())
	}
	if s.open {
		list = append(list, "...")
	}
	return "{" + strings.Join(list, ", ") + "}"
}

// shapeOf returns the shape of a constant of YAML.
func shapeOf(t *testing.T, text string) *shape {
	t.Helper()
	if text == "any" {
		return nil
	}
	root, diagnostics := source.ParseYAML(source.NewFile("x.yaml", text))
	if len(diagnostics) > 0 {
		t.Fatal(diagnostics)
	}
	return constantShape(root)
}

func TestConstantShape(t *testing.T) {
	for text, want := range map[string]string{
		"{}":                      "{}",
		"{b: 1, a: [{c: 1}]}":     "{a: array, b: scalar}",
		"{a: {b: null, c: true}}": "{a: {b: scalar, c: scalar}}",
		"{a: 1, '${Key}': 2}":     "{${Key}: scalar, a: scalar, ...}",
		"{'${Key}': 2, z: 2}":     "{${Key}: scalar, z: scalar, ...}",
		"{a: '${Value}'}":         "{a: any}",
		"any":                     "any",
	} {
		if got := shapeOf(t, text).text(); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}

func TestGet(t *testing.T) {
	for _, c := range []struct {
		doc, path string
		want      string // "none" when nothing can be there
	}{
		{"{a: {b: 1}}", "", "{a: {b: scalar}}"},
		{"{a: {b: 1}}", "a", "{b: scalar}"},
		{"{a: {b: 1}}", "a.b", "scalar"},
		{"{a: {b: 1}}", "b", "none"},
		{"{a: {b: 1}}", "a.c", "none"},
		{"{a: {b: 1}}", "a.b.c", "none"},
		{"{a: []}", "a.b.c", "any"},
		{"{a: '${A}'}", "a.b", "any"},
		{"{'${Key}': 1}", "b", "any"},
		{"any", "b", "any"},
		{"{a: {b: 1}}", "a.*", "any"},
		{"{a: {b: 1}}", "b.*", "none"},
	} {
		steps := strings.FieldsFunc(c.path, func(r rune) bool { return r == '.' || r == '*' })
		got, ok := shapeOf(t, c.doc).get(steps, !strings.HasSuffix(c.path, "*"))
		if text := got.text(); ok && text != c.want || !ok && c.want != "none" {
			t.Errorf("%q of %s: got %s, %t, want %s", c.path, c.doc, text, ok, c.want)
		}
	}
}

func TestSet(t *testing.T) {
	for _, c := range []struct{ doc, path, want string }{
		{"{a: 1, c: 1}", "", "array"},
		{"{a: 1, c: 1}", "b", "{a: scalar, b: array, c: scalar}"},
		{"{a: 1, c: 1}", "c", "{a: scalar, c: array}"},
		{"{a: 1, c: 1}", "d", "{a: scalar, c: scalar, d: array}"},
		{"{a: 1}", "b.c", "{a: scalar, b: {c: array}}"},
		{"{a: {b: 1}}", "a.c", "{a: {b: scalar, c: array}}"},
		{"{'${Key}': 1}", "b.c", "{${Key}: scalar, b: {c: array, ...}, ...}"},
		{"any", "b.c", "{b: {c: array, ...}, ...}"},
		{"[]", "b", "any"},
		{"{a: []}", "a.b", "{a: any}"},
	} {
		doc := shapeOf(t, c.doc)
		before := doc.text()
		if got := doc.set(strings.FieldsFunc(c.path, func(r rune) bool { return r == '.' }), &anyArray).text(); got != c.want {
			t.Errorf("%q of %s: got %s, want %s", c.path, c.doc, got, c.want)
		}
		if after := doc.text(); after != before {
			t.Errorf("%q of %s changed the shape to %s", c.path, c.doc, after)
		}
	}
}

func TestJoin(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"{a: 1}", "{a: 1}", "{a: scalar}"},
		{"{a: 1, c: 1}", "{b: 1, d: 1}", "{a: scalar, b: scalar, c: scalar, d: scalar}"},
		{"{a: 1}", "{a: []}", "{a: any}"},
		{"{a: {b: 1}}", "{a: {c: 1}}", "{a: {b: scalar, c: scalar}}"},
		{"{a: 1, z: 1}", "{'${K}': 1}", "{${K}: scalar, a: any, z: any, ...}"},
		{"{'${K}': 1, z: 1}", "{a: 1, zz: 1}", "{${K}: scalar, a: any, z: scalar, zz: any, ...}"},
		{"{a: 1}", "any", "any"},
		{"{a: 1}", "[]", "any"},
		{"1", "2", "scalar"},
		{"[]", "[]", "array"},
	} {
		a, b := shapeOf(t, c.a), shapeOf(t, c.b)
		if got := join(a, b).text(); got != c.want {
			t.Errorf("%s with %s: got %s, want %s", c.a, c.b, got, c.want)
		}
		if got := join(b, a).text(); got != c.want {
			t.Errorf("%s with %s: got %s, want %s", c.b, c.a, got, c.want)
		}
	}
}

func TestEqualShapes(t *testing.T) {
	texts := []string{
		"any", "1", "[]", "{}", "{a: 1}", "{a: []}", "{b: 1}", "{a: 1, b: 1}", "{'${K}': 1}", "{a: {}}", "{a: {b: 1}}", "{a: {c: 1}}",
		"{a: '${A}'}",
	}
	for i, a := range texts {
		for j, b := range texts {
			if got := equalShapes(shapeOf(t, a), shapeOf(t, b)); got != (i == j) {
				t.Errorf("%s and %s: %t", a, b, got)
			}
		}
	}
	open := object(members{{"a", &anyScalar}}, true)
	if closed := shapeOf(t, "{a: 1}"); equalShapes(open, closed) || equalShapes(closed, open) {
		t.Error("an open object equals a closed one")
	}
}

// TestDuplicateMembers holds that the last of several members with the same name counts, as in the JSON parser of the service.
func TestDuplicateMembers(t *testing.T) {
	list := []member{{"b", &anyScalar}, {"a", nil}, {"b", emptyObject}, {"b", &anyArray}}
	if got := object(newMembers(list), false).text(); got != "{a: any, b: array}" {
		t.Errorf("got %s", got)
	}
}

// TestLargestShape holds that nothing is known about values of more than 1,000 parts. A member counts, and what it holds.
func TestLargestShape(t *testing.T) {
	for _, c := range []struct {
		outer, inner int
		known        bool
	}{
		{999, 0, true},
		{1_000, 0, false},
		{0, 997, true},
		{0, 998, false},
		{498, 499, true},
		{499, 499, false},
	} {
		name := func(i int) string { return fmt.Sprintf("n%04d", i) }
		inner := members{}
		for i := range c.inner {
			inner = append(inner, member{name: name(i)})
		}
		outer := members{}
		if c.inner > 0 {
			outer = append(outer, member{"inner", object(inner, false)})
		}
		for i := range c.outer {
			outer = append(outer, member{name: name(i)})
		}
		if got := object(outer, false); (got != nil) != c.known {
			t.Errorf("%d members and %d inside one: known is %t", c.outer, c.inner, got != nil)
		}
	}
}
