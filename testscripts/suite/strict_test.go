package suite

import (
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

func expecting(expectation string) string {
	return "cases: [{name: a, expect: {" + expectation + "}}]"
}
