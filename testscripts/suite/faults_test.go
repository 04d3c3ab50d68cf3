package suite

import (
	"fmt"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// spans lists what findings point at, with the names that they suggest; that a case expects nothing is left out.
func spans(found source.Diagnostics) string {
	var list []string
	for _, d := range found {
		if strings.Contains(d.Message, "without expectations") { // most cases here are
			continue
		}
		text := d.Span.Text()
		if _, suggested, ok := strings.Cut(d.Message, "did you mean "); ok {
			text += " → " + strings.Trim(suggested, `"?)`)
		}
		if len(d.Related) > 0 {
			text += fmt.Sprintf(" (%d)", d.Related[0].Span.Start.Line)
		}
		list = append(list, text)
	}
	return strings.Join(list, ", ")
}

// faultyFiles hold what is wrong in test files beside the order workflow, and the texts that findings point at.
var faultyFiles = []struct{ name, text, want string }{
	{"a name twice", "cases:\n- {name: a}\n- {name: b}\n- {name: a}", `a (2)`},
	{"a mock of a Pass", `cases: [{name: a, mocks: {Note: {return: 1}}}]`, `Note`},
	{"a mock of a Map", `cases: [{name: a, mocks: {Ship all: {return: 1}}}]`, `Ship all`},
	{"a mock by path", `cases: [{name: a, mocks: {Ship all/Ship: {return: {}}}}]`, ``},
	{"a mock by resource", `cases: [{name: a, mocks: {"arn:aws:states:::lambda:invoke": {return: {}}}}]`, ``},
	{"a mock of nothing", `cases: [{name: a, mocks: {Shp: {return: 1}}}]`, `Shp → Ship`},
	{"mocks of the file", "mocks: {Shp: {return: 1}}\ncases: [{name: a}]", `Shp → Ship`},
	{"a token that nobody waits for", `cases: [{name: a, mocks: {Ship: [{return: {}}, {token: {success: 1}}]}}]`, `{token: {success: 1}}`},
	{"a result of another shape", `cases: [{name: a, validate: present, mocks: {Ship: {return: {Paylod: 1}}}}]`, `Paylod → Payload`},
	{"a result of another shape, as a warning", `cases: [{name: a, mocks: {Ship: {return: {Paylod: 1}}}}]`, `Paylod → Payload`},
	{"results are not checked", `cases: [{name: a, validate: none, mocks: {Ship: {return: {Paylod: 1}}}}]`, ``},
	{"a result of another type, in strict mode", `cases: [{name: a, validate: strict, mocks: {Ship: {return: {StatusCode: ok}}}}]`, `ok`},
	{"results as the file says", "validate: none\ncases: [{name: a, mocks: {Ship: {return: {StatusCode: ok}}}}]", ``},
	{"a start that is not a time", `cases: [{name: a, start: yesterday}]`, `yesterday`},
	{"a start with fractions", `cases: [{name: a, start: "2026-01-01T00:00:00.5Z"}]`, ``},
	{"a seed that is too large", `cases: [{name: a, seed: 18446744073709551616}]`, `18446744073709551616`},
	{"retries without a state", `cases: [{name: a, retrierRetryCount: 1}]`, `1`},
	{"a state that isn't there", `cases: [{name: a, state: Nots}]`, `Nots → Note`},
	{"a state inside another", `cases: [{name: a, state: Shp}]`, `Shp → Ship`},
	{"unused without a mock", "unused: [Shp]\ncases: [{name: a, mocks: {Ship: {return: {}}}}]", `Shp → Ship`},
	{"unused with a mock", "unused: [Ship]\ncases: [{name: a, mocks: {Ship: {return: {}}}}]", ``},
	{
		"names in paths", `cases: [{name: a, expect: {path: [..., Nots], pathIncludes: [Ship all/Ship, Shp], pathExcludes: [Emty]}}]`,
		`Nots → Note, Shp → Ship, Emty → Empty`,
	},
	{"names of retries and calls", `cases: [{name: a, expect: {retries: {Shp: [soon]}, calls: {Shp: []}}}]`, `Shp → Ship, soon, Shp → Ship`},
	{"limits of a time", `cases: [{name: a, expect: {time: {min: soon, max: later}}}]`, `soon, later`},
	{"included values that are not names", "includes: [1]\ncases: [{name: a}]", `1`},
	{"included files that are missing", "includes: [x.yaml, y.yaml]\ncases: [{name: a}]", `x.yaml, y.yaml`},
	{"included files and values", "includes: [1, x.yaml]\ncases: [{name: a}]", `1, x.yaml`},
	{"an included file with a mistake", "includes: [bad.yaml]\ncases: [{name: a}]", `*x`},
	{"a row without the value", "cases:\n- {name: 'a {row.x}', rows: [{x: 1, y: 1}, {x: 2}], input: '{row.y}'}", `'{row.y}'`},
}

func TestFaultyFiles(t *testing.T) {
	for _, c := range faultyFiles {
		t.Run(c.name, func(t *testing.T) {
			_, found := Load(files(order+"\n-- bad.yaml --\nmocks: *x\n-- order.asl.test.yaml --\n"+c.text+"\n"), "order.asl.test.yaml", "")
			if got := spans(found); got != c.want {
				t.Errorf("got %s, want %s\n%v", got, c.want, found)
			}
		})
	}
}

// schemas are values of outputSchema, and whether they can be used. A schema may refer to itself for parts of the value,
// as the output is finite, but not for the value itself.
var schemas = []struct {
	name, schema string
	usable       bool
}{
	{"an object", `{$id: "http://example.com/x", type: object}`, true},
	{"an array", `[1]`, false},
	{"itself", `{$ref: "#"}`, false},
	{"itself for a part", `{properties: {items: {items: {anyOf: [{$ref: "#"}, {type: string}]}}}}`, true},
	{"itself in allOf", `{allOf: [{type: object}, {$ref: "#"}]}`, false},
	{"itself in if", `{if: {$ref: "#"}}`, false},
	{"itself in dependencies", `{dependencies: {items: {$ref: "#"}}}`, false},
	{"each other", `{definitions: {a: {not: {$ref: "#/definitions/b"}}, b: {$ref: "#/definitions/a"}}, properties: {x: {$ref: "#/definitions/a"}}}`, false},
	{"a definition twice", `{definitions: {a: {type: object}}, allOf: [{$ref: "#/definitions/a"}, {$ref: "#/definitions/a"}]}`, true},
	{"an escaped name", `{definitions: {a/b: {type: object}, c~d: {}}, allOf: [{$ref: "#/definitions/a~1b"}, {$ref: "#/definitions/c~0d"}]}`, true},
	{"nothing", `{properties: {items: {$ref: "#/definitions/a"}}}`, false},
	{"another document", `{properties: {items: {$ref: "other.json"}}}`, false},
	{"an id inside", `{definitions: {a: {id: x}}}`, false},
	{"an $id inside", `{definitions: {a: {$id: x}}}`, false},
	{"an $id in a list", `{allOf: [{type: object}, {$id: x}, {}]}`, false},
	{"a reference in a list", `{properties: {items: {anyOf: [{}, {not: {$ref: "#/none"}}, {}]}}}`, false},
	{"an id in data", `{default: {id: x}, enum: [{id: x}, {items: [a, b], shipped: [{id: 1}, {id: 2}]}]}`, true},
	{"a reference in data", `{not: {const: {$ref: "#"}}}`, true},
	{"another type", `{type: objekt}`, false},
	{"too many steps", schemaOfSteps(14), false},
	{"many steps", schemaOfSteps(7), true},
	{"many parts", `{properties: {` + properties(2_000) + `}}`, true},
}

// properties returns the schemas of n properties.
func properties(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "p%d: {type: string}, ", i)
	}
	return b.String()
}

