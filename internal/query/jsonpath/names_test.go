package jsonpath

import (
	"reflect"
	"testing"
)

// checkNames compares a path that is read as names alone with what the compiler makes of it.
func checkNames(t *testing.T, text string) {
	t.Helper()
	var r Parser
	got := &Path{}
	ok := r.parseNames(got, text)
	want, err := ParseRelative(text)
	switch {
	case !ok:
		return
	case err != nil:
		t.Errorf("%q is names, but not valid: %v", text, err)
	case got.Root() != want.Root() || got.Place() != want.Place() || got.Text() != want.Text() || got.Definite() != want.Definite():
		t.Errorf("%q: got %+v, want %+v", text, got, want)
	case len(want.Steps()) != len(got.Steps()) || len(want.Steps()) > 0 && !reflect.DeepEqual(got.Steps(), want.Steps()):
		t.Errorf("%q: got steps %+v, want %+v", text, got.Steps(), want.Steps())
	case got.String() != want.String():
		t.Errorf("%q: got %s, want %s", text, got, want)
	}
}

func TestNames(t *testing.T) {
	for text, want := range map[string]bool{
		"$": true, "$.a": true, "$.a.b-c.d e": false, "$$": true, "$$.Execution.Id": true, "$x": true, "$été.b": true, "$x.y.z": true,
		"$.a$b.c": true, "$.*b": true, "$.é": true, "$.a,b": true, "$.a\tb": true, "$._1": true,
		"": false, "a": false, "$.": false, "$..": false, "$..a": false, "$.a.": false, "$.a..b": false, "$.*": false, "$.a.*": false,
		"$[0]": false, "$['a']": false, "$.a[0]": false, "$.a]": false, "$.a'b'": false, " $.a": false, "$.a ": false, "$.a\n": false,
		"$x-y": false, "$$$": false, "$$x": false, "$x$": false, "@.a": false, "$\xff": false, "$.\xff": true,
	} {
		var r Parser
		if ok := r.parseNames(&Path{}, text); ok != want {
			t.Errorf("%q: got %t", text, ok)
		}
		checkNames(t, text)
	}
}

// TestParserChunks parses more paths than fit into a chunk: none changes another.
func TestParserChunks(t *testing.T) {
	var r Parser
	var paths []Path
	for range 100 {
		var p Path
		if err := r.Parse(&p, "$.first.second.third"); err != nil {
			t.Fatal(err)
		}
		names, _ := p.Names()
		_ = append(names, "other")
		paths = append(paths, p)
	}
	for i := range paths {
		if got := paths[i].String(); got != "$['first']['second']['third']" {
			t.Errorf("path %d is %s", i, got)
		}
	}
}

func FuzzNames(f *testing.F) {
	for _, seed := range []string{"$", "$.a.b", "$$.Execution.Id", "$x.y", "$.a b", "$.*", "$..a", "$.a[0]", "$.a'b'.c", "$.a\x00"} {
		f.Add(seed)
	}
	f.Fuzz(checkNames)
}
