package graph

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

// linkTo returns the link of a kind from a state.
func linkTo(t *testing.T, g *Graph, from string, kind LinkKind, index int) *Link {
	t.Helper()
	for _, l := range g.Links {
		if l.From.Path == from && l.Kind == kind && l.Index == index {
			return l
		}
	}
	t.Fatalf("%s has no link %s %d", from, kind, index)
	return nil
}

func stateAt(t *testing.T, g *Graph, path string) *State {
	t.Helper()
	var found *State
	g.Walk(func(g *Graph) {
		for _, st := range g.States {
			if st.Path == path {
				found = st
			}
		}
	})
	if found == nil {
		t.Fatalf("the graph has no state %s", path)
	}
	return found
}

// TestConditions has rules of the developer guide, and what they say in short.
func TestConditions(t *testing.T) {
	for _, test := range []struct{ name, rule, want string }{
		{"text", `"Variable": "$.status", "StringEquals": "FAILED"`, "status = FAILED"},
		{"empty text", `"Variable": "$.status", "StringEquals": ""`, `status = ""`},
		{"number", `"Variable": "$.count", "NumericGreaterThan": 3`, "count > 3"},
		{"at least", `"Variable": "$.a.b", "NumericGreaterThanEquals": 3.5`, "a.b ≥ 3.5"},
		{"at most", `"Variable": "$.a", "TimestampLessThanEquals": "2016-08-18T17:33:00Z"`, "a ≤ 2016-08-18T17:33:00Z"},
		{"other path", `"Variable": "$.a", "NumericLessThanPath": "$.limit"`, "a < limit"},
		{"pattern", `"Variable": "$.a", "StringMatches": "log-*.txt"`, "a matches log-*.txt"},
		{"context", `"Variable": "$$.Execution.Name", "StringEquals": "x"`, "$$.Execution.Name = x"},
		{"type", `"Variable": "$.a", "IsNumeric": true`, "a is numeric"},
		{"other type", `"Variable": "$.a", "IsNull": false`, "a is not null"},
		{"present", `"Variable": "$.a", "IsPresent": true`, "a exists"},
		{"missing", `"Variable": "$.a", "IsPresent": false`, "a is missing"},
		{"not equal", `"Not": {"Variable": "$.type", "StringEquals": "Private"}`, "type ≠ Private"},
		{"not present", `"Not": {"Variable": "$.a", "IsPresent": true}`, "a is missing"},
		{"not less", `"Not": {"Variable": "$.a", "NumericLessThan": 1}`, "not a < 1"},
		{"not a type", `"Not": {"Variable": "$.a", "IsNull": false}`, "a is null"},
		{"and", `"And": [{"Variable": "$.a", "IsPresent": true}, {"Variable": "$.a", "NumericLessThan": 30}]`, "a exists and a < 30"},
		{
			"nested", `"And": [{"Variable": "$.a", "BooleanEquals": true}, {"Or": [{"Variable": "$.b", "IsNull": true}, {"Variable": "$.c", "IsNull": true}]}]`,
			"a = true and (b is null or c is null)",
		},
		{"not and", `"Not": {"And": [{"Variable": "$.a", "IsNull": true}, {"Variable": "$.b", "IsNull": true}]}`, "not (a is null and b is null)"},
		{"jsonata", `"Condition": "{% $states.input.status = 'FAILED'\n and $count > 3 %}"`, "status = 'FAILED' and $count > 3"},
	} {
		t.Run(test.name, func(t *testing.T) {
			language := "JSONPath"
			if strings.Contains(test.rule, "Condition") {
				language = "JSONata"
			}
			g := parse(t, "a.asl.json", `{"QueryLanguage": "`+language+`", "StartAt": "C", "States": {"C": {"Type": "Choice", "Choices": [{`+
				strings.ReplaceAll(test.rule, "\n", `\n`)+`, "Next": "E"}]}, "E": {"Type": "Succeed"}}}`)
			if got := linkTo(t, g, "C", RuleLink, 0).Full; got != test.want {
				t.Errorf("the condition is %q, want %q", got, test.want)
			}
		})
	}
}

func TestDetails(t *testing.T) {
	for _, test := range []struct{ name, state, want string }{
		{"integration", `"Type": "Task", "Resource": "arn:aws:states:::glue:startJobRun.sync"`, "glue:startJobRun.sync"},
		{"SDK", `"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:glue:startCrawler"`, "glue:startCrawler"},
		{"second sync", `"Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync:2"`, "states:startExecution.sync:2"},
		{"function", `"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:Hello"`, "lambda Hello"},
		{"activity", `"Type": "Task", "Resource": "arn:aws:states:us-east-1:123456789012:activity:Work"`, "activity Work"},
		{"placeholder", `"Type": "Task", "Resource": "${Function}"`, "${Function}"},
		{"seconds", `"Type": "Wait", "Seconds": 90`, "Wait 1m30s"},
		{"days", `"Type": "Wait", "Seconds": 90000`, "Wait 1d1h"},
		{"no seconds", `"Type": "Wait", "Seconds": 0`, "Wait 0s"},
		{"seconds of a path", `"Type": "Wait", "SecondsPath": "$.pause"`, "Wait pause s"},
		{"time of a path", `"Type": "Wait", "TimestampPath": "$.until"`, "Wait until until"},
		{"time", `"Type": "Wait", "Timestamp": "2016-03-14T01:59:00Z"`, "Wait until 2016-03-14T01:59:00Z"},
		{"no type", `"Comment": "?"`, "unknown Type"},
	} {
		t.Run(test.name, func(t *testing.T) {
			g := parse(t, "a.asl.json", `{"StartAt": "S", "States": {"S": {`+test.state+`, "End": true}}}`)
			if got := stateAt(t, g, "S").FullDetail; got != test.want {
				t.Errorf("the detail is %q, want %q", got, test.want)
			}
		})
	}
}

