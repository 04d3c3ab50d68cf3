package suite

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// ship is a case over the order workflow, which ships two items and tries the first one twice.
const ship = `
  - name: a
    input: {items: [a, b]}
    mocks: {Ship: [{throw: {error: Busy}, after: 1s}, {return: {Payload: {id: 1}}}, {return: {Payload: {id: 2}}, after: 1s}]}
    expect: `

// TestAccept holds what --update writes instead of an expectation: what happened, as far as the expectation asks for it.
func TestAccept(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"status", `cases:` + ship + `{status: failed}`, `failed → succeeded`},
		{"part of the output", `cases:` + ship + `{output: {shipped: [{id: 3}]}}`, `{shipped: [{id: 3}]} → {"shipped":[{"id":1},{"id":2}]}`},
		{"whole output", `cases:` + ship + `{outputIs: 1}`, `1 → {"items":["a","b"],"shipped":[{"id":1},{"id":2}]}`},
		{"variables", `cases:` + ship + `{variables: {count: 1}}`, `{count: 1} → {"count":2}`},
		{"path", `cases:` + ship + `{path: [Check]}`, `[Check] → ["Check","Ship all","Note","Pause"]`},
		{"retries", `cases:` + ship + `{retries: {Ship: [1s], Ship all/Ship: []}}`, `[1s] → ["10s"], [] → ["10s"]`},
		{"time", `cases:` + ship + `{time: 1m}`, `1m → 1m12s`},
		{"limits of a time", `cases:` + ship + `{time: {max: 1m}}`, ``},
		{"calls", `cases:` + ship + `{calls: {Ship: []}}`, ``},
		{"nothing said of the status", `cases: [{name: a}]`, ``},
		{"error", `cases: [{name: a, expect: {error: x}}]`, `x → "NoItems"`},
		{"cause", `cases: [{name: a, expect: {cause: {code: 8}}}]`, `{code: 8} → {"code":7}`},
		{"cause as text", `cases: [{name: a, expect: {cause: x}}]`, `x → "{\"reason\": \"empty\", \"code\": 7}"`},
		{"a row", `cases: [{name: "a {row.x}", rows: [{x: 1}], expect: {error: x}}]`, ``},
		{
			"golden", `cases:` + ship + `{golden: gone.json}`,
			" → {\n  \"items\": [\n    \"a\",\n    \"b\"\n  ],\n  \"shipped\": [\n    {\n      \"id\": 1\n    },\n    {\n      \"id\": 2\n    }\n  ]\n}\n",
		},
		{"golden of a failure", `cases: [{name: a, expect: {status: failed, golden: gone.json}}]`, ``},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := mustLoad(t, order+"\n-- order.asl.test.yaml --\n"+c.text+"\n", "order.asl.test.yaml")
			var got []string
			for _, d := range runAll(t, f, Options{})[0].Failures {
				for _, fix := range d.Fixes {
					for _, e := range fix.Edits {
						got = append(got, e.Span.Text()+" → "+e.NewText)
					}
				}
			}
			if text := strings.Join(got, ", "); text != c.want {
				t.Errorf("got  %s\nwant %s", text, c.want)
			}
		})
	}
}

// TestAcceptedGolden holds that the whole file is written again, under its name.
func TestAcceptedGolden(t *testing.T) {
	f := mustLoad(t, "-- sub/a.asl.json --\n"+pass+"\n-- sub/right.json --\n[1]\n-- sub/a.asl.test.yaml --\ncases: [{name: a, input: [1, 2], expect: {golden: right.json}}]\n",
		"sub/a.asl.test.yaml")
	fix := runAll(t, f, Options{})[0].Failures[0].Fixes[0].Edits[0]
	if fix.Span.File.Name != "sub/right.json" || fix.Span.Text() != "[1]\n" || fix.NewText != "[\n  1,\n  2\n]\n" {
		t.Errorf("got %+v", fix)
	}
}

// TestHistory shows the last eight events with the first message about a case, those of a state with one about a state.
func TestHistory(t *testing.T) {
	f := mustLoad(t, order+"\n-- order.asl.test.yaml --\ncases:"+ship+`{time: 1s, status: failed, calls: {Ship: {count: 9, with: [{}]}}, retries: {Ship: []}}`+"\n",
		"order.asl.test.yaml")
	result := runAll(t, f, Options{})[0]
	if len(result.Failures) != 4 {
		t.Fatalf("got %v", result.Failures)
	}
	x := result.Run.Execution
	for i, state := range []string{"", "-", "Ship", "-"} { // "-": shown before
		var want []string
		for k := range x.Events {
			ev := &x.Events[k]
			if state == "" || ev.State != nil && ev.State.Head().Name == state {
				want = append(want, fmt.Sprintf("  #%-4d %8s  %s %s", ev.ID, "+"+FormatDuration(ev.Time.Sub(x.Start)), ev.Type, ev.Summary(100)))
			}
		}
		if earlier := len(want) - 8; earlier > 0 {
			want = append([]string{fmt.Sprintf("  … %d earlier", earlier)}, want[earlier:]...)
		}
		d := result.Failures[i]
		if _, got, _ := strings.Cut(d.Detail, "history:\n"); got != strings.Join(want, "\n") {
			t.Errorf("%s shows\n%s\nwant\n%s", d.Span.Text(), got, strings.Join(want, "\n"))
		}
	}
}

