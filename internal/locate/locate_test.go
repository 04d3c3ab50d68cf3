package locate

import (
	"flag"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/aslcheck/aslcheck/source"
)

var update = flag.Bool("update", false, "rewrite the want sections of testdata")

// describe says what was found in a template: every machine with its states, and what is wrong with them.
func describe(file *source.File, near Folder) string {
	var b strings.Builder
	template, found := Read(file, near)
	describeFindings(&b, "", found)
	if len(template.Machines) == 0 {
		fmt.Fprintf(&b, "no machines, template %v\n", template.IsTemplate())
	}
	for i := range template.Machines {
		describeMachine(&b, &template.Machines[i])
	}
	return b.String()
}

func describeMachine(b *strings.Builder, m *Machine) {
	fmt.Fprintf(b, "%s at %s: type %q, properties %v\n", m.Name, m.NameSpan.Start, m.Type, m.Properties != nil)
	if len(m.Aliases) > 0 {
		fmt.Fprintf(b, "  also %q\n", m.Aliases)
	}
	for _, s := range m.Substitutions {
		fmt.Fprintf(b, "  substitution %s at %s\n", s.Name, s.Span.Start)
	}
	if m.OpenSubstitutions {
		b.WriteString("  further substitutions\n")
	}
	if m.Reference != nil {
		fmt.Fprintf(b, "  reference to %s at %s\n", m.Reference.Text, m.Reference.Span.Start)
	}
	describeFindings(b, "  ", m.Unused)
	if m.Definition == nil {
		return
	}
	def, found := m.Parse()
	var places source.Diagnostics
	for _, st := range def.States() {
		places.Add(source.Diagnostic{Span: st.Head().NameSpan, Message: st.Head().Name})
		if m := st.Head().Node.Member("Resource"); m != nil {
			places.Add(source.Diagnostic{Span: m.Value.Span, Message: m.Value.Kind.String() + " " + m.Value.Text})
		}
	}
	for _, d := range m.Definition.Place(places) {
		fmt.Fprintf(b, "  %s at %s%s-%s: %q\n", d.Message, otherFile(d.Span, m), d.Span.Start, d.Span.End, d.Span.Text())
	}
	describeFindings(b, "  ", m.Definition.Place(found))
}

// otherFile names the file of a span if it isn't that of the machine.
func otherFile(s source.Span, m *Machine) string {
	if s.File.Name == m.NameSpan.File.Name {
		return ""
	}
	return s.File.Name + ":"
}

func describeFindings(b *strings.Builder, indent string, found source.Diagnostics) {
	for _, d := range found {
		fmt.Fprintf(b, "%s%s-%s %s: %s [%s] %d fixes\n", indent, d.Span.Start, d.Span.End, d.Pointer, d.Message, d.Rule, len(d.Fixes))
	}
}

// folderOf returns the files of an archive between the template and what is found.
func folderOf(archive *txtar.Archive) Folder {
	files := fstest.MapFS{}
	for _, f := range archive.Files[1 : len(archive.Files)-1] {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return FolderOf(files, path.Dir(archive.Files[0].Name))
}

// TestRead reads testdata/*.txtar: a template, the files near it, and what is found in it under "want".
func TestRead(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil || len(archive.Files) < 2 {
				t.Fatalf("%d files: %v", len(archive.Files), err)
			}
			last := &archive.Files[len(archive.Files)-1]
			got := describe(source.NewFile(archive.Files[0].Name, string(archive.Files[0].Data)), folderOf(archive))
			difference := cmp.Diff(string(last.Data), got)
			if difference == "" {
				return
			}
			if !*update {
				t.Fatal(difference)
			}
			last.Data = []byte(got)
			if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func TestMentions(t *testing.T) {
	for text, want := range map[string]bool{
		"Type: AWS::StepFunctions::StateMachine":  true,
		`"Type": "AWS::Serverless::StateMachine"`: true,
		"Type: AWS::StepFunctions::Activity":      false,
		"StateMachineArn: x\nstateMachineArn: y":  true,
		"FunctionstepFunctions":                   true,
		"stateMachineName":                        false,
		"":                                        false,
	} {
		if got := Mentions(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// TestStems holds each text that a kind mentions to the search that comes before.
func TestStems(t *testing.T) {
	for _, k := range kinds {
		for _, text := range k.mentions {
			if !Mentions("x " + text + " y") {
				t.Errorf("%q has none of %q", text, stems)
			}
		}
	}
}

func TestHasQuotes(t *testing.T) {
	for text, want := range map[string]bool{
		`${lookup(a, "b")}`: true, `${a}${b}"`: false, `${a} ${f("b")}`: true, `"${a`: false, `${${"`: true, `${${}"`: false, ``: false,
	} {
		if got := hasQuotes(text); got != want {
			t.Errorf("%q: %t", text, got)
		}
	}
}

// TestKinds holds every kind of template to what it must have, and to cases in testdata.
func TestKinds(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var cases strings.Builder
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		cases.Write(text)
	}
	for _, k := range kinds {
		if len(k.extensions) == 0 || len(k.mentions) == 0 || k.section == "" {
			t.Errorf("incomplete: extensions %q, section %q, mentions %q", k.extensions, k.section, k.mentions)
		}
		for _, text := range append(k.mentions, k.section) {
			if !strings.Contains(cases.String(), text) {
				t.Errorf("no case in testdata has %q", text)
			}
		}
	}
}
