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
