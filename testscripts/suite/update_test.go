package suite

import (
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// updateOf loads and runs the test file a.asl.test.yaml, or .json, and returns what --update makes of it.
func updateOf(t *testing.T, fsys fs.FS) (*File, Update) {
	t.Helper()
	name := "a.asl.test.yaml"
	if _, err := fs.Stat(fsys, name); err != nil {
		name = "a.asl.test.json"
	}
	f, diagnostics := Load(fsys, name, "")
	if diagnostics.HasErrors() {
		t.Fatal(diagnostics)
	}
	results, err := RunCases(t.Context(), f.Cases, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return f, f.Update(fsys, results)
}

// TestUpdate has a folder for each style of writing expectations: the section "want" of a file is what it becomes. The file
// "problems" lists what stays as it is.
func TestUpdate(t *testing.T) {
	names, err := filepath.Glob(filepath.Join("testdata", "update", "*.txtar"))
	if err != nil || len(names) == 0 {
		t.Fatal(len(names), err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) { checkUpdate(t, name) })
	}
}

func checkUpdate(t *testing.T, name string) {
	t.Helper()
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	definition, err := os.ReadFile(filepath.Join("testdata", "update", "a.asl.json"))
	if err != nil {
		t.Fatal(err)
	}
	crlf := strings.Contains(name, "crlf")
	fsys, want := fstest.MapFS{"a.asl.json": {Data: definition}}, map[string]string{}
	for _, f := range archive.Files {
		text := string(f.Data)
		if crlf {
			text = strings.ReplaceAll(text, "\n", "\r\n")
		}
		if target, ok := strings.CutPrefix(f.Name, "want/"); ok {
			want[target] = text
		} else {
			fsys[f.Name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	_, update := updateOf(t, fsys)
	got := map[string]string{}
	for _, f := range update.Files {
		got[f.Name] = f.Text
		if old, ok := fsys[f.Name]; ok != (f.Old != nil) || ok && string(old.Data) != *f.Old {
			t.Errorf("the old text of %s is wrong", f.Name)
		}
		fsys[f.Name] = &fstest.MapFile{Data: []byte(f.Text)}
	}
	var problems strings.Builder
	for _, d := range update.Problems {
		problems.WriteString(d.Span.String() + ": " + d.Message + "\n")
	}
	if problems.Len() > 0 {
		got["problems"] = problems.String()
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if _, again := updateOf(t, fsys); len(again.Files) > 0 {
		t.Errorf("a second update changes %s to\n%s", again.Files[0].Name, again.Files[0].Text)
	}
}

// TestUpdateDeep expects outputs that are nested too deeply to be written: 9,000 levels, about as many as a payload may have, are made from 10
// times 900.
func TestUpdateDeep(t *testing.T) {
	const levels, rounds = 900, 10
	nested := strings.Repeat(`{"a": `, levels-1) + `{"a.$": "$.v"}` + strings.Repeat("}", levels-1)
	definition := `{"StartAt": "Wrap", "States": {
  "Wrap": {"Type": "Pass", "Parameters": {"n.$": "States.MathAdd($.n, -1)", "v": ` + nested + `}, "Next": "Again?"},
  "Again?": {"Type": "Choice", "Choices": [{"Variable": "$.n", "NumericGreaterThan": 0, "Next": "Wrap"}], "Default": "Last"},
  "Last": {"Type": "Pass", "OutputPath": "$.v", "End": true}}}`
	test := `cases:
  - {name: as a value, expect: {outputIs: {a: 1}}}
  - {name: members, expect: {output: {a: {b: 1}}}}
  - {name: golden, expect: {golden: new.json}}
  - {name: old golden, expect: {golden: old.json}}
  - {name: path, expect: {path: [Last]}}
`
	test = strings.ReplaceAll(test, "expect:", "input: {n: "+strconv.Itoa(rounds)+", v: 1}, expect:")
	fsys := fstest.MapFS{"a.asl.json": {Data: []byte(definition)}, "a.asl.test.yaml": {Data: []byte(test)}, "old.json": {Data: []byte(`{"a": {"a": 2}}`)}}
	f, update := updateOf(t, fsys)
	if f.Cases[0].Input.Len() == 0 || len(update.Files) != 1 || update.Expectations != 2 {
		t.Errorf("%d expectations in %d files", update.Expectations, len(update.Files))
	}
	for _, d := range update.Problems {
		if !strings.Contains(d.Message, "is nested deeper than 1000 levels") {
			t.Errorf("%s", d)
		}
	}
	if len(update.Problems) != 3 {
		t.Errorf("got %d problems: %v", len(update.Problems), update.Problems)
	}
}

// FuzzUpdate updates test files of any text: what it would write loads, and needs no further update.
func FuzzUpdate(f *testing.F) {
	definition, err := os.ReadFile(filepath.Join("testdata", "update", "a.asl.json"))
	if err != nil {
		f.Fatal(err)
	}
	names, err := filepath.Glob(filepath.Join("testdata", "update", "*.txtar"))
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(archive.Files[0].Data))
	}
	f.Fuzz(func(t *testing.T, text string) {
		fsys := fstest.MapFS{"a.asl.json": {Data: definition}, "a.asl.test.yaml": {Data: []byte(text)}}
		file, diagnostics := Load(fsys, "a.asl.test.yaml", "")
		if diagnostics.HasErrors() {
			return
		}
		results, err := RunCases(t.Context(), file.Cases, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, made := range file.Update(fsys, results).Files {
			if made.Name != file.Name {
				continue
			}
			fsys["a.asl.test.yaml"] = &fstest.MapFile{Data: []byte(made.Text)}
			if _, again := updateOf(t, fsys); len(again.Files) > 0 && again.Files[0].Name == file.Name {
				t.Fatalf("a second update changes\n%s\nto\n%s", made.Text, again.Files[0].Text)
			}
		}
	})
}