// schemaOfSteps returns a schema with 2^n ways through it.
func schemaOfSteps(n int) string {
	var b strings.Builder
	b.WriteString(`{allOf: [{$ref: "#/definitions/s0"}], definitions: {`)
	for i := range n {
		fmt.Fprintf(&b, `s%d: {allOf: [{$ref: "#/definitions/s%d"}, {$ref: "#/definitions/s%d"}]}, `, i, i+1, i+1)
	}
	fmt.Fprintf(&b, `s%d: {}}}`, n)
	return b.String()
}

func TestSchemas(t *testing.T) {
	for _, c := range schemas {
		for from, schema := range map[string]string{"here": c.schema, "file": "schema.yaml"} {
			t.Run(c.name+" "+from, func(t *testing.T) {
				f, found := Load(files(order+`
-- schema.yaml --
`+c.schema+`
-- order.asl.test.yaml --
cases:
  - name: a
    input: {items: [a, b]}
    mocks: {Ship: [{return: {Payload: {id: 1}}}, {return: {Payload: {id: 2}}}]}
    expect: {outputSchema: `+schema+"}\n"), "order.asl.test.yaml", "")
				if (len(found) == 0) != c.usable {
					t.Fatalf("got %v", found)
				}
				if c.usable {
					check(t, f, "")
				}
			})
		}
	}
}

