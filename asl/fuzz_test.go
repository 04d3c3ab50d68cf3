package asl

import (
	"path/filepath"
	"testing"
)

// FuzzParse reads any text, as JSON and as YAML: nothing panics, all locations are inside the file, and the same text
// gives the same model and findings.
func FuzzParse(f *testing.F) {
	for _, path := range caseFiles(f) {
		for _, c := range readCases(f, path) {
			f.Add(c.text, filepath.Ext(c.file) == ".yaml")
		}
	}
	f.Fuzz(func(t *testing.T, text string, yaml bool) {
		name := "fuzz.json"
		if yaml {
			name = "fuzz.yaml"
		}
		def, found := parse(name, text)
		if def == nil || def.Machine == nil {
			t.Fatal("no definition")
		}
		checkPlaces(t, def, found)
		again, foundAgain := parse(name, text)
		if dump(def) != dump(again) || showFindings(found) != showFindings(foundAgain) {
			t.Fatal("the same text gives two definitions")
		}
	})
}

// TestCut cuts a definition off at every byte, and leaves every byte out.
func TestCut(t *testing.T) {
	for _, c := range readCases(t, filepath.Join("testdata", "map.txtar"))[:2] {
		for i := range c.text {
			def, found := parse(c.file, c.text[:i])
			checkPlaces(t, def, found)
			def, found = parse(c.file, c.text[:i]+c.text[i+1:])
			checkPlaces(t, def, found)
		}
	}
}
