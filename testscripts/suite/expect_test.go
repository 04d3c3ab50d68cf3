package suite

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/aslcheck/aslcheck/value"
)

// expectations are what a case expects, and what is said when it is not so.
var expectations = []struct{ name, expect, want string }{
	{"status", `status: succeeded`, ``},
	{"another status", `status: failed`, `<status> the execution should have failed, but succeeded`},
	{"a third status", `status: timed_out`, `<status> the execution should have timed out, but succeeded`},
	{"a fourth status", `status: aborted`, `<status> the execution should have been aborted, but succeeded`},
	{"output in part", `output: {shipped: [{id: 1}, {}]}`, ``},
	{"another output", `output: {shipped: [{id: 2}, {id: 2, at: noon}]}`, `<output> the output differs from the expectation | shipped[0].id: want 2, got 1 | shipped[1].at: missing, want "noon"`},
	{"another kind", `output: [1]`, `<output> the output differs from the expectation | the value: want [1], got {"items":["a","b"],"shipped":[{"id":1},{"id":2}]}`},
	{"too few elements", `output: {shipped: [{id: 1}]}`, `<output> the output differs from the expectation | shipped[1]: not expected: {"id":2}`},
	{"whole output", `outputIs: {items: [a, b], shipped: [{id: 1}, {id: 2.0}]}`, ``},
	{"whole output with less", `outputIs: {items: [a, b]}`, `<outputIs> the output differs from the expectation | shipped: not expected: [{"id":1},{"id":2}]`},
	{"golden", `golden: right.json`, ``},
	{"another golden", `golden: wrong.json`, `<wrong.json> the output differs from the expectation | items: not expected: ["a","b"] | shipped: not expected: [{"id":1},{"id":2}]`},
	{"error of a success", `error: Broken`, `<error> the execution should have failed with the error "Broken", but succeeded`},
	{"cause of a success", `cause: because`, `<cause> the execution should have failed with the cause "because", but succeeded`},
	{"variables", `variables: {count: 2}`, ``},
	{"other variables", `variables: {count: 3, more: 1}`, `<variables> the variables differ from the expectation | count: want 3, got 2 | more: missing, want 1`},
	{"time", `time: 72s`, ``},
	{"another time", `time: 1m`, `<time> the execution should take 1m, but takes 1m12s | the states that take longest: | 1m Pause | 12s Ship all | 10s Ship all/Ship: the wait before a retry | 1s Ship all/Ship (the longest of 2 visits)`},
	{"time between", `time: {min: 60, max: 2m}`, ``},
	{"no longest time", `time: {min: 60}`, ``},
	{"no shortest time", `time: {max: 72s}`, ``},
	{"too early", `time: {min: 2m}`, `<time> the execution should take at least 2m, but takes 1m12s | the states that take longest: | 1m Pause | 12s Ship all | 10s Ship all/Ship: the wait before a retry | 1s Ship all/Ship (the longest of 2 visits)`},
	{"too late", `time: {max: 1m}`, `<time> the execution should take at most 1m, but takes 1m12s | the states that take longest: | 1m Pause | 12s Ship all | 10s Ship all/Ship: the wait before a retry | 1s Ship all/Ship (the longest of 2 visits)`},
	{"path", `path: [Check, Ship all, Note, Pause]`, ``},
	{"path with any states", `path: [Check, "...", Pause]`, ``},
	{"any states may be none", `path: ["...", Check, "...", Ship all, "...", Note, Pause, "..."]`, ``},
	{"path that ends early", `path: [Check, Ship all]`, `<path> the execution takes a different path | first difference at step 3: want the end, got "Note" | want got | 1 Check Check | 2 Ship all Ship all | > 3 (end) Note | 4 Pause`},
	{"path that goes on", `path: [Check, Ship all, Note, Pause, Empty]`, `<path> the execution takes a different path | first difference at step 5: want "Empty", got the end | … 1 step before | want got | 2 Ship all Ship all | 3 Note Note | 4 Pause Pause | > 5 Empty (end)`},
	{"path with other states", `path: ["...", Empty]`, `<path> the execution takes a different path | first difference at step 5: want "Empty", got the end | … 1 step before | want got | 2 ... Ship all | 3 ... Note | 4 ... Pause | > 5 Empty (end)`},
	{"states entered", `pathIncludes: [Pause, Ship, Ship all/Ship]`, ``},
	{"states not entered", `pathIncludes: [Pause, Empty]`, `<pathIncludes> the execution never enters "Empty"`},
	{"states kept out of", `pathExcludes: [Empty]`, ``},
	{"states not kept out of", `pathExcludes: [Empty, Ship, Pause]`, `<pathExcludes> the execution enters "Ship", "Pause"`},
	{"retries", `retries: {Ship: [10s], Ship all: []}`, ``},
	{"retries in limits", `retries: {Ship: [{min: 9s, max: 11s}]}`, ``},
	{"retries out of limits", `retries: {Ship: [{min: 11s}]}`, `<Ship> state "Ship" should retry after at least 11s, but retries after 10s`},
	{"retries by path", `retries: {Ship all/Ship: [10]}`, ``},
	{"other retries", `retries: {Ship: [10s, 20s]}`, `<Ship> state "Ship" should retry after 10s, 20s, but retries after 10s`},
	{"no retries wanted", `retries: {Ship: []}`, `<Ship> state "Ship" should retry after nothing (no retries), but retries after 10s`},
	{"calls", `calls: {Ship: [{Payload: a}, {Payload: a}, {Payload: b, FunctionName: ship}]}`, ``},
	{"number of calls", `calls: {Ship: {count: 3}}`, ``},
	{"number and arguments", `calls: {Ship: {count: 3, with: [{Payload: a}]}}`, ``},
	{"other number of calls", `calls: {Ship: {count: 2}}`, `<Ship> state "Ship" should make 2 calls, but makes 3 | call no. 1: {"FunctionName":"ship","Payload":"a"} | call no. 2: {"FunctionName":"ship","Payload":"a"} | call no. 3: {"FunctionName":"ship","Payload":"b"}`},
	{"list of another length", `calls: {Ship: [{Payload: a}]}`, `<Ship> state "Ship" should make 1 call, but makes 3 | not expected: call no. 2, {"FunctionName":"ship","Payload":"a"} | not expected: call no. 3, {"FunctionName":"ship","Payload":"b"}`},
	{"other arguments", `calls: {Ship: {with: [{}, {Payload: b}]}}`, `<Ship> call no. 2 of state "Ship" has different arguments | Payload: want "b", got "a" | call no. 3 has the expected arguments`},
	{"call that is not made", `calls: {Ship: {with: [{}, {}, {}, {}]}}`, `<Ship> state "Ship" does not make call no. 4 | not made: no. 4 of the list, {}`},
	{"events", `events: [ExecutionStarted, TaskFailed, TaskSucceeded, WaitStateExited]`, ``},
	{"events in another order", `events: [WaitStateExited, TaskFailed]`, `<events> event TaskFailed does not occur where it is expected (no. 2 in the list)`},
	{"predicates", `that: ["$count(calls) = 3", "status = 'SUCCEEDED'", "time = 72", "'Note' in path", "variables.count = 2", "input.items[0] = 'a'", "events[0].type = 'ExecutionStarted'"]`, ``},
	{"predicate that is false", `that: ["output.shipped[0].id = 1", "$count(calls) > 3"]`, `<"$count(calls) > 3"> "$count(calls) > 3" is false, not true | $count(calls) is 3`},
	{"conditions of which one is false", `that: ["status = 'SUCCEEDED' and ($count(calls) = 2 or time < 5)"]`, `<"status = 'SUCCEEDED' and ($count(calls) = 2 or time < 5)"> "status = 'SUCCEEDED' and ($count(calls) = 2 or time < 5)" is false, not true | $count(calls) is 3 | time is 72`},
	{"two operands", `that: ["input.items[0] = output.items[1]"]`, `<"input.items[0] = output.items[1]"> "input.items[0] = output.items[1]" is false, not true | input.items[0] is "a" | output.items[1] is "b"`},
	{"arguments of a function", `that: ["$contains(input.items[0], /b|c/)", "$not($count(calls) in [-1, 3])", "$exists(error)"]`, `<"$contains(input.items[0], /b|c/)"> "$contains(input.items[0], /b|c/)" is false, not true | input.items[0] is "a"
<"$not($count(calls) in [-1, 3])"> "$not($count(calls) in [-1, 3])" is false, not true | $count(calls) is 3
<"$exists(error)"> "$exists(error)" is false, not true | error is undefined`},
	{"predicate that is nothing", `that: [error]`, `<error> "error" is undefined, not true`},
	{"predicate that is a number", `that: ["$count(calls)"]`, `<"$count(calls)"> "$count(calls)" is 3, not true`},
	{"predicate that fails", `that: ["status + 1"]`, `<"status + 1"> "status + 1" cannot be evaluated: `},
	{"schema", `outputSchema: {type: object, required: [items]}`, ``},
	{"another schema", `outputSchema: {type: object, required: [price], properties: {items: {type: array, maxItems: 1}}}`, `<outputSchema> the output does not match the schema | output lacks the member "price" | output.items must have at most 1 item`},
	{"object not written", `s3: {b/k: {}}`, `<b/k> the execution does not write "b/k"`},
}

