package source

import (
	"strings"
	"testing"
)

// FuzzParseYAML holds the parser to its promises about spans, and JSON texts to giving the same tree as ParseJSON.
func FuzzParseYAML(f *testing.F) {
	for _, c := range yamlCases {
		f.Add(c.text)
	}
	for _, c := range brokenYAML {
		f.Add(c.text)
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
