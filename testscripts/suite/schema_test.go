package suite_test

import (
	"encoding/json"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/xeipuuv/gojsonschema"

	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
)

var update = flag.Bool("update", false, "rewrite the copy of the schema for editors")

const shippedSchema = "../../docs/asl-test.schema.json"

// TestSchemaIsShipped holds the schema for editors to the one that is enforced. Editors see a test file before its rows are
// filled in, so that theirs accepts {row.x} wherever a value may come from a row.
func TestSchemaIsShipped(t *testing.T) {
	var schema map[string]any
	if err := json.Unmarshal([]byte(suite.Schema), &schema); err != nil {
		t.Fatal(err)
	}
	for name, definition := range object(schema["definitions"]) {
		properties := object(object(definition)["properties"])
		rows := properties["rows"]
		if name == "case" { // rows and cases themselves come from nowhere else
			delete(properties, "rows")
			for _, property := range properties {
				acceptRows(object(property))
			}
			properties["rows"] = rows
			continue
		}
		acceptRows(object(definition))
	}
	want, err := json.MarshalIndent(schema, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	want = append(want, '\n')
	if *update {
		if err := os.WriteFile(shippedSchema, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(shippedSchema)
	if err != nil {
		t.Fatal(err)
	}
	if string(text) != string(want) {
		t.Errorf("%s is stale: run the test with -update", shippedSchema)
	}
}

func object(x any) map[string]any {
	o, _ := x.(map[string]any)
	return o
}

const rowPattern = `\{row\.[^{}]*\}`

// acceptRows makes a schema accept the placeholder of a row in place of a value, and those below it likewise.
func acceptRows(schema map[string]any) {
	for _, key := range []string{"items", "additionalProperties", "then", "else"} {
		if sub := object(schema[key]); sub != nil {
			acceptRows(sub)
		}
	}
	for _, sub := range object(schema["properties"]) {
		acceptRows(object(sub))
	}
	if enum, ok := schema["enum"]; ok {
		delete(schema, "enum")
		schema["anyOf"] = []any{map[string]any{"enum": enum}, map[string]any{"type": "string", "pattern": rowPattern}}
		return
	}
	types, isList := schema["type"].([]any)
	if one, ok := schema["type"].(string); ok {
		types = []any{one}
	} else if !isList {
		return
	}
	if !slices.Contains(types, any("string")) {
		schema["type"], schema["pattern"] = append(types, "string"), rowPattern
	}
}

// TestSchemaAcceptsWhatRuns holds every test file of the examples and scripts that loads to the schema for editors.
func TestSchemaAcceptsWhatRuns(t *testing.T) {
	text, err := os.ReadFile(shippedSchema)
	if err != nil {
		t.Fatal(err)
	}
	schema, err := gojsonschema.NewSchema(gojsonschema.NewBytesLoader(text))
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	check := func(archive string, fsys fs.FS, name string) {
		_, found := suite.Load(fsys, name, "")
		file, err := fs.ReadFile(fsys, name)
		if found.HasErrors() || err != nil {
			return
		}
		root, _ := source.Parse(source.NewFile(name, string(file)))
		result, err := schema.Validate(gojsonschema.NewStringLoader(query.Constant(root).JSON()))
		if err != nil || !result.Valid() {
			t.Errorf("%s: %s loads, but the schema rejects it: %v %v", archive, name, err, result.Errors())
		}
		checked++
	}
	walk := func(archive string, fsys fs.FS) {
		err := fs.WalkDir(fsys, ".", func(name string, _ fs.DirEntry, err error) error {
			if err == nil && suite.IsTestFile(name) {
				check(archive, fsys, name)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	walk("examples", os.DirFS("../../examples"))
	scripts, _ := filepath.Glob("../testdata/script/*.txtar")
	for _, script := range scripts {
		archive, err := txtar.ParseFile(script)
		if err != nil {
			t.Fatal(err)
		}
		fsys := fstest.MapFS{}
		for _, file := range archive.Files {
			fsys[file.Name] = &fstest.MapFile{Data: file.Data}
		}
		walk(script, fsys)
	}
	rows := "cases: [{name: '{row.n}', rows: [{n: a, times: 2, min: 1s, on: true}], mocks: {P: {return: {}, times: '{row.times}', after: '{row.min}'}}, " +
		"only: '{row.on}', retrierRetryCount: '{row.times}', expect: {status: '{row.n}', calls: {P: {count: '{row.times}'}}, time: {max: '{row.min}'}}}]"
	root, _ := source.Parse(source.NewFile("rows.yaml", rows))
	if result, err := schema.Validate(gojsonschema.NewStringLoader(query.Constant(root).JSON())); err != nil || !result.Valid() {
		t.Errorf("rows: %v %v", err, result.Errors())
	}
	if checked < 20 {
		t.Errorf("only %d test files load", checked)
	}
}

// TestSchemaRejects holds the schema for editors to rejecting what the command rejects.
func TestSchemaRejects(t *testing.T) {
	text, err := os.ReadFile(shippedSchema)
	if err != nil {
		t.Fatal(err)
	}
	schema, err := gojsonschema.NewSchema(gojsonschema.NewBytesLoader(text))
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []string{
		`{"cases": []}`, `{"cases": [{"name": "a", "only": "yes"}]}`, `{"cases": [{"name": "a", "expect": {"status": "fine"}}]}`,
		`{"cases": [{"name": "a", "mocks": {"P": {"times": "two"}}}]}`, `{"case": []}`,
	} {
		if result, err := schema.Validate(gojsonschema.NewStringLoader(test)); err != nil || result.Valid() {
			t.Errorf("%s is accepted: %v", test, err)
		}
	}
	if !strings.Contains(string(text), `"$id": "https://raw.githubusercontent.com/`) {
		t.Error("the address of the schema does not serve JSON")
	}
}
