package report

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/xeipuuv/gojsonschema"

	"github.com/aslcheck/aslcheck/internal/corpus"
	"github.com/aslcheck/aslcheck/source"
)

// fixable are findings with fixes: one that replaces, one that inserts and deletes, and one in a file with a hostile name.
func fixable(tb testing.TB) source.Diagnostics {
	tb.Helper()
	f := source.NewFile("dir/größe #1.asl.json", "{\"StartAt\": \"Größe\", \"X\": 1}\n")
	replace := finding(tb, f, `"Größe"`, "short", "the name is long")
	replace.Fixes = []source.Fix{{Message: "shorten it", Edits: []source.Edit{{Span: find(tb, f, `"Größe"`), NewText: `"G"`}}}}
	remove := finding(tb, f, `"X"`, "a-much-longer-name", "there is too much")
	at := int(find(tb, f, `"X"`).Start.Offset)
	remove.Fixes = []source.Fix{{Message: "move it", Edits: []source.Edit{{Span: f.Span(at-2, at+6)}, {Span: f.Span(1, 1), NewText: `"X": 1, `}}}}
	hostile := source.NewFile("a:b\x01\xff<\"&\n.asl.json", "{}")
	odd := finding(tb, hostile, "{}", "short", "\x00]]>\"'&\u2028\xff")
	odd.Severity = source.Advice
	return source.Diagnostics{replace, remove, odd}
}

func TestSARIF(t *testing.T) {
	golden(t, "findings.sarif", func(w io.Writer) error { return SARIF(w, "1.2.3", rules, findings(t)) })
	golden(t, "fixes.sarif", func(w io.Writer) error { return SARIF(w, "", rules, fixable(t)) })
	golden(t, "nothing.sarif", func(w io.Writer) error { return SARIF(w, "", nil, nil) })
}

// TestSARIFSchema validates logs against the schema of SARIF 2.1.0.
func TestSARIFSchema(t *testing.T) {
	dir := corpus.Dir(t, "ASLCHECK_SCHEMAS", "schemas")
	text, err := os.ReadFile(filepath.Join(dir, "sarif-2.1.0.json"))
	if err != nil {
		t.Fatal(err)
	}
	schema, err := gojsonschema.NewSchema(gojsonschema.NewBytesLoader(text))
	if err != nil {
		t.Fatal(err)
	}
	for name, found := range map[string]source.Diagnostics{"findings": findings(t), "fixes": fixable(t), "nothing": nil} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			if err := SARIF(&b, "1.2.3", rules, found); err != nil {
				t.Fatal(err)
			}
			result, err := schema.Validate(gojsonschema.NewBytesLoader(b.Bytes()))
			if err != nil {
				t.Fatal(err)
			}
			for _, fault := range result.Errors() {
				t.Error(fault)
			}
		})
	}
	result, err := schema.Validate(gojsonschema.NewStringLoader(`{"version": "2.1.0", "runs": [{}]}`))
	if err != nil || result.Valid() {
		t.Errorf("the schema accepts a run without a tool: %v", err)
	}
}

func TestSARIFRegions(t *testing.T) {
	var b bytes.Buffer
	if err := SARIF(&b, "", rules, fixable(t)); err != nil {
		t.Fatal(err)
	}
	var log sarifLog
	if err := json.Unmarshal(b.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	got := *log.Runs[0].Results[0].Locations[0].Physical.Region
	if want := (sarifRegion{StartLine: 1, StartColumn: 13, EndLine: 1, EndColumn: 20}); got != want {
		t.Errorf("region %v, want %v in code points", got, want)
	}
	insert := log.Runs[0].Results[1].Fixes[0].Changes[0].Replacements[1].Deleted
	if want := (sarifRegion{StartLine: 1, StartColumn: 2, EndLine: 1, EndColumn: 2}); insert != want {
		t.Errorf("an insertion deletes %v, want %v", insert, want)
	}
}

func TestFileURI(t *testing.T) {
	for name, want := range map[string]string{
		"a/b c.asl.json": "a/b%20c.asl.json", "<stdin>": "%3Cstdin%3E", "/x/ä": "file:///x/%C3%A4", "C:/x/a": "file:///C:/x/a",
		"a:b": "./a:b", "../up?#": "../up%3F%23",
	} {
		if got := fileURI(name); got != want {
			t.Errorf("fileURI(%q) = %q, want %q", name, got, want)
		}
	}
}
