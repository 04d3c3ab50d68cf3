package source

import "testing"

// TestPointerAtInYAML finds objects that start where their first key does.
func TestPointerAtInYAML(t *testing.T) {
	root, diagnostics := ParseYAML(NewFile("a.yaml", "a:\n  - b: 1\n    c: 2\n  - {b: 3}\nd:\n  e: 4\n"))
	if len(diagnostics) > 0 {
		t.Fatal(diagnostics)
	}
	first := root.Get("a").Items[0]
	line := first.Span
	line.End = first.Get("b").Span.End
	for name, tt := range map[string]struct {
		at   Span
		want string
	}{
		"the document":               {root.Span, ""},
		"an object":                  {first.Span, "/a/0"},
		"the first line of one":      {line, "/a/0"},
		"its first key":              {first.Members[0].KeySpan, "/a/0/b"},
		"its first value":            {first.Get("b").Span, "/a/0/b"},
		"its second key":             {first.Members[1].KeySpan, "/a/0/c"},
		"an object in flow style":    {root.Get("a").Items[1].Span, "/a/1"},
		"an object below a key":      {root.Get("d").Span, "/d"},
		"the key of such an object":  {root.Members[1].KeySpan, "/d"},
		"the first key of an object": {root.Get("d").Members[0].KeySpan, "/d/e"},
	} {
		if got := PointerAt(root, tt.at); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

// TestPointerAtTheEndOfAString finds the string that an empty span ends, where no quote follows it.
func TestPointerAtTheEndOfAString(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"without quotes":          {"a:\n  - b: f(1\n    c: 2\n", "/a/0/b"},
		"over two lines":          {"a:\n  - b: f(1,\n        2\n    c: 2\n", "/a/0/b"},
		"a block":                 {"a:\n  - b: |\n      f(1\n    c: 2\n", "/a/0/b"},
		"in quotes":               {"a:\n  - b: \"f(1\"\n    c: 2\n", "/a/0"},
		"in a list in flow style": {"a:\n  - {b: f(1, c: 2}\n", "/a/0/b"},
	} {
		root, diagnostics := ParseYAML(NewFile("a.yaml", tt.text))
		if len(diagnostics) > 0 {
			t.Fatal(diagnostics)
		}
		end := root.Get("a").Items[0].Get("b").Span.End
		if got := PointerAt(root, Span{File: root.Span.File, Start: end, End: end}); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}
