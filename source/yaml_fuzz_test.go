package source

import (
	"strings"
	"testing"
)

// FuzzParseYAML holds the parser to its promises about places, and JSON texts to giving the same tree as ParseJSON.
func FuzzParseYAML(f *testing.F) {
	for _, text := range []string{
		"a: 1\nb: !Sub x${Y}\nc: &x {k: v}\nd: *x\ne: !If [a, b]\n",
		"a: |\n  hello\n  world\nb: >-\n  fold\n  ed\n\n  x\nc: \"a\n   b\"\nd: aa\n  bb\n\n  cc # x\ne: |2\n    x\n   y\n\nf: g",
		"a: !Sub\n  - x\n  - y: z\nb: &q !x # foo\n  c: d\n",
		"&k key: v\n!t tk: v\n? complex\n: v\n",
		"base: &b {x: 1, y: 2}\nd:\n  <<: *b\n  y: yes\n  z: 010\n  1: ${A}\n",
		"a: [ {b: c,}, [], {} , [a: b, ]]\n",
		"é: à\r\nñ: 'it''s'\r\n...\n---\nb\n",
		"- - a\n  - |+\n   x\n\n- ? b\n- \u2028 c\n",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		file := NewFile("fuzz.yaml", text)
		root, ds := ParseYAML(file)
		checkDiagnostics(t, file, ds)
		checkSpans(t, file, root)
		if strings.ContainsAny(text, "\\\"$") { // YAML has other escapes, and other placeholders
			return
		}
		other, errors := ParseJSON(NewFile("fuzz.json", text))
		if len(errors) == 0 && len(ds) == 0 && show(other) != show(root) {
			t.Fatalf("as JSON %s, as YAML %s", show(other), show(root))
		}
	})
}
