package suite

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/asl"
)

func TestIsTestFile(t *testing.T) {
	for _, c := range []struct {
		name string
		want bool
	}{
		{"a.asl.test.yaml", true},
		{"a.asl.test.yml", true},
		{"a.asl.test.json", true},
		{"sub/a.asl.test.yaml", true},
		{"A.ASL.TEST.YAML", true},
		{"a.asl.json", false},
		{"a.test.yaml", false},
		{"a.asl.test.yaml.bak", false},
		{"asl.test.yaml", false},
	} {
		if got := IsTestFile(c.name); got != c.want {
			t.Errorf("IsTestFile(%q) = %t", c.name, got)
		}
	}
}

func TestNeighbor(t *testing.T) {
	for _, name := range []string{"a.asl.json", "a.asl.yaml", "a.asl.yml", "a.asl", "a.json"} {
		for _, test := range []string{"a.asl.test.yaml", "a.asl.test.yml", "a.asl.test.json"} {
			fsys := files("-- sub/" + name + " --\n" + pass + "\n-- sub/" + test + " --\n{\"cases\": [{\"name\": \"a\"}]}\n")
			f, found := Load(fsys, "sub/"+test, "below/")
			if found.HasErrors() || f.Program == nil || f.Definition.File.Name != "below/sub/"+name || f.Source.Name != "below/sub/"+test {
				t.Errorf("%s beside %s: %s", name, test, found)
			}
		}
	}
}