// TestIDs has names that differ little, and one name twice: each box and each link has an id of its own.
func TestIDs(t *testing.T) {
	g := parse(t, "a.asl.json", `{"StartAt": "a b", "States": {
		"a b": {"Type": "Pass", "Next": "a_b"}, "a_b": {"Type": "Pass", "Next": "a b"}, "a b": {"Type": "Pass", "Next": "gone"},
		"é": {"Type": "Choice", "Choices": [{"Variable": "$.a", "IsNull": true, "Next": "é"}, {"Variable": "$.b", "IsNull": true, "Next": "é"}], "Default": "é"},
		"Map": {"Type": "Map", "ItemProcessor": {"StartAt": "a b", "States": {"a b": {"Type": "Pass", "End": true}}}, "End": true},
		"Both": {"Type": "Parallel", "Branches": [
			{"StartAt": "x", "States": {"x": {"Type": "Pass", "End": true}}}, {"StartAt": "x", "States": {"x": {"Type": "Pass", "End": true}}}], "End": true}}}`)
	seen := map[string]bool{}
	g.Walk(func(g *Graph) {
		for _, st := range g.States {
			if seen[st.ID] || strings.Trim(st.ID, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") != "" {
				t.Errorf("the id %q is invalid, or there twice", st.ID)
			}
			seen[st.ID] = true
		}
		for _, l := range g.Links {
			if seen[l.ID] {
				t.Errorf("the id %q is there twice", l.ID)
			}
			seen[l.ID] = true
		}
	})
	if st := stateAt(t, g, "gone"); st.Kind != Missing {
		t.Errorf("a state that doesn't exist is a %s", st.Kind)
	}
	if st := stateAt(t, g, "Map/a b"); st.ID != "state_Map_2fa_20b" {
		t.Errorf("the id of Map/a b is %s", st.ID)
	}
}

func TestSameGraphTwice(t *testing.T) {
	for name, text := range shapes {
		a, b := parse(t, "a.asl.json", text(60)), parse(t, "a.asl.json", text(60))
		for i := range a.Links {
			if !reflect.DeepEqual(a.Links[i].Points, b.Links[i].Points) {
				t.Errorf("%s: a link has other points the second time", name)
			}
		}
	}
}

func TestCut(t *testing.T) {
	for _, test := range []struct {
		text   string
		pixels int
	}{
		{"short", 100},
		{strings.Repeat("状態", 20), 100},
		{"e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301", 40},
		{"word word word", 60},
	} {
		got := Cut(test.text, DetailSize, test.pixels)
		if Width(got, DetailSize) > test.pixels {
			t.Errorf("%q takes more than %d pixels", got, test.pixels)
		}
		if strings.HasSuffix(strings.TrimSuffix(got, "…"), "e") || (got != test.text) != strings.HasSuffix(got, "…") {
			t.Errorf("%q is cut to %q", test.text, got)
		}
	}
	if Width("状態", 10) <= Width("ab", 10) || Width("e\u0301", 10) != Width("e", 10) || Width("مرحبا", 10) == 0 {
		t.Error("the widths of wide characters and marks are wrong")
	}
}

// TestDeepNesting nests a hundred Map states.
func TestDeepNesting(t *testing.T) {
	text := `{"StartAt": "S", "States": {"S": {"Type": "Pass", "End": true}}}`
	for i := range 100 {
		text = fmt.Sprintf(`{"StartAt": "M%d", "States": {"M%d": {"Type": "Map", "ItemProcessor": %s, "End": true}}}`, i, i, text)
	}
	var f faults
	f.add(parse(t, "deep.asl.json", text))
	if f.any() || f.boxes != 3*100+3 {
		t.Errorf("%+v", f)
	}
}

// TestHuge has ten thousand states with links to anywhere: the layout ends, and no line crosses a box of its own layer.
func TestHuge(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	const n = 10_000
	def, _ := asl.Parse(source.NewFile("huge.asl.json", shapes["scattered"](n)))
	g := New(def)
	g.Layout()
	if g.Width == 0 || g.Height == 0 || len(g.States) != n+1 {
		t.Errorf("%d states in %d × %d", len(g.States), g.Width, g.Height)
	}
}