// TestElapsed takes the real time of cases from the clock of the options, and none without one.
func TestElapsed(t *testing.T) {
	f := mustLoad(t, table, "order.asl.test.yaml")
	now := time.Unix(0, 0)
	clock := func() time.Time { now = now.Add(time.Second); return now }
	for _, r := range runAll(t, f, Options{Jobs: 1, Clock: clock}) {
		if r.Elapsed != time.Second {
			t.Errorf("%s takes %s", r.Case.Name, r.Elapsed)
		}
	}
	for _, r := range runAll(t, f, Options{}) {
		if r.Elapsed != 0 {
			t.Errorf("without a clock, %s takes %s", r.Case.Name, r.Elapsed)
		}
	}
}

// TestNearestMock says which mock comes closest to a call without an answer.
func TestNearestMock(t *testing.T) {
	f := mustLoad(t, `
-- a.asl.json --
{"StartAt": "Ship it", "States": {"Ship it": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {"MessageBody": "x"}, "Next": "Bill"},
  "Bill": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {"MessageBody": "y"}, "End": true}}}
-- a.asl.test.yaml --
cases: [{name: a, mocks: {Bill: {return: 1}}}]
`, "a.asl.test.yaml")
	r := runAll(t, f, Options{})[0]
	if d := r.Failures[0]; r.Outcome != Errored || d.Span.Text() != "a" || !strings.Contains(d.Detail, "Ship it:") || strings.HasSuffix(d.Detail, "\n") {
		t.Errorf("got %+v", d)
	}
}

// TestYAMLLayout writes what fits into 76 columns on one line, and the rest in blocks.
func TestYAMLLayout(t *testing.T) {
	fits, long := strings.Repeat("x", 76-len("- {k: []}")), strings.Repeat("x", 77-len("- {k: []}"))
	for _, c := range []struct{ name, json, want string }{
		{"a scalar", `1`, "1\n"},
		{"nothing", `{}`, "{}\n"},
		{"an object", `{"a":{"b":[1,"two words",null]},"c":[]}`, "a: {b: [1, two words, null]}\nc: []\n"},
		{"a list", `[1,{"a":"no"}]`, "- 1\n- {a: \"no\"}\n"},
		{"fits", `[{"k":["` + fits + `"]}]`, "- {k: [" + fits + "]}\n"},
		{"doesn't fit", `[{"k":["` + long + `"]}]`, "- k: [" + long + "]\n"},
		{"a value that is too long", `{"k":["xxx` + long + `xxx"]}`, "k:\n  - xxx" + long + "xxx\n"},
		{"deep", `{"a":[{"b":["xxx` + long + `xxx"],"c":1},2]}`, "a:\n  - b:\n      - xxx" + long + "xxx\n    c: 1\n  - 2\n"},
		{"a list in a list", `[[["xxx` + long + `xxx",1],2]]`, "- - - xxx" + long + "xxx\n    - 1\n  - 2\n"},
		{"quoted", `["a: b","- a","Off","y","1a","a1","a  b"," a","a/b.c-d"]`, "- \"a: b\"\n- \"- a\"\n- \"Off\"\n- \"y\"\n- \"1a\"\n- a1\n- \"a  b\"\n- \" a\"\n- a/b.c-d\n"},
		{"a long text", `["` + strings.Repeat("x", 120) + `","` + strings.Repeat("x", 121) + `"]`, "- " + strings.Repeat("x", 120) + "\n- \"" + strings.Repeat("x", 121) + "\"\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var b strings.Builder
			if err := WriteYAML(&b, value.MustParse(c.json)); err != nil || b.String() != c.want {
				t.Errorf("got\n%s, %v, want\n%s", b.String(), err, c.want)
			}
		})
	}
}

// TestWrite takes the format from the name of the file.
func TestWrite(t *testing.T) {
	v := value.MustParse(`{"a": [1]}`)
	for name, want := range map[string]string{"x.yaml": "# one\n# two lines\na: [1]\n", "x.json": "{\"a\":[1]}\n"} {
		var b strings.Builder
		if err := Write(&b, name, v, "one", "two\nlines"); err != nil || b.String() != want {
			t.Errorf("%s: got %q, %v", name, b.String(), err)
		}
	}
}

// TestCover merges sections of included files member by member, and takes other keys whole.
func TestCover(t *testing.T) {
	tree := func(text string) *source.Node {
		root, found := source.Parse(source.NewFile("x.yaml", text))
		if len(found) > 0 {
			t.Fatal(found)
		}
		return root
	}
	for _, c := range []struct{ below, above, want string }{
		{"{mocks: {A: 1, B: 1}, input: {a: 1}}", "{mocks: {B: 2, C: 2}, input: {b: 2}, seed: 1}", `{"mocks":{"A":1,"B":2,"C":2},"input":{"b":2},"seed":1}`},
		{"{context: {a: {b: 1}}}", "{context: {a: {c: 1}}}", `{"context":{"a":{"c":1}}}`},
		{"{variables: 1}", "{variables: {a: 1}}", `{"variables":{"a":1}}`},
		{"{s3: {a: 1}}", "{s3: 1}", `{"s3":1}`},
	} {
		if got := query.Constant(cover(tree(c.below), tree(c.above))).JSON(); got != c.want {
			t.Errorf("%s over %s: got %s", c.above, c.below, got)
		}
	}
}
