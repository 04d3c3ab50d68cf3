package locate

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/analyzer/rules"
	"github.com/aslcheck/aslcheck/source"
)

// FuzzRead reads and checks any text as a template: no panic, every location is in the template, and fixes can be made.
func FuzzRead(f *testing.F) {
	names, _ := filepath.Glob("testdata/*.txtar")
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(archive.Files[0].Data), strings.HasSuffix(archive.Files[0].Name, ".json"))
	}
	severities := map[string]source.Severity{}
	for _, r := range rules.All {
		severities[r.Name] = r.Severity // those that are optional, too
	}
	f.Fuzz(func(t *testing.T, text string, json bool) {
		if len(text) > 4000 {
			return
		}
		name := "template.yaml"
		if json {
			name = "template.json"
		}
		file := source.NewFile(name, text)
		template, found := Read(file, NoFolder)
		for i := range template.Machines {
			found = append(found, lintMachine(template, &template.Machines[i], analyzer.Config{Severities: severities})...)
		}
		for i := range found {
			checkPlaces(t, file, &found[i])
		}
		source.Apply(file, found.Sorted())
	})
}

func checkPlaces(t *testing.T, file *source.File, d *source.Diagnostic) {
	t.Helper()
	spans := []source.Span{d.Span}
	for _, r := range d.Related {
		spans = append(spans, r.Span)
	}
	for _, fix := range d.Fixes {
		for _, e := range fix.Edits {
			spans = append(spans, e.Span)
		}
	}
	for _, s := range spans {
		if s.File != file || !s.IsValid() || s.Start.Offset > s.End.Offset || int(s.End.Offset) > len(file.Text) {
			t.Fatalf("%v to %v is not in the template: %v", s.Start, s.End, d)
		}
	}
}
