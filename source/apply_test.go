package source_test

import (
	"testing"

	"github.com/aslcheck/aslcheck/source"
)

func TestApply(t *testing.T) {
	file := source.NewFile("x", "one two three")
	fix := func(from, to int, text string) source.Diagnostic {
		return source.Diagnostic{Fixes: []source.Fix{{Edits: []source.Edit{{Span: file.Span(from, to), NewText: text}}}}}
	}
	text, n := source.Apply(file, source.Diagnostics{fix(4, 7, "2"), fix(0, 3, "1"), fix(5, 9, "no"), {}, fix(8, 13, "3")})
	if text != "1 2 3" || n != 3 {
		t.Errorf("got %q after %d fixes", text, n)
	}
	unsafe := fix(0, 3, "1")
	unsafe.Fixes[0].Unsafe = true
	if text, n := source.Apply(file, source.Diagnostics{unsafe}); text != file.Text || n != 0 {
		t.Errorf("an unsafe fix was applied: %q", text)
	}
	unsafe.Fixes = append(unsafe.Fixes, fix(0, 3, "I").Fixes...)
	if text, n := source.Apply(file, source.Diagnostics{unsafe}); text != "I two three" || n != 1 {
		t.Errorf("got %q after %d fixes, not the safe one", text, n)
	}
	if text, n := source.Apply(source.NewFile("y", "one"), source.Diagnostics{fix(0, 3, "1")}); text != "one" || n != 0 {
		t.Errorf("a fix of another file was applied: %q", text)
	}
}

// Of two fixes with the same start only the first is applied, be they insertions or not: both of them are for one fault.
func TestApplySameStart(t *testing.T) {
	file := source.NewFile("x", "a b")
	fix := func(from, to int, text string) source.Diagnostic {
		return source.Diagnostic{Fixes: []source.Fix{{Edits: []source.Edit{{Span: file.Span(from, to), NewText: text}}}}}
	}
	for name, test := range map[string]struct {
		found source.Diagnostics
		want  string
		n     int
	}{
		"two insertions":                 {source.Diagnostics{fix(1, 1, ","), fix(1, 1, ",")}, "a, b", 1},
		"an insertion and a replacement": {source.Diagnostics{fix(1, 1, ","), fix(1, 2, ";")}, "a, b", 1},
		"a replacement and an insertion": {source.Diagnostics{fix(1, 2, ";"), fix(1, 1, ",")}, "a;b", 1},
		"side by side":                   {source.Diagnostics{fix(0, 1, "c"), fix(1, 2, ";")}, "c;b", 2},
		"side by side, from the end":     {source.Diagnostics{fix(1, 2, ";"), fix(0, 1, "c")}, "c;b", 2},
		"one byte in common":             {source.Diagnostics{fix(0, 2, "c"), fix(1, 3, ";")}, "cb", 1},
		"one byte in common, reversed":   {source.Diagnostics{fix(1, 3, ";"), fix(0, 2, "c")}, "a;", 1},
	} {
		t.Run(name, func(t *testing.T) {
			if text, n := source.Apply(file, test.found); text != test.want || n != test.n {
				t.Errorf("got %q after %d fixes, want %q after %d", text, n, test.want, test.n)
			}
		})
	}
}
