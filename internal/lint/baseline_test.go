package lint

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/source"
)

func TestReadBaselineFaults(t *testing.T) {
	name := filepath.Join(t.TempDir(), "b.json")
	for _, c := range []struct{ text, want string }{
		{`{"version": 1, "findings": []}`, ""},
		{`{"version": 1, "findings": [{"file": "a", "fingerprint": "b", "count": 2, "more": true}]}`, ""},
		{``, ":1:1: "},
		{`[]`, `:1:1: a baseline must be an object with "version" and an array "findings"`},
		{`{"version": 1}`, ":1:1: a baseline must be an object"},
		{`{"version": 2, "findings": []}`, `:1:13: unsupported baseline version "2"; this version of aslcheck reads version 1`},
		{`{"version": 1, "findings": {}}`, ":1:1: a baseline must be an object"},
		{`{"version": 1, "findings": [1]}`, `:1:29: a finding must have "file", "fingerprint" and "count"`},
		{`{"version": 1, "findings": [{"file": 1, "fingerprint": "b", "count": 1}]}`, ":1:29: a finding must have"},
		{`{"version": 1, "findings": [{"file": "a", "fingerprint": "b", "count": 0}]}`, `:1:72: "count" must be between 1 and 1000000, not "0"`},
		{`{"version": 1, "findings": [{"file": "a", "fingerprint": "b", "count": 1e999999}]}`, `"count" must be between`},
		{`{"version": 1, "findings": [{"file": "a", "fingerprint": "b", "count": "1"}]}`, `"count" must be between`},
		{`{"version": 1, "version": 1, "findings": []}`, `duplicate key "version"`},
	} {
		if err := os.WriteFile(name, []byte(c.text), 0o644); err != nil {
			t.Fatal(err)
		}
		_, err := ReadBaseline(name)
		if got := fmt.Sprint(err); c.want == "" && err != nil || !strings.Contains(got, c.want) {
			t.Errorf("%s: got %s, want %s", c.text, got, c.want)
		}
	}
}

func TestHide(t *testing.T) {
	f := source.NewFile("a.json", "text")
	one := source.Diagnostic{Span: f.Span(0, 1), Rule: "r", Message: "m"}
	again, other := one, one
	again.Span, other.Message = f.Span(2, 3), "n"
	name := filepath.Join(t.TempDir(), "b.json")
	file := &File{Fixed: f, Found: source.Diagnostics{one, other}}
	text, n, err := WriteBaseline(name, []*File{file})
	if err != nil || n != 2 {
		t.Fatal(n, err)
	}
	if err := os.WriteFile(name, text, 0o644); err != nil {
		t.Fatal(err)
	}
	known, err := ReadBaseline(name)
	if err != nil {
		t.Fatal(err)
	}
	kept, hidden := known.hide("a.json", source.Diagnostics{one, again, other})
	if hidden != 2 || len(kept) != 1 || kept[0].Span != again.Span {
		t.Errorf("hides %d and keeps %v, want the second of two equal findings", hidden, kept)
	}
	if kept, hidden = known.hide("b.json", source.Diagnostics{one}); hidden != 0 || len(kept) != 1 {
		t.Errorf("findings of another file are hidden")
	}
	file.Hidden = 1
	if n := known.Stale([]*File{file}); n != 1 {
		t.Errorf("%d findings no longer occur, want 1", n)
	}
}
