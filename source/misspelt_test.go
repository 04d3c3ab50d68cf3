package source

import "testing"

func TestMisspelt(t *testing.T) {
	for _, c := range []struct {
		name, text, word string
		known            []string
		hint, fixed      string
	}{
		{"capitals", `["next"]`, "next", []string{"Next", "End"}, "Next", `["Next"]`},
		{"another letter", `["Nexd"]`, "Nexd", []string{"Next", "End"}, "Next", ""},
		{"two that differ in capitals", `["next"]`, "next", []string{"Next", "NEXT"}, "NEXT", ""},
		{"the same one twice", `["next"]`, "next", []string{"Next", "Next"}, "Next", `["Next"]`},
		{"after an escape", `["a\u0020next"]`, "next", []string{"Next"}, "Next", `["a\u0020Next"]`},
		{"written with an escape", `["\u006eext"]`, "next", []string{"Next"}, "Next", ""},
		{"twice in its text", `["next.next"]`, "next", []string{"Next"}, "Next", ""},
		{"nothing near", `["other"]`, "other", []string{"Next"}, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := NewFile("a.json", c.text)
			root, _ := ParseJSON(file)
			d := Diagnostic{Span: root.Items[0].Span}
			d.Misspelt(c.word, c.known)
			if d.Hint != c.hint {
				t.Errorf("the hint is %q, not %q", d.Hint, c.hint)
			}
			fixed := ""
			if len(d.Fixes) > 0 {
				fixed, _ = Apply(file, Diagnostics{d})
			}
			if fixed != c.fixed {
				t.Errorf("changed to %q, not %q", fixed, c.fixed)
			}
		})
	}
}

func TestRemoval(t *testing.T) {
	for _, c := range []struct{ name, text, key, want string }{
		{"the first", `{"a": 1, "b": 2}`, "a", `{"b": 2}`},
		{"between two members", `{"a": 1, "b": 2, "c": 3}`, "b", `{"a": 1, "c": 3}`},
		{"the last", "{\n  \"a\": 1,\n  \"b\": 2\n}", "b", "{\n  \"a\": 1\n}"},
		{"the only one", `{"a": 1}`, "a", ""},
		{"the first of a mapping", "a: 1\nb: 2\n", "a", "b: 2\n"},
		{"the last of a mapping", "a: 1\nb: 2\n", "b", "a: 1\n"},
		{"in a flow mapping", "{a: 1, b: 2}\n", "b", "{a: 1}\n"},
		{"after a comment", "a: 1\n# why\nb: 2\n", "b", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			file, parse := NewFile("a.yaml", c.text), ParseYAML
			if c.text[0] == '{' && c.text[len(c.text)-1] == '}' {
				parse = ParseJSON
			}
			root, _ := parse(file)
			got := ""
			if edit, ok := root.Removal(root.Member(c.key)); ok {
				got, _ = Apply(file, Diagnostics{{Fixes: []Fix{{Edits: []Edit{edit}}}}})
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
	if _, ok := (&Node{}).Removal(&Member{}); ok {
		t.Error("took a member out of an object that has none")
	}
}