// Each expectation over one run of the order workflow, which ships two items and tries the first one twice. What is
// wanted is what fails: the key or name under the span, the message, and the lines below it but for the history.
func TestExpectations(t *testing.T) {
	for _, c := range expectations {
		t.Run(c.name, func(t *testing.T) {
			f := mustLoad(t, order+`
-- right.json --
{"shipped": [{"id": 1}, {"id": 2}], "items": ["a", "b"]}
-- wrong.json --
{}
-- order.asl.test.yaml --
cases:
  - name: a
    input: {items: [a, b]}
    mocks: {Ship: [{throw: {error: Busy}, after: 1s}, {return: {Payload: {id: 1}}}, {return: {Payload: {id: 2}}, after: 1s}]}
    expect:
      `+c.expect+"\n", "order.asl.test.yaml")
			check(t, f, c.want)
		})
	}
}

// TestFailureExpectations looks at a run that fails.
func TestFailureExpectations(t *testing.T) {
	for _, c := range []struct{ name, expect, want string }{
		{"status", `{status: failed}`, ``},
		{"nothing said", `{}`, `<a> the execution should have succeeded, but failed | error: NoItems | cause: {"reason": "empty", "code": 7}`},
		{"error", `{error: NoItems}`, ``},
		{"another error", `{error: noitems}`, `<error> the error should be "noitems", but is "NoItems"`},
		{"cause as text", `{cause: '{"reason": "empty", "code": 7}'}`, ``},
		{"cause in part", `{cause: {reason: empty}}`, ``},
		{"another cause", `{cause: {reason: full, more: 1}}`, `<cause> the cause differs from the expectation | more: missing, want 1 | reason: want "full", got "empty"`},
		{"another text", `{cause: full}`, `<cause> the cause should be "full", but is "{\"reason\": \"empty\", \"code\": 7}"`},
		{"predicates", `{error: NoItems, that: ["error = 'NoItems'", "$exists(cause)", "$not($exists(output))"]}`, ``},
		{"output of a failure", `{status: failed, output: {a: 1}}`, `<output> the output differs from the expectation | the value: want {"a":1}, got null`},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := mustLoad(t, order+"\n-- order.asl.test.yaml --\ncases:\n  - name: a\n    expect: "+c.expect+"\n", "order.asl.test.yaml")
			check(t, f, c.want)
		})
	}
}

