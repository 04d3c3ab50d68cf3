package asl

import (
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/aslcheck/aslcheck/source"
)

var update = flag.Bool("update", false, "rewrite the models and findings in testdata")

// A parseCase is a definition in an archive of testdata. The archive has one file for each: "what it shows.asl.json" (or
// .yaml) with the definition, "what it shows.model" with what is read from it, and "what it shows.findings" where there
// are any.
type parseCase struct {
	name, file, text string
	model, findings  string
}

func readCases(tb testing.TB, path string) []parseCase {
	tb.Helper()
	archive, err := txtar.ParseFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	var cases []parseCase
	for _, f := range archive.Files {
		name, kind, _ := strings.Cut(f.Name, ".")
		last := len(cases) - 1
		switch kind {
		case "asl.json", "asl.yaml":
			cases = append(cases, parseCase{name: name, file: f.Name, text: string(f.Data)})
		case "model":
			cases[last].model = string(f.Data)
		case "findings":
			cases[last].findings = string(f.Data)
		default:
			tb.Fatalf("%s: what is %q?", path, f.Name)
		}
	}
	return cases
}

func caseFiles(tb testing.TB) []string {
	tb.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", "*.txtar"))
	if err != nil || len(files) == 0 {
		tb.Fatalf("no cases: %v", err)
	}
	return files
}

func TestParse(t *testing.T) {
	for _, path := range caseFiles(t) {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			cases := readCases(t, path)
			for i := range cases {
				c := &cases[i]
				t.Run(c.name, func(t *testing.T) {
					def, found := parse(c.file, c.text)
					checkPlaces(t, def, found)
					model, findings := dump(def), showFindings(found)
					if *update {
						c.model, c.findings = model, findings
						return
					}
					if diff := cmp.Diff(c.model, model); diff != "" {
						t.Errorf("the model differs (-want +got):\n%s", diff)
					}
					if diff := cmp.Diff(c.findings, findings); diff != "" {
						t.Errorf("the findings differ (-want +got):\n%s", diff)
					}
				})
			}
			if *update {
				rewrite(t, path, cases)
			}
		})
	}
}

// rewrite writes an archive with new models and findings.
func rewrite(t *testing.T, path string, cases []parseCase) {
	t.Helper()
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	archive.Files = nil
	add := func(name, text string) {
		archive.Files = append(archive.Files, txtar.File{Name: name, Data: []byte(text)})
	}
	for _, c := range cases {
		add(c.file, c.text)
		add(c.name+".model", c.model)
		if c.findings != "" {
			add(c.name+".findings", c.findings)
		}
	}
	if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
		t.Fatal(err)
	}
}

// checkPlaces fails the test if a finding is incomplete, its location is outside the file, or a field of the model
// is not where it says.
func checkPlaces(t *testing.T, def *Definition, found source.Diagnostics) {
	t.Helper()
	for _, d := range found {
		if d.Severity == 0 || d.Rule == "" || d.Message == "" || strings.HasSuffix(d.Message, ".") {
			t.Errorf("incomplete finding %#v", d)
		}
		checkSpan(t, def.File, d.Span)
		for _, r := range d.Related {
			checkSpan(t, def.File, r.Span)
		}
	}
	for _, st := range def.States() {
		checkSpan(t, def.File, st.Head().NameSpan)
		checkSpan(t, def.File, st.Head().Span)
		if !strings.Contains(Path(st), st.Head().Name) {
			t.Errorf("the path %q lacks the name %q", Path(st), st.Head().Name)
		}
	}
	eachField(reflect.ValueOf(def.Machine), func(name string, f reflect.Value) {
		if f.FieldByName("Node").IsNil() {
			t.Fatalf("the field %s has no node", name)
		}
		checkSpan(t, def.File, spanOf(f, "Span"))
		key := spanOf(f, "KeySpan")
		if !key.IsValid() {
			return // an entry of a list
		}
		checkSpan(t, def.File, key)
	})
}

// spanOf calls the method of a Field that returns a location.
func spanOf(f reflect.Value, method string) source.Span {
	return f.Addr().MethodByName(method).Call(nil)[0].Interface().(source.Span)
}

func checkSpan(t *testing.T, f *source.File, s source.Span) {
	t.Helper()
	if s.File != f || s.Start.Offset < 0 || s.Start.Offset > s.End.Offset || int(s.End.Offset) > len(f.Text) {
		t.Fatalf("the span %v-%v is outside of the file", s.Start, s.End)
	}
	for _, p := range []source.Position{s.Start, s.End} {
		if want := f.Position(int(p.Offset)); p != want {
			t.Fatalf("offset %d is at %v, want %v", p.Offset, p, want)
		}
	}
}

// TestKeySpans holds each field that is set to the text of its key.
func TestKeySpans(t *testing.T) {
	for _, path := range caseFiles(t) {
		for _, c := range readCases(t, path) {
			def, _ := parse(c.file, c.text)
			eachField(reflect.ValueOf(def.Machine), func(name string, f reflect.Value) {
				key := spanOf(f, "KeySpan")
				text := strings.Trim(key.Text(), `"`)
				if key.IsValid() && name != text && name != "Operand" {
					t.Errorf("%s: %s: the key of %s reads %q", path, c.name, name, text)
				}
			})
		}
	}
}