func TestLoadFaults(t *testing.T) {
	const test = "-- a.asl.test.yaml --\n"
	for _, c := range []struct{ name, archive, want string }{
		{"no file", ``, `<> read the test file: no such file [invalid-test]`},
		{"no definition", test + "cases: [{name: a}]", `<> no definition found next to the test file: specify it with "definition" [invalid-test]`},
		{"definition elsewhere", test + "definition: b.asl.json\ncases: [{name: a}]", `<b.asl.json> read "b.asl.json": no such file [invalid-test]`},
		{"definition above", test + "definition: ../b.asl.json\ncases: [{name: a}]", `<../b.asl.json> read "../b.asl.json": it is outside the given directory [invalid-test]`},
		{"definition from the root", test + "definition: /etc/passwd\ncases: [{name: a}]", `</etc/passwd> read "/etc/passwd": it is outside the given directory [invalid-test]`},
		{"definition with mistakes", test + "cases: [{name: a}]\n-- a.asl.json --\n{\"StartAt\": 1, \"States\": {\"P\": {\"Type\": \"Succeed\"}}}\n", `a.asl.json <1> "StartAt" must be a string, not the number 1 [wrong-type]`},
		{"definition whose behavior on AWS is unknown", test + "cases: [{name: a}]\n-- a.asl.json --\n{\"StartAt\": \"P\", \"TimeoutSeconds\": 0, \"States\": {\"P\": {\"Type\": \"Succeed\"}}}\n", `a.asl.json <0> AWS accepts a "TimeoutSeconds" of 0, but its effect is unknown [cannot-run]`},
		{"definition that cannot run", test + "cases: [{name: a}]\n-- a.asl.json --\n{\"StartAt\": \"Q\", \"States\": {\"P\": {\"Type\": \"Succeed\"}}}\n", `a.asl.json <"Q"> unknown state "Q" [cannot-run]`},
		{"no cases", test + "version: 1\n-- a.asl.json --\n" + pass, `<> the key "cases" is missing [invalid-test]`},
		{"empty cases", test + "cases: []\n-- a.asl.json --\n" + pass, `<[]> "cases" must not be empty [invalid-test]`},
		{"another version", test + "version: 2\ncases: [{name: a}]\n-- a.asl.json --\n" + pass, `<2> "version" must be 1, not "2" [invalid-test]`},
		{"golden above", test + "cases: [{name: a, expect: {golden: ../x.json}}]\n-- a.asl.json --\n" + pass, `<../x.json> read "../x.json": it is outside the given directory [invalid-test]`},
		{
			"golden with a key twice", test + "cases: [{name: a, expect: {golden: x.json}}]\n-- x.json --\n{\"n\": 1, \"o\": {\"k\": 1, \"k\": 2}}\n-- a.asl.json --\n" + pass,
			`<x.json> read "x.json": duplicate key "k" [invalid-test]`,
		},
		{"golden that is not JSON", test + "cases: [{name: a, expect: {golden: x.json}}]\n-- x.json --\n{\n-- a.asl.json --\n" + pass, `<x.json> read "x.json": invalid JSON at offset 2: expected a key [invalid-test]`},
		{"unknown key of an answer", test + "cases: [{name: a, mocks: {P: {retrun: 1}}}]\n-- a.asl.json --\n" + pass, `<retrun> unknown key "retrun" (did you mean "return"?) [invalid-test]`},
		{"unknown key of a case", test + "cases: [{name: a, mock: {}}]\n-- a.asl.json --\n" + pass, `<mock> unknown key "mock" (did you mean "mocks"?) [invalid-test]`},
		{"unknown key of a time", test + "cases: [{name: a, expect: {time: {mix: 1s}}}]\n-- a.asl.json --\n" + pass, `<mix> unknown key "mix" (did you mean "max"?) [invalid-test]`},
		{"unknown key of calls", test + "cases: [{name: a, expect: {calls: {P: {cuont: 1}}}}]\n-- a.asl.json --\n" + pass, `<cuont> unknown key "cuont" (did you mean "count"?) [invalid-test]`},
		{"unknown key of a thrown error", test + "cases: [{name: a, mocks: {P: {throw: {eror: x}}}}]\n-- a.asl.json --\n" + pass, `<eror> unknown key "eror" (did you mean "error"?) [invalid-test]`},
		{"unknown key of a token", test + "cases: [{name: a, mocks: {P: {token: {succss: x}}}}]\n-- a.asl.json --\n" + pass, `<succss> unknown key "succss" (did you mean "success"?) [invalid-test]`},
		{"unknown key of a failed token", test + "cases: [{name: a, mocks: {P: {token: {failure: {error: x, cuse: x}}}}}]\n-- a.asl.json --\n" + pass, `<cuse> unknown key "cuse" (did you mean "cause"?) [invalid-test]`},
		{"no duration", test + "cases: [{name: a, expect: {time: soon}}]\n-- a.asl.json --\n" + pass, `<soon> invalid duration "soon": a duration is a number of seconds, or text such as "90s", "1h30m" or "2d" [invalid-test]`},
		{"no file to include", test + "includes: [b.yaml]\ncases: [{name: a}]\n-- a.asl.json --\n" + pass, `<b.yaml> read "b.yaml": no such file [invalid-test]`},
		{"a list to include", test + "includes: [b.yaml]\ncases: [{name: a}]\n-- b.yaml --\n[]\n-- a.asl.json --\n" + pass, `b.yaml <[]> an included file must contain an object [invalid-test]`},
		{"a key that cannot be included", test + "includes: [b.yaml]\ncases: [{name: a}]\n-- b.yaml --\nmock: {}\n-- a.asl.json --\n" + pass, `b.yaml <mock> an included file cannot have the key "mock" (did you mean "mocks"?) [invalid-test]`},
		{"object above", test + "cases: [{name: a, s3: {b/k: {file: ../x.csv}}}]\n-- a.asl.json --\n" + pass, `<../x.csv> read "../x.csv": it is outside the given directory [invalid-mock]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, found := Load(files(c.archive), "a.asl.test.yaml", "")
			if got := showFindings(errorsIn(found)); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			if f == nil || f.Source == nil {
				t.Error("no file is returned")
			}
		})
	}
}

// TestIncludes joins what several files share: the nearest counts, in some sections member by member.
func TestIncludes(t *testing.T) {
	f := mustLoad(t, `
-- a.asl.json --
`+pass+`
-- first.yaml --
input: {of: first}
start: 2020-01-01T00:00:00Z
variables: {a: 1, b: 1, c: 1}
-- second.yaml --
input: {of: second}
variables: {b: 2, c: 2}
-- a.asl.test.yaml --
includes: [first.yaml, second.yaml]
variables: {c: 3}
cases:
  - name: a
    expect: {outputIs: {of: second}, that: ["variables.a = 1", "variables.b = 2", "variables.c = 3"]}
`, "a.asl.test.yaml")
	if got, want := outcomes(runAll(t, f, Options{})), "a: passed\n"; got != want {
		t.Errorf("got %s", got)
	}
}

// TestPointers checks that findings say where they are as JSON Pointers.
func TestPointers(t *testing.T) {
	_, found := Load(files("-- a.asl.test.yaml --\ncases: [{name: a, expect: {golden: ../x.json}}]\n-- a.asl.json --\n"+pass), "a.asl.test.yaml", "")
	if len(found) != 1 || found[0].Pointer != "/cases/0/expect/golden" {
		t.Errorf("got %v", found)
	}
}

// TestSymbolicLinks lays links out of the folder, which an os.Root does not follow.
func TestSymbolicLinks(t *testing.T) {
	outside, inside := t.TempDir(), t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(filepath.Join(outside, "secret.json"), pass)
	write(filepath.Join(inside, "real.json"), pass)
	write(filepath.Join(inside, "out.asl.test.yaml"), "definition: out.json\ncases: [{name: a}]")
	write(filepath.Join(inside, "in.asl.test.yaml"), "definition: in.json\ncases: [{name: a}]")
	for link, target := range map[string]string{"out.json": filepath.Join(outside, "secret.json"), "in.json": "real.json"} {
		if err := os.Symlink(target, filepath.Join(inside, link)); err != nil {
			t.Skipf("no symbolic links here: %v", err)
		}
	}
	root, err := os.OpenRoot(inside)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = root.Close() })
	if _, found := Load(root.FS(), "out.asl.test.yaml", ""); !strings.Contains(showFindings(errorsIn(found)), `<out.json> read "out.json": `) {
		t.Errorf("the link out of the directory gives %s", showFindings(errorsIn(found)))
	}
	if f, found := Load(root.FS(), "in.asl.test.yaml", ""); found.HasErrors() || f.Program == nil {
		t.Errorf("the link inside of the directory gives %s", showFindings(errorsIn(found)))
	}
}

func TestSubstitutions(t *testing.T) {
	f := mustLoad(t, `
-- a.asl.json --
{"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": ${Seconds}, "Next": "${Next}"}, "${Next}": {"Type": "Pass", "Result": "${Kept}", "End": true}}}
-- a.asl.test.yaml --
substitutions: {Seconds: 90, Next: Last}
cases:
  - name: a
    expect: {path: [W, Last], time: 90s, outputIs: "${Kept}"}
`, "a.asl.test.yaml")
	if got, want := outcomes(runAll(t, f, Options{})), "a: passed\n"; got != want {
		t.Errorf("got %s", got)
	}
}

func TestRows(t *testing.T) {
	f := mustLoad(t, `
-- a.asl.json --
`+pass+`
-- a.asl.test.yaml --
cases:
  - name: "{row.name} of {row.n} and {row.list}"
    rows:
      - {name: one, n: 1, list: [1, "x"], key: k, text: is 1}
      - {name: two, n: 2.50, list: null, key: l, text: is 2.50}
    input: {n: "{row.n}", text: "is {row.n}", list: "{row.list}", "{row.key}": 0, rows: 3, open: "{row.n"}
    expect:
      that: ["input.n = row.n", "input.text = row.text", "input.rows = 3"]
      output: {list: "{row.list}", "{row.key}": 0, rows: 3, open: "{row.n"}
  - name: without
    expect: {that: ["$not($exists(row))"]}
`, "a.asl.test.yaml")
	want := "one of 1 and [1,\"x\"]: passed\ntwo of 2.50 and null: passed\nwithout: passed\n"
	if got := outcomes(runAll(t, f, Options{})); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if got := f.Cases[1].Input.JSON(); !strings.Contains(got, `"n":2.50,"text":"is 2.50","list":null,"l":0`) {
		t.Errorf("the input is %s", got)
	}
}

// TestSettings holds a case's own keys over those of the file.
func TestSettings(t *testing.T) {
	f := mustLoad(t, `
-- a.asl.json --
{"StartAt": "P", "States": {"P": {"Type": "Pass", "Parameters": {"at.$": "$$.Execution.StartTime", "who.$": "$$.Execution.Name", "v.$": "$v", "in.$": "$"}, "End": true}}}
-- a.asl.test.yaml --
start: 2026-01-01T00:00:00Z
seed: 1
type: standard
context: {Execution: {Name: file}}
variables: {v: 1}
input: {from: file}
cases:
  - name: of the file
    expect: {outputIs: {at: "2026-01-01T00:00:00.000Z", who: file, v: 1, in: {from: file}}}
  - name: of the case
    start: 2026-06-01T00:00:00Z
    seed: 18446744073709551615
    type: express
    context: {Execution: {Name: case}}
    variables: {v: 2}
    input: [1]
    tags: [a, b]
    expect: {outputIs: {at: "2026-06-01T00:00:00.000Z", who: case, v: 2, in: [1]}}
`, "a.asl.test.yaml")
	if got, want := outcomes(runAll(t, f, Options{})), "of the file: passed\nof the case: passed\n"; got != want {
		t.Errorf("got %s", got)
	}
	if c := f.Cases[1]; c.Config.Seed != 1<<64-1 || c.Config.Type != asl.Express || len(c.Tags) != 2 || c.Span.Text() != "of the case" {
		t.Errorf("got %+v", c)
	}
}

func TestStateAlone(t *testing.T) {
	f := mustLoad(t, order+`
-- order.asl.test.yaml --
cases:
  - name: Note alone
    state: Note
    input: {shipped: [1, 2, 3]}
    expect: {path: [Note], variables: {count: 3}, time: 0s}
`, "order.asl.test.yaml")
	if got, want := outcomes(runAll(t, f, Options{})), "Note alone: passed\n"; got != want {
		t.Errorf("got %s", got)
	}
}

// TestPointersOfOtherFiles holds that a finding in the definition has no pointer into the test file.
func TestPointersOfOtherFiles(t *testing.T) {
	_, found := Load(files("-- a.asl.test.yaml --\ncases: [{name: a}]\n-- a.asl.json --\n{\"StartAt\": \"Q\", \"States\": {\"P\": {\"Type\": \"Succeed\"}}}\n"), "a.asl.test.yaml", "")
	if len(found) != 1 || strings.HasPrefix(found[0].Pointer, "/cases") {
		t.Errorf("got %+v", found)
	}
}
