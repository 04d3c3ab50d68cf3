package locate

import (
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/analyzer/rules"
	"github.com/aslcheck/aslcheck/source"
)

// FuzzTerraform reads and checks any text as a configuration and as a template file: no panic, every location is in a file, and
// fixes can be made.
func FuzzTerraform(f *testing.F) {
	names, _ := filepath.Glob("terraform/testdata/*.txtar")
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files[:len(archive.Files)-1] {
			f.Add(string(file.Data), strings.HasSuffix(file.Name, ".json"))
		}
	}
	f.Fuzz(func(t *testing.T, text string, json bool) {
		if len(text) > 4000 {
			return
		}
		name := "main.tf"
		if json {
			name = "main.tf.json"
		}
		near := FolderOf(fstest.MapFS{"flow.asl.json": {Data: []byte(text)}, "other.tf": {Data: []byte(text)}}, ".")
		file := source.NewFile(name, text)
		template, found := Read(file, near)
		for i := range template.Machines {
			found = append(found, lintMachine(template, &template.Machines[i], analyzer.Config{})...)
		}
		definition := source.NewFile("flow.asl.json", text)
		if d := Rendered(definition, nil); d != nil {
			def, parsed := Parse(d)
			found = append(found, d.Place(analyzer.Run(def, parsed, rules.All, analyzer.Config{}))...)
		}
		for i := range found {
			d := &found[i]
			if s := d.Span; s.File != file && s.File.Text != text || !s.IsValid() || s.Start.Offset > s.End.Offset ||
				int(s.End.Offset) > len(text) {
				t.Fatalf("%v to %v is not in the file: %v", s.Start, s.End, d)
			}
		}
		source.Apply(file, found.Sorted())
	})
}
