package locate

import (
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/analyzer/rules"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/corpus"
	"github.com/aslcheck/aslcheck/source"
)

// An expectedTemplate is a template of the corpora with the names of its machines in testdata/templates.txt.
type expectedTemplate struct {
	dir, file string
	machines  []string
}

// readExpected reads testdata/templates.txt: a line "directory file machine" for every machine.
func readExpected(t *testing.T) []expectedTemplate {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "templates.txt"))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	if !slices.IsSorted(lines) {
		t.Error("testdata/templates.txt is not sorted")
	}
	var list []expectedTemplate
	for _, line := range lines {
		fields := strings.Fields(line)
		if len(fields) != 3 {
			t.Fatalf("%q is not a directory, a file and a machine", line)
		}
		if last := len(list) - 1; last >= 0 && list[last].dir == fields[0] && list[last].file == fields[1] {
			list[last].machines = append(list[last].machines, fields[2])
			continue
		}
		list = append(list, expectedTemplate{fields[0], fields[1], fields[2:]})
	}
	return list
}

// TestTemplates finds every machine of the corpora under its name, reads its definition wherever that is, and finds no error that
// has not been reviewed. In the original file, the text at the location of every state is its name.
func TestTemplates(t *testing.T) {
	root := corpus.Dir(t, "ASLCHECK_TEMPLATES", "")
	verdicts := readVerdicts(t)
	machines, found, falseErrors := 0, 0, 0
	for _, want := range readExpected(t) {
		machines += len(want.machines)
		fsys := os.DirFS(filepath.Join(root, filepath.FromSlash(want.dir)))
		text, err := ReadFrom(fsys, want.file)
		if err != nil {
			t.Errorf("%s/%s: %v", want.dir, want.file, err)
			continue
		}
		near := FolderOf(fsys, path.Dir(want.file))
		template, diagnostics := Read(source.NewFile(want.file, text), near)
		for i := range template.Machines {
			m := &template.Machines[i]
			if !slices.Contains(want.machines, m.Name) {
				t.Errorf("%s/%s has an unexpected machine %q", want.dir, want.file, m.Name)
				continue
			}
			found++
			diagnostics = append(diagnostics, checkMachine(t, template, m, near)...)
		}
		for _, d := range diagnostics {
			if d.Severity == source.Error && !adjudicated(verdicts, want.dir+"/"+d.Span.String(), d.Rule) {
				falseErrors++
				t.Errorf("not adjudicated: %s: %s", want.dir, d)
			}
		}
	}
	t.Logf("templates: %d of %d machines found, %d false errors", found, machines, falseErrors)
	if found != machines {
		t.Error("machines are missing")
	}
}

// checkMachine lints the definition of a machine, in the template or in the file that it refers to, and compares the text at
// the location of each state with its name.
func checkMachine(t *testing.T, template *Template, m *Machine, near Folder) source.Diagnostics {
	t.Helper()
	if m.Reference == nil {
		if m.Definition != nil {
			def, _ := m.Parse()
			checkNames(t, def, m.Definition.Place)
		}
		return lintMachine(template, m, analyzer.Config{Type: m.Type})
	}
	text, err := near.ReadFile(m.Reference.Text)
	if err != nil {
		return nil // the corpora lack it
	}
	file := source.NewFile(m.Reference.Text, text)
	if d := Rendered(file, []*Machine{m}); d != nil {
		def, parsed := Parse(d)
		checkNames(t, def, d.Place)
		return d.Place(analyzer.Run(def, parsed, rules.All, analyzer.Config{Type: m.Type}))
	}
	def, parsed := asl.Parse(file)
	checkNames(t, def, func(ds source.Diagnostics) source.Diagnostics { return ds })
	return analyzer.Run(def, parsed, rules.All, analyzer.Config{Type: m.Type})
}

func checkNames(t *testing.T, def *asl.Definition, place func(source.Diagnostics) source.Diagnostics) {
	t.Helper()
	for _, st := range def.States() {
		name := st.Head().Name
		for _, d := range place(source.Diagnostics{{Span: st.Head().NameSpan}}) {
			text := strings.Trim(d.Span.Text(), `"'\`)
			if text != name && !strings.Contains(text, "\\u") && !asl.HasPlaceholder(name) {
				t.Errorf("%s: the text of state %q is %q", d.Span, name, d.Span.Text())
			}
		}
	}
}
