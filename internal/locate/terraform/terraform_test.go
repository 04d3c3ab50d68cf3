package terraform_test

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/aslcheck/aslcheck/internal/locate/terraform"
	"github.com/aslcheck/aslcheck/source"
)

var update = flag.Bool("update", false, "rewrite the want sections of testdata")

// A folder is the files of a case by name.
type folder map[string]string

func (f folder) ReadFile(name string) (string, error) {
	text, ok := f[path.Clean(name)]
	if !ok {
		return "", fs.ErrNotExist
	}
	return text, nil
}

func (f folder) Names(dir string) []string {
	var names []string
	for name := range f {
		if path.Dir(name) == path.Clean(dir) {
			names = append(names, path.Base(name))
		}
	}
	slices.Sort(names)
	return names
}

// describe says what is found in a file.
func describe(file *source.File, near folder) string {
	var b strings.Builder
	machines, found := terraform.Read(file, near)
	for _, d := range found {
		fmt.Fprintf(&b, "%s: %s [%s]\n", d.Span.Start, d.Message, d.Rule)
	}
	for i := range machines {
		m := &machines[i]
		fmt.Fprintf(&b, "%s at %s %q: type %q, also %q\n", m.Address, m.Span.Start, m.Span.Text(), m.Type, m.Aliases)
		switch {
		case m.Object != nil:
			describeNode(&b, "  ", m.Object)
		case len(m.Texts) > 0:
			describeTexts(&b, m.Texts)
		case m.File != nil:
			describeFile(&b, m.File, near)
		default:
			b.WriteString("  not known\n")
		}
	}
	return b.String()
}

func describeTexts(b *strings.Builder, texts []*terraform.Text) {
	for i, t := range texts {
		fmt.Fprintf(b, "  text %d: %s\n", i+1, t.Content)
		for _, name := range t.Missing {
			fmt.Fprintf(b, "  lacks %s at %s\n", name.Name, name.Span.Start)
		}
		root, _ := source.ParseJSON(source.NewFile("", t.Content))
		states := root.Get("States")
		if states == nil {
			continue
		}
		for k := range len(states.Members) {
			m := &states.Members[k]
			at := t.Span(int(m.KeySpan.Start.Offset), int(m.KeySpan.End.Offset))
			fmt.Fprintf(b, "    %s at %s %q\n", m.Key, at, at.Text())
		}
	}
}

func describeFile(b *strings.Builder, f *terraform.File, near folder) {
	fmt.Fprintf(b, "  file %s at %s, template %v, open %v\n", f.Name, f.Span.Start, f.IsTemplate, f.IsOpen)
	for _, v := range f.Variables {
		fmt.Fprintf(b, "    %s at %s = %q %v\n", v.Name, v.Span.Start, v.Value, v.IsKnown)
	}
	if text, err := near.ReadFile(f.Name); err == nil && f.IsTemplate {
		describeTexts(b, f.Render(source.NewFile(f.Name, text)))
	}
}

func describeNode(b *strings.Builder, indent string, n *source.Node) {
	for i := range n.Members {
		m := &n.Members[i]
		text := m.Value.Span.Text()
		if len(m.Value.Items)+len(m.Value.Members) > 0 {
			text = "..."
		}
		fmt.Fprintf(b, "%s%s at %s %q: %s %q at %s %q\n", indent, m.Key, m.KeySpan, m.KeySpan.Text(), m.Value.Kind, m.Value.Text, m.Value.Span, text)
		describeNode(b, indent+"  ", m.Value)
	}
	for i, item := range n.Items {
		fmt.Fprintf(b, "%s%d: %s %q at %s\n", indent, i, item.Kind, item.Text, item.Span)
		describeNode(b, indent+"  ", item)
	}
}

// TestRead reads testdata/*.txtar: a configuration, the files near it, and what is found in it under "want".
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
			near := folder{}
			for _, f := range archive.Files[:len(archive.Files)-1] {
				near[f.Name] = string(f.Data)
			}
			main, want := archive.Files[0], &archive.Files[len(archive.Files)-1]
			got := describe(source.NewFile(main.Name, string(main.Data)), near)
			difference := cmp.Diff(string(want.Data), got)
			if difference == "" {
				return
			}
			if !*update {
				t.Fatal(difference)
			}
			want.Data = []byte(got)
			if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		})
	}
}
