package suite

import (
	"fmt"
	"strings"
	"testing"
)

// strictDefinition has a task that may be retried, a Pass, and a placeholder.
const strictDefinition = "\n-- a.asl.json --\n" + `{"StartAt": "Charge", "States": {
  "Charge": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:${Name}", "Next": "Note"},
  "Note": {"Type": "Pass", "End": true}}}` + "\n"

// TestStrict has test files that check nothing, or less than they say: each is a finding.
func TestStrict(t *testing.T) {
	for _, c := range []struct{ name, test, want string }{
		{
			"substitution of nothing", "substitutions: {Nam: charge}\ncases: [{name: a, expect: {status: failed}}]",
			`<Nam> the definition has no placeholder ${Nam} (did you mean "Name"?)`,
		},
		{"substitution", "substitutions: {Name: charge}\ncases: [{name: a, expect: {status: failed}}]", ``},
		{"substitution of an included file", "includes: [b.yaml]\ncases: [{name: a, expect: {status: failed}}]\n-- b.yaml --\nsubstitutions: {Other: x}", ``},
		{"no expectations", "cases: [{name: a}, {name: b, expect: {}}]", `<a> 2 cases without expectations only check that the execution succeeds`},
		{"no expectations of a skipped case", "cases: [{name: a, skip: later}]", ``},
		{"empty output", expecting("output: {}"), `<output> "output" lists no members, and so matches any object: use "outputIs" to compare the complete output`},
		{"empty variables", expecting("variables: {}"), `<variables> "variables" can't fail: it matches every execution`},
		{"empty list of states", expecting("pathIncludes: []"), `<pathIncludes> "pathIncludes" can't fail: it matches every execution`},
		{"path of any states", expecting(`path: ["...", "..."]`), `<path> "path" can't fail: it matches every execution`},
		{"empty path", expecting("path: []"), ``},
		{"time without limits", expecting("time: {min: 0}"), `<time> "time" can't fail: it matches every execution`},
		{"empty schema", expecting("outputSchema: {}"), `<outputSchema> "outputSchema" can't fail: it matches every execution`},
		{"schema of a later draft", expecting(`outputSchema: {$schema: "https://json-schema.org/draft/2020-12/schema", type: object}`), `<outputSchema> the JSON Schema cannot be used: "$schema" is "https://json-schema.org/draft/2020-12/schema": only draft-04, draft-06 and draft-07 are checked`},
		{"keyword of a later draft", expecting(`outputSchema: {properties: {list: {prefixItems: [{type: string}]}}}`), `<outputSchema> the JSON Schema cannot be used: keyword "prefixItems" is not part of draft-07 and would check nothing`},
		{"misspelled keyword", expecting(`outputSchema: {propertes: {a: {}}}`), `<outputSchema> the JSON Schema cannot be used: keyword "propertes" is not part of draft-07 and would check nothing (did you mean "properties"?)`},
		{"properties of any name", expecting(`outputSchema: {properties: {propertes: {enum: [{prefixItems: 1}]}}, definitions: {x: {type: string}}}`), ``},
		{"keyword beside a reference", expecting(`outputSchema: {properties: {a: {$ref: "#/definitions/x", maxLength: 3}}, definitions: {x: {type: string}}}`), `<outputSchema> the JSON Schema cannot be used: "maxLength" beside "$ref" would check nothing: put both into "allOf"`},
		{"unknown format", expecting(`outputSchema: {properties: {a: {format: duration}}}`), `<outputSchema> the JSON Schema cannot be used: format "duration" would not be checked`},
		{"no predicates", expecting("that: []"), `<that> "that" can't fail: it matches every execution`},
		{"any calls", expecting("calls: {Charge: {}}"), `<Charge> the calls of "Charge" can't fail: "count" or "with" is missing`},
		{"calls of a Pass", expecting("calls: {Note: []}"), `<Note> state "Note" never makes calls: it is a Pass`},
		{"retries of a Pass", expecting("retries: {Note: []}"), `<Note> state "Note" never retries: it is a Pass`},
		{"retries of nothing", expecting("retries: {Chrge: []}"), `<Chrge> the definition has no state "Chrge" (did you mean "Charge"?)`},
		{"event", expecting("events: [TaskStateEntred]"), `<TaskStateEntred> event type "TaskStateEntred" does not exist (did you mean "TaskStateEntered"?)`},
		{"event that a run never has", expecting("events: [FailStateExited]"), `<FailStateExited> event type "FailStateExited" does not exist (did you mean "WaitStateExited"?)`},
		{"name in a predicate", expecting(`that: ["$not(outptu.failed)"]`), `<outptu> "outptu" is not known in "that" (did you mean "output"?); it has input, output, status, error, cause, path, calls, events, variables, time, row`},
		{"names below a predicate's own", expecting(`that: ["$exists(output.items[price > 1]) and path[0] = 'Charge'"]`), ``},
		{"row without rows", expecting(`output: {a: "{row.x}"}`), `<"{row.x}"> the case has no "rows" that could fill in {row.x}`},
		{"row in capitals", "cases: [{name: 'a {row.x}', rows: [{x: 1}], expect: {output: {a: '{Row.x}'}}}]", `<'{Row.x}'> {Row.x} is not filled in: write {row.x}`},
		{"context", "cases: [{name: a, context: {Execution: {ID: x}}, expect: {status: failed}}]", `<ID> the context object has no field "Execution.ID" (did you mean "Id"?)`},
		{"context with an input", "cases: [{name: a, context: {Execution: {Input: {ID: x}}}, expect: {status: failed}}]", ``},
		{"only and skip", "cases: [{name: a, only: true, skip: later}]", `<true> case "a" is marked "only" and "skip": nothing would run`},
		{"definitions", "cases: [{name: a, expect: {status: failed}}]\n-- a.asl.yaml --\n" + pass, `<> several definitions are next to the test file, a.asl.json and a.asl.yaml: specify one of them with "definition"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, found := Load(files("-- a.asl.test.yaml --\n"+c.test+strictDefinition), "a.asl.test.yaml", "")
			if got := strings.ReplaceAll(showFindings(found), " [invalid-test]", ""); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// TestMistakesAtOnce has a case of the wrong shape beside one that names a state that does not exist.
func TestMistakesAtOnce(t *testing.T) {
	_, found := Load(files("-- a.asl.test.yaml --\ncases:\n  - {name: a, expect: {that: 'status = 1', calls: [Charge]}}\n  - {name: b, expect: {path: [Chrge]}}\n"+strictDefinition), "a.asl.test.yaml", "")
	want := `<'status = 1'> "that" must be an array, not a string [invalid-test]
<[Charge]> "calls" must be an object, not an array [invalid-test]
<Chrge> the definition has no state "Chrge" (did you mean "Charge"?) [invalid-test]`
	if got := showFindings(found); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if found[0].Hint != `write that: ["output.total > 3"]` || !strings.HasPrefix(found[1].Hint, "write calls: {STATE: ") {
		t.Errorf("the hints are %q and %q", found[0].Hint, found[1].Hint)
	}
}

// TestDefinitionAsTest takes a definition for a test file.
func TestDefinitionAsTest(t *testing.T) {
	_, found := Load(files(strictDefinition), "a.asl.json", "")
	if got, want := showFindings(found), "a.asl.json <> this is a state machine, not a test file: its tests are in a file named a.asl.test.yaml [invalid-test]"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	_, found = Load(files("-- b.test.yaml --\ncases: [{name: a}]\n"), "b.test.yaml", "")
	if got := showFindings(found); !strings.Contains(got, "or name the file NAME.asl.test.yaml next to NAME.asl.json") {
		t.Errorf("got %s", got)
	}
}

// TestOtherAsTest takes other files for test files.
func TestOtherAsTest(t *testing.T) {
	for name, c := range map[string]struct{ text, what, hint string }{
		"README.md":           {"# Orders: how they ship: fast", "a Markdown file", ""},
		"template.yaml":       {"Transform: AWS::Serverless-2016-10-31\nResources: {}", "a CloudFormation template", ""},
		"package.json":        {`{"name": "x", "version": "1", "dependencies": {}}`, "an npm package", ""},
		"MockConfigFile.json": {`{"StateMachines": {}, "MockedResponses": {}}`, "a mock configuration of Step Functions Local", "name it with --mock-config"},
	} {
		_, found := Load(files("-- "+name+" --\n"+c.text+"\n"), name, "")
		if got, want := showFindings(found), name+" <> not a test file: it looks like "+c.what+" [invalid-test]"; got != want || found[0].Hint != c.hint {
			t.Errorf("got  %s (%s)\nwant %s (%s)", got, found[0].Hint, want, c.hint)
		}
	}
}

// TestPassedOver has answers whose conditions are false.
func TestPassedOver(t *testing.T) {
	f := mustLoad(t, "-- a.asl.test.yaml --\nsubstitutions: {Name: x}\ncases: [{name: a, input: {n: 1}, mocks: {Charge: [{when: n > 1, return: {}}, {when: n > 2, return: {}}]}, expect: {status: succeeded}}]"+strictDefinition, "a.asl.test.yaml")
	results := runAll(t, f, Options{})
	d := results[0].Failures[0]
	if d.Message != `no answer of state "Charge" applies to call no. 1` || len(d.Related) != 3 || d.Related[2].Message != `"when" of answer no. 2 of "Charge" is false: n > 2` {
		t.Errorf("got %s with %v", d.Message, d.Related)
	}
}

// TestUnusedObject has an object that no ItemReader asks for.
func TestUnusedObject(t *testing.T) {
	const test = "-- a.asl.test.yaml --\ncases: [{name: a, mocks: {Charge: {return: {}}}, s3: {b/k.json: {body: []}}, %sexpect: {status: succeeded}}]"
	for unused, want := range map[string]string{
		"": `object "b/k.json" is never read in case "a"`, "unused: [b/k.json], ": "", "unused: allow, ": "",
	} {
		f := mustLoad(t, fmt.Sprintf(test, unused)+strictDefinition, "a.asl.test.yaml")
		got := ""
		if failures := runAll(t, f, Options{})[0].Failures; len(failures) > 0 {
			got = failures[0].Message
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", unused, got, want)
		}
	}
}

// TestJitter names the reason for waits that differ from one seed to the next.
func TestJitter(t *testing.T) {
	definition := strings.Replace(strictDefinition, `"Next": "Note"`, `"Retry": [{"ErrorEquals": ["Busy"], "JitterStrategy": "FULL"}], "Next": "Note"`, 1)
	f := mustLoad(t, "-- a.asl.test.yaml --\ncases: [{name: a, mocks: {Charge: [{throw: Busy}, {return: {}}]}, expect: {retries: {Charge: [9s]}}}]"+definition, "a.asl.test.yaml")
	d := runAll(t, f, Options{})[0].Failures[0]
	if !strings.HasPrefix(d.Hint, "the JitterStrategy of its Retrier draws the waits at random: expect limits") {
		t.Errorf("the hint is %q", d.Hint)
	}
}

// TestAroundDifference cuts long texts where they differ.
func TestAroundDifference(t *testing.T) {
	long := strings.Repeat("x", 500)
	want, got := aroundDifference(long+"é1"+long, long+"é2"+long)
	if !strings.Contains(want, "xé1x") || !strings.Contains(got, "xé2x") || len(want) > 2*maxShown {
		t.Errorf("got %q and %q", want, got)
	}
	if want, got := aroundDifference("", "short"); want != "" || got != "short" {
		t.Errorf("got %q and %q", want, got)
	}
}

func expecting(expectation string) string {
	return "cases: [{name: a, expect: {" + expectation + "}}]"
}
