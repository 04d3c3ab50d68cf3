package suite

import (
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/value"
)

// children is a Map whose items are executions of their own; it tries each twice.
const children = `
-- each.asl.json --
{"StartAt": "Each", "States": {"Each": {"Type": "Map", "Label": "L", "End": true, "ToleratedFailureCount": 1, "ItemProcessor": {
  "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "Work", "States": {"Work": {
    "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {"MessageBody.$": "$"},
    "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 3, "MaxAttempts": 1}], "End": true}}}}}}
-- each.asl.test.yaml --
`

// TestChildren looks into the executions of a Map Run.
func TestChildren(t *testing.T) {
	for _, c := range []struct{ name, expect, want string }{
		{"states of children", `{pathIncludes: [Work, Each/Work], path: [Each]}`, "a: passed\n"},
		{"states that children enter", `{pathExcludes: [Work]}`, "a: failed\n  <pathExcludes> the execution enters \"Work\" [unmet-expectation]\n"},
		{"retries of children", `{retries: {Work: [3s], Each/Work: [3s]}}`, "a: passed\n"},
		{"calls of children", `{calls: {Each/Work: [{MessageBody: 1}, {MessageBody: 2}, {MessageBody: 1}]}}`, "a: passed\n"},
		{"no calls", `{calls: {Work: {count: 0}}}`, "a: failed\n  <Work> state \"Work\" should make 0 calls, but makes 3 [unmet-expectation]\n"},
		{"an empty list of calls", `{calls: {Work: []}}`, "a: failed\n  <Work> state \"Work\" should make 0 calls, but makes 3 [unmet-expectation]\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := mustLoad(t, children+"cases:\n  - name: a\n    input: [1, 2]\n    mocks: {Work: [{throw: {error: Busy}}, {return: 2}, {return: 1}]}\n    expect: "+c.expect+"\n", "each.asl.test.yaml")
			if got := outcomes(runAll(t, f, Options{})); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}

// TestOtherDefinition runs another definition as the answer of a task.
func TestOtherDefinition(t *testing.T) {
	const start = `
-- a.asl.json --
{"StartAt": "Start", "States": {"Start": {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync:2",
  "Parameters": {"StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:inner", "Input": {"number": 1}}, "OutputPath": "$.Output", "End": true}}}
-- inner.asl.json --
{"StartAt": "Ask", "States": {"Ask": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {"MessageBody.$": "$.${key}"}, "End": true}}}
-- broken.asl.json --
{"StartAt": "Ask", "States": {}}
-- a.asl.test.yaml --
substitutions: {key: number}
`
	f := mustLoad(t, start+`
cases:
  - name: a
    mocks: {Start: {call: inner.asl.json}, Ask: {return: {asked: true}}}
    expect: {outputIs: {asked: true}, pathIncludes: [Ask], calls: {Ask: [{MessageBody: 1}]}}
`, "a.asl.test.yaml")
	if got := outcomes(runAll(t, f, Options{})); got != "a: passed\n" {
		t.Errorf("got\n%s", got)
	}
	if !f.Uses("inner.asl.json") || !f.Uses("a.asl.json") || f.Uses("broken.asl.json") {
		t.Errorf("the file uses %q", f.Reads)
	}
	for text, want := range map[string]string{
		"cases: [{name: a, mocks: {Start: {call: gone.asl.json}}}]":                                                     "gone.asl.json",
		"cases: [{name: a, mocks: {Start: {call: inner.asl.json}, Ask: {return: 1}, Aks: {return: 1}}}]":                "Aks → Ask",
		"cases: [{name: a, mocks: {Start: {call: inner.asl.json}}, expect: {pathIncludes: [Ask, Start, Stat]}}]":        "Stat → Start",
		"cases: [{name: a, mocks: {Start: {call: broken.asl.json}}}]":                                                   "*",
		"cases: [{name: a, mocks: {Ask: {return: 1}}}, {name: b, mocks: {Start: {call: inner.asl.json}}, skip: later}]": "Ask",
	} {
		_, found := Load(files(start+text+"\n"), "a.asl.test.yaml", "")
		if got := spans(found); !strings.HasSuffix(got, want) && !(want == "*" && len(found) > 0) {
			t.Errorf("%s: got %s, want %s\n%v", text, got, want, found)
		}
	}
}

// TestEnds has expectations of runs that end otherwise: without a name of the error, without an output, by the time.
func TestEnds(t *testing.T) {
	const states = `
-- a.asl.json --
{"StartAt": "C", "TimeoutSeconds": 5, "States": {
  "C": {"Type": "Choice", "Choices": [{"Variable": "$.fail", "IsPresent": true, "Next": "F"}], "Default": "W"},
  "W": {"Type": "Wait", "Seconds": 10, "End": true}, "F": {"Type": "Fail"}}}
-- schema.yaml --
type: [
-- a.asl.test.yaml --
`
	for _, c := range []struct{ name, text, want string }{
		{"timed out", `cases: [{name: a, expect: {status: timed_out, time: 5s}}]`, "a: passed\n"},
		{"no error", `cases: [{name: a, input: {fail: 1}}]`, "a: failed\n  <a> the execution should have succeeded, but failed [unmet-expectation]\n"},
		{"no output", `cases: [{name: a, expect: {status: timed_out, outputSchema: {type: object}}}]`, "a: failed\n  <outputSchema> the execution has no output to check against the schema [unmet-expectation]\n"},
		{"no cause", `cases: [{name: a, input: {fail: 1}, expect: {status: failed, cause: ""}}]`, "a: passed\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := mustLoad(t, states+c.text+"\n", "a.asl.test.yaml")
			results := runAll(t, f, Options{})
			if got := outcomes(results); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
			if c.name == "no error" && !strings.Contains(results[0].Failures[0].Detail, "error: (none)\ncause: (none)\n") {
				t.Errorf("got %s", results[0].Failures[0].Detail)
			}
		})
	}
	if _, found := Load(files(states+"cases: [{name: a, expect: {outputSchema: schema.yaml}}]\n"), "a.asl.test.yaml", ""); len(found) == 0 || found[0].Span.File.Name != "schema.yaml" {
		t.Errorf("got %v", found)
	}
	for _, text := range []string{"cases: [", "cases: {"} {
		if f, found := Load(files(states+text+"\n"), "a.asl.test.yaml", ""); !found.HasErrors() || len(f.Cases) > 0 || f.Program != nil {
			t.Errorf("%s: %v", text, found)
		}
	}
}

// TestUnmetInOrder reports each expectation that isn't met, also after one that is missing.
func TestUnmetInOrder(t *testing.T) {
	f := mustLoad(t, order+`
-- order.asl.test.yaml --
cases:
  - name: a
    input: {items: []}
    expect:
      s3: {b/one: {}, b/two: 1}
      that: ["status = 'FAILED'", "output.x", "time = 2"]
      path: [Empty, Ship all]
`, "order.asl.test.yaml")
	want := `a: failed
  <b/one> the execution does not write "b/one" [unmet-expectation]
  <b/two> the execution does not write "b/two" [unmet-expectation]
  <"status = 'FAILED'"> "status = 'FAILED'" is false, not true [unmet-expectation]
  <"output.x"> "output.x" is undefined, not true [unmet-expectation]
  <"time = 2"> "time = 2" is false, not true [unmet-expectation]
  <path> the execution takes a different path [unmet-expectation]
`
	r := runAll(t, f, Options{})[0]
	if got := outcomes([]*Result{r}); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if d := r.Failures[len(r.Failures)-1]; !strings.Contains(d.Detail, `first difference at step 1: want "Empty", got "Check"`) {
		t.Errorf("got %s", d.Detail)
	}
}

// TestYAMLEscapes escapes what JSON leaves as it is but YAML doesn't take as a character of a text.
// https://yaml.org/spec/1.2.2/#character-set
func TestYAMLEscapes(t *testing.T) {
	for r, want := range map[rune]string{
		'\u007e': "\"é~\"\n", '\u007f': "\"é\\u007f\"\n", '\u0080': "\"é\\u0080\"\n", '\u009f': "\"é\\u009f\"\n", '\u00a0': "\"é\u00a0\"\n",
		'\u2027': "\"é\u2027\"\n", '\u2028': "\"é\\u2028\"\n", '\u2029': "\"é\\u2029\"\n", '\u202a': "\"é\u202a\"\n",
		'\ufeff': "\"é\\ufeff\"\n", '\ufffd': "\"é\ufffd\"\n", '\ufffe': "\"é\\ufffe\"\n", '\uffff': "\"é\\uffff\"\n", '😀': "\"é😀\"\n",
	} {
		var b strings.Builder
		if err := WriteYAML(&b, value.String("é"+string(r))); err != nil || b.String() != want {
			t.Errorf("%U: got %s, %v", r, b.String(), err)
		}
	}
}
