package suite

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/mocks"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
)

// schemaKeys returns the keys of the objects of the schema by their names.
func schemaKeys(t *testing.T) map[string][]string {
	t.Helper()
	type object struct {
		Properties map[string]json.RawMessage
	}
	var schema struct {
		object
		Definitions map[string]object
	}
	if err := json.Unmarshal([]byte(Schema), &schema); err != nil {
		t.Fatal(err)
	}
	keys := map[string][]string{}
	schema.Definitions["file"] = schema.object
	for name, o := range schema.Definitions {
		for key := range o.Properties {
			keys[name] = append(keys[name], key)
		}
		slices.Sort(keys[name])
	}
	return keys
}

// TestKeysAreRead gives every key of the schema to the parser, which must know it. The values may be wrong: what counts is
// that no key is called unknown.
func TestKeysAreRead(t *testing.T) {
	keys := schemaKeys(t)
	for _, key := range keys["expect"] {
		p := &parser{file: mustLoad(t, order+"\n-- order.asl.test.yaml --\ncases: [{name: a}]\n", "order.asl.test.yaml")}
		n, _ := source.Parse(source.NewFile("t.json", `{"`+key+`": []}`))
		p.expectation(&n.Members[0], &TestCase{Config: simulator.Config{Alone: simulator.Alone{OnlyState: "A"}}})
		for _, d := range p.diagnostics {
			if strings.HasPrefix(d.Message, "unknown key") {
				t.Errorf("expect: %s", d.Message)
			}
		}
	}
	for _, key := range keys["answer"] {
		n, _ := source.Parse(source.NewFile("t.json", `{"A": {"`+key+`": []}}`))
		_, found := mocks.Parse(n)
		for _, d := range found {
			if strings.HasPrefix(d.Message, "unknown key") {
				t.Errorf("answer: %s", d.Message)
			}
		}
	}
}

// TestKeysAreDocumented looks for every key of the schema in the page about test files.
func TestKeysAreDocumented(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "docs", "testing.md"))
	if os.IsNotExist(err) {
		t.Skip("docs/testing.md does not exist")
	}
	if err != nil {
		t.Fatal(err)
	}
	for name, keys := range schemaKeys(t) {
		for _, key := range keys {
			if !strings.Contains(string(page), "`"+key+"`") && !strings.Contains(string(page), "`"+key+":") {
				t.Errorf("docs/testing.md says nothing of the key %q of %s", key, name)
			}
		}
	}
}

// TestSchemaGuards gives values of wrong types to every key: each is rejected with its location.
func TestSchemaGuards(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"name", `{name: 5}`, `<5> "name" must be a string, not an integer [invalid-test]`},
		{"empty name", `{name: ""}`, `<""> "name" must have at least 1 character [invalid-test]`},
		{"rows", `{name: a, rows: x}`, `<x> "rows" must be an array, not a string [invalid-test]`},
		{"row", `{name: a, rows: [1]}`, `<1> "rows" must be an object, not an integer [invalid-test]`},
		{"no rows", `{name: a, rows: []}`, `<[]> "rows" must not be empty [invalid-test]`},
		{"only", `{name: a, only: "yes"}`, `<"yes"> "only" must be a boolean, not a string [invalid-test]`},
		{"skip", `{name: a, skip: true}`, `<true> "skip" must be a string, not a boolean [invalid-test]`},
		{"tags", `{name: a, tags: quick}`, `<quick> "tags" must be an array, not a string [invalid-test]`},
		{"tag", `{name: a, tags: [1]}`, `<1> "tags" must be a string, not an integer [invalid-test]`},
		{"seed", `{name: a, seed: -1}`, `<-1> "seed" must be at least 0 [invalid-test]`},
		{"type", `{name: a, type: fast}`, `<fast> "type" must be "standard" or "express" or "synchronous-express", not "fast" [invalid-test]`},
		{"status", `{name: a, expect: {status: ok}}`, `<ok> "status" must be "succeeded" or "failed" or "timed_out" or "aborted", not "ok" [invalid-test]`},
		{"count", `{name: a, expect: {calls: {P: {count: many}}}}`, `<many> "count" must be an integer, not a string [invalid-test]`},
		{"path", `{name: a, expect: {path: P}}`, `<P> "path" must be an array, not a string [invalid-test]`},
		{"never", `{name: a, mocks: {P: {never: false}}}`, `<false> "never" must be true, not "false" [invalid-test]`},
		{"unused", `{name: a, unused: some}`, `<some> "unused" must be "allow", not "some" [invalid-test]`},
		{"expect", `{name: a, expect: [1]}`, `<[1]> "expect" must be an object, not an array [invalid-test]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, found := Load(files("-- a.asl.json --\n"+pass+"\n-- a.asl.test.yaml --\ncases:\n  - "+c.text+"\n"), "a.asl.test.yaml", "")
			if got := showFindings(found); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// FuzzLoad reads any test file beside a definition: nothing panics, findings are inside their file, and what has no
// errors runs.
func FuzzLoad(f *testing.F) {
	_, text, _ := strings.Cut(table, "-- order.asl.test.yaml --\n")
	f.Add(text)
	f.Add("cases: [{name: 'a {row.x}', rows: [{x: 1}], mocks: {Ship: [{return: 1}]}, expect: {path: [...], time: {min: 1}}}]")
	f.Add(`{"seed": 1e10000000, "cases": [{"name": "a", "expect": {"calls": {"A": {"count": 1e10000000}}}}]}`)
	fsys := files(order)
	f.Fuzz(func(t *testing.T, text string) {
		with := files("")
		with["order.asl.json"] = fsys["order.asl.json"]
		archive := files("-- order.asl.test.yaml --\n")
		archive["order.asl.test.yaml"].Data = []byte(text)
		with["order.asl.test.yaml"] = archive["order.asl.test.yaml"]
		file, found := Load(with, "order.asl.test.yaml", "")
		for _, d := range found {
			if s := d.Span; s.File == nil || s.Start.Offset > s.End.Offset || int(s.End.Offset) > len(s.File.Text) {
				t.Errorf("%s at %v-%v", d.Message, s.Start, s.End)
			}
		}
		if !found.HasErrors() {
			runAll(t, file, Options{Jobs: 1})
		}
	})
}