// TestPlainValue passes numbers to the validator as they are, but for those that would take it too long.
func TestPlainValue(t *testing.T) {
	for text, want := range map[string]string{
		`12`: `12`, `-1.50`: `-1.50`, `[1,{"a":2}]`: `[1 map[a:2]]`, `"1e5"`: `1e5`, `1e5`: `100000`, `2E-1`: `0.2`,
		`123456789012345678901234567890`:  `123456789012345678901234567890`,
		`1234567890123456789012345678901`: `1.2345678901234568e+30`,
		`1e10000000`:                      `1.7976931348623157e+308`,
		`-1e10000000`:                     `-1.7976931348623157e+308`,
	} {
		v, err := value.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(plainValue(v)); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}

// TestKeysAt holds which keys are suggested where: those of the object that has the unknown key.
func TestKeysAt(t *testing.T) {
	for location, want := range map[string]string{
		"(root)": "cases", "(root)/cases/0": "name", "(root)/cases/0/expect": "pathIncludes", "(root)/cases/0/expect/time": "min",
		"(root)/cases/0/expect/calls/S": "with", "(root)/mocks/S": "return", "(root)/cases/1/mocks/S/0": "return",
		"(root)/mocks/S/throw": "cause", "(root)/mocks/S/token": "success", "(root)/mocks/S/token/failure": "cause",
	} {
		if keys := strings.Join(keysAt(location), " ") + " "; !strings.Contains(keys, want+" ") {
			t.Errorf("%s knows %s", location, keys)
		}
	}
	if keys := keysAt("(root)/cases/0/mocks/failure"); strings.Join(keys, " ") == "error cause" {
		t.Errorf("a state named failure knows %s", keys)
	}
}

// TestRowsKeepFile holds that tables are filled in beside the tree of the file, which findings and fixes refer to.
func TestRowsKeepFile(t *testing.T) {
	const text = "version: 1\ncases: [{name: 'a {row.x}', rows: [{x: 1}, {x: 2}]}]"
	f := &File{Source: source.NewFile("a.asl.test.yaml", text)}
	root, _ := source.Parse(f.Source)
	expanded, rows, found := f.expandRows(root)
	if len(found) > 0 || len(rows) != 2 || len(expanded.Get("cases").Items) != 2 {
		t.Errorf("got %v, %v", rows, found)
	}
	if n := root.Get("cases"); len(n.Items) != 1 || n.Items[0].Get("name").Text != "a {row.x}" {
		t.Errorf("the tree has changed to %v", n)
	}
}

func TestConfig(t *testing.T) {
	f := mustLoad(t, order+`
-- order.asl.test.yaml --
type: synchronous-express
cases:
  - {name: of the file, skip: later}
  - {name: alone, state: Note, retrierRetryCount: 3, type: standard, only: true, unused: allow}
`, "order.asl.test.yaml")
	if c := f.Cases[0]; c.Config.Type != asl.Express || !c.Config.Synchronous || c.Only || c.Skip != "later" || c.Input.JSON() != "{}" {
		t.Errorf("got %+v", c)
	}
	if c := f.Cases[1]; c.Config.Type != asl.Standard || c.Config.Synchronous || !c.Only || c.Config.RetrierRetryCount != 3 || c.Config.OnlyState != "Note" {
		t.Errorf("got %+v", c)
	}
}
