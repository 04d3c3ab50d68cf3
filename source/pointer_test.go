package source

import "testing"

// TestPointLimit holds that findings have no pointers once those of earlier ones have too many bytes together.
func TestPointLimit(t *testing.T) {
	root, _ := ParseJSON(NewFile("a.json", `{"abc": [1, 2], "d": 3}`))
	list := root.Get("abc")
	first, second, other := list.Items[0].Span, list.Items[1].Span, root.Get("d").Span
	found := Diagnostics{{Span: first}, {Span: first}, {Span: second, Pointer: "/given"}, {Span: second}, {Span: other}, {Span: other}}
	found[3].Span.End = found[3].Span.Start
	found.point(root, len("/abc/0")+1)
	for i, want := range []string{"/abc/0", "/abc/0", "/given", "/abc/1", "", ""} {
		if found[i].Pointer != want {
			t.Errorf("finding %d is at %q, want %q", i, found[i].Pointer, want)
		}
	}
}