// TestEveryField demands that the archives use every field of the language in each query language that has it.
func TestEveryField(t *testing.T) {
	used := map[string]bool{}
	for _, path := range caseFiles(t) {
		for _, c := range readCases(t, path) {
			def, _ := parse(c.file, c.text)
			for _, st := range def.States() {
				use(used, st.Kind(), st.Head().Language, st.Head().Node)
				if r := Recover(st); r != nil {
					for _, x := range r.Retry.Value {
						use(used, "Retrier", st.Head().Language, x.Node)
					}
					for _, x := range r.Catch.Value {
						use(used, "Catcher", st.Head().Language, x.Node)
					}
				}
				if m, ok := st.(*Map); ok {
					useMap(used, m)
				}
				if choice, ok := st.(*Choice); ok {
					for _, r := range choice.Choices.Value {
						use(used, "ChoiceRule", r.Language, r.Node)
					}
				}
			}
		}
	}
	x := newTables()
	demand(t, used, "Task", x.task)
	demand(t, used, "Pass", x.pass)
	demand(t, used, "Choice", x.choice)
	demand(t, used, "Wait", x.wait)
	demand(t, used, "Succeed", x.succeed)
	demand(t, used, "Fail", x.fail)
	demand(t, used, "Parallel", x.parallel)
	demand(t, used, "Map", x.mapState)
	demand(t, used, "Retrier", x.retrier)
	demand(t, used, "Catcher", x.catcher)
	demand(t, used, "ChoiceRule", x.choiceRule)
	demand(t, used, "ItemReader", x.itemReader)
	demand(t, used, "ReaderConfig", x.readerConfig)
	demand(t, used, "ItemBatcher", x.itemBatcher)
	demand(t, used, "ResultWriter", x.resultWriter)
	demand(t, used, "WriterConfig", x.writerConfig)
}

func use(used map[string]bool, what string, lang Language, n *source.Node) {
	for i := range n.Members {
		used[what+"."+n.Members[i].Key+" in "+lang.String()] = true
	}
}

func useMap(used map[string]bool, m *Map) {
	if r := m.ItemReader; r != nil {
		use(used, "ItemReader", m.Language, r.Node)
		if r.ReaderConfig != nil {
			use(used, "ReaderConfig", m.Language, r.ReaderConfig.Node)
		}
	}
	if b := m.ItemBatcher; b != nil {
		use(used, "ItemBatcher", m.Language, b.Node)
	}
	if w := m.ResultWriter; w != nil {
		use(used, "ResultWriter", m.Language, w.Node)
		if w.WriterConfig != nil {
			use(used, "WriterConfig", m.Language, w.WriterConfig.Node)
		}
	}
}

func demand[T any](t *testing.T, used map[string]bool, what string, table *table[T]) {
	t.Helper()
	for _, name := range table.names {
		if table.field(name).set == 0 {
			t.Errorf("%s has too many fields for a fieldSet", what)
		}
		for _, lang := range []Language{JSONPath, JSONata} {
			key := what + "." + name + " in " + lang.String()
			if table.field(name).in.has(lang) && !used[key] {
				t.Errorf("no case has %s", key)
			}
		}
	}
}

// TestFromNode reads trees that no text gives, and texts that are not definitions.
func TestFromNode(t *testing.T) {
	file := source.NewFile("test.asl.json", "[1]")
	list, _ := source.Parse(file)
	for _, c := range []struct {
		name string
		root *source.Node
		want string
	}{
		{"nothing", nil, ""},
		{"what could not be read", &source.Node{Kind: source.Invalid}, ""},
		{"a list", list, "1:1: a state machine must be an object, not an array [wrong-type]\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			def, found := FromNode(file, c.root)
			if got := showFindings(found); got != c.want {
				t.Errorf("got %swant %s", got, c.want)
			}
			if def.Machine == nil || def.Machine.States != nil || def.Machine.State("A") != nil || def.States() != nil {
				t.Errorf("got states: %s", dump(def))
			}
		})
	}
}

// TestRelatedAndPointers looks at what findings hold besides their message.
func TestRelatedAndPointers(t *testing.T) {
	_, found := parse("test.asl.json", `{"StartAt": "A/b", "States": {"A/b": {"Type": "Pass", "Next": "A/b", "End": true}}}`)
	if len(found) != 1 {
		t.Fatalf("got %s", showFindings(found))
	}
	d := found[0]
	if d.Pointer != "/States/A~1b/End" {
		t.Errorf("the pointer is %q", d.Pointer)
	}
	if d.Span.Text() != `"End"` || len(d.Related) != 1 || d.Related[0].Span.Text() != `"Next"` || d.Related[0].Message != `"Next" is here` {
		t.Errorf("got %#v", d)
	}
}