// check runs the only case of a file and compares what fails.
func check(t *testing.T, f *File, want string) {
	t.Helper()
	result := runAll(t, f, Options{})[0]
	var got []string
	for _, d := range result.Failures {
		if d.Rule != RuleUnmet {
			t.Errorf("%s [%s]", d.Message, d.Rule)
		}
		lines := []string{"<" + d.Span.Text() + "> " + d.Message}
		detail, history, _ := strings.Cut(d.Detail, "history:")
		for line := range strings.Lines(detail) {
			lines = append(lines, oneLine(line))
		}
		if len(got) == 0 && history == "" {
			t.Error("the first message shows no history")
		}
		got = append(got, strings.Join(lines, " | "))
	}
	text := strings.Join(got, "\n")
	if text != want && !(strings.HasSuffix(want, "evaluated: ") && strings.HasPrefix(text, want)) {
		t.Errorf("got  %s\nwant %s", text, want)
	}
	if (result.Outcome == Passed) != (want == "") {
		t.Errorf("the case %s", result.Outcome)
	}
}

func TestWrittenObjects(t *testing.T) {
	f := mustLoad(t, `
-- a.asl.json --
{"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "ItemsPath": "$.items",
  "ResultWriter": {"Resource": "arn:aws:states:::s3:putObject", "Parameters": {"Bucket": "out", "Prefix": "p"}},
  "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
    "StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}}}}
-- a.asl.test.yaml --
cases:
  - name: met
    input: {items: [1, 2]}
    expect: {s3: {"out/p/*/manifest.json": {DestinationBucket: out}, "out/p/*/SUCCEEDED_0.json": [{Status: SUCCEEDED}, {}]}}
  - name: unmet
    input: {items: [1]}
    expect: {s3: {"out/p/*/manifest.json": {DestinationBucket: in}, "out/q": {}}}
`, "a.asl.test.yaml")
	want := `met: passed
unmet: failed
  <"out/p/*/manifest.json"> the object "out/p/*/manifest.json" differs from the expectation [unmet-expectation]
  <"out/q"> the execution does not write "out/q" [unmet-expectation]
`
	if got := outcomes(runAll(t, f, Options{})); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestMatchPath(t *testing.T) {
	for _, c := range []struct {
		want, got string
		match     bool
	}{
		{"", "", true},
		{"", "A", false},
		{"A", "", false},
		{"A B", "A B", true},
		{"A B", "A B C", false},
		{"...", "", true},
		{"...", "A B", true},
		{"... B", "A B", true},
		{"... B", "A B C", false},
		{"... B ...", "A B C", true},
		{"A ... A", "A", false},
		{"A ... A", "A A", true},
		{"... ...", "", true},
		{"... B ... B", "B A B", true},
	} {
		if got := MatchPath(strings.Fields(c.want), strings.Fields(c.got)); got != c.match {
			t.Errorf("%q against %q: %t", c.want, c.got, got)
		}
	}
}

func TestDifferences(t *testing.T) {
	for _, c := range []struct {
		name, want, got string
		subset          bool
		lines           string
	}{
		{"equal", `{"a": [1, {"b": null}]}`, `{"a":[1.0,{"b":null}]}`, false, ``},
		{"order of keys", `{"a": 1, "b": 2}`, `{"b": 2, "a": 1}`, false, ``},
		{"large numbers are exact", `9007199254740993`, `9007199254740992`, false, `the value: want 9007199254740993, got 9007199254740992`},
		{"text and number", `{"a": "1"}`, `{"a": 1}`, false, `a: want "1", got 1`},
		{"null and missing", `{"a": null}`, `{}`, false, `a: missing, want null`},
		{"sorted by key", `{"b": 1, "a": 1}`, `{"b": 2, "a": 2}`, false, "a: want 1, got 2\nb: want 1, got 2"},
		{"deep", `{"a": {"b": [{"c": 1}]}}`, `{"a": {"b": [{"c": 2}]}}`, false, `a.b[0].c: want 1, got 2`},
		{"more members", `{"a": 1}`, `{"a": 1, "b": 2}`, false, `b: not expected: 2`},
		{"more members in a subset", `{"a": 1, "c": [{}]}`, `{"a": 1, "b": 2, "c": [{"d": 1}]}`, true, ``},
		{"more elements in a subset", `[1]`, `[1, 2]`, true, `[1]: not expected: 2`},
		{"fewer elements", `[1, 2]`, `[1]`, true, `[1]: missing, want 2`},
		{"ten at most", `[1,1,1,1,1,1,1,1,1,1,1,1]`, `[2,2,2,2,2,2,2,2,2,2,2,2]`, false, "…"},
	} {
		t.Run(c.name, func(t *testing.T) {
			lines := Differences(value.MustParse(c.want), value.MustParse(c.got), c.subset)
			if c.name == "ten at most" {
				if len(lines) != maxDifferences+1 || !strings.HasPrefix(lines[maxDifferences], "… and ") {
					t.Errorf("got %q", lines)
				}
				return
			}
			if got := strings.Join(lines, "\n"); got != c.lines {
				t.Errorf("got\n%s\nwant\n%s", got, c.lines)
			}
		})
	}
	long := value.String(strings.Repeat("é", 1000))
	if lines := Differences(value.Null, long, false); len(lines) != 1 || utf8.RuneCountInString(lines[0]) > 300 || !strings.HasSuffix(lines[0], "…") {
		t.Errorf("a long value is shown as %q", lines)
	}
}
