package query

import (
	"fmt"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/asl"
)

func TestExpressionShape(t *testing.T) {
	for text, want := range map[string]string{
		"$states.input.a.b":                "reads [input a b]",
		"$states":                          "reads []",
		"$states.input.a[0]":               "",
		"$states.input.a & 'b'":            "",
		"$exists($states.input.a)":         "",
		"$states.input.a ? 'b'":            "missing else",
		"$states.input.a ? 'b' : 'c'":      "",
		"($x := 1; $x > 1 ? 'b')":          "missing else",
		"$x ? 'a' : $y ? 'b'":              "missing else",
		"true ? 'a'":                       "",
		"()":                               "",
		"$count($states.input.a ? 'b')":    "",
		"/* a comment */ $states.input.ab": "",
		"$states.input.`a b`":              "",
		"null":                             "",
	} {
		e, found := CompileExpression(stringNode(t, "{% "+text+" %}"), "Output")
		if len(found) > 0 {
			t.Fatal(showFindings(found))
		}
		got := ""
		if ref, ok := e.Reads(); ok {
			got = fmt.Sprint("reads ", ref.Steps)
		}
		if e.MissingElse() {
			got += "missing else"
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

// TestCheck finds calls that fail whenever they are evaluated, with their locations, and the kinds that a value may have.
func TestCheck(t *testing.T) {
	for _, c := range []struct{ text, faults, kinds string }{
		{"$states.input.a", "", "array boolean number object string"},
		{"$a", "", "array boolean number object string"},
		{"1 + 2", "", "number"},
		{"'a' & 1", "", "string"},
		{"$count($a) > 1", "", "boolean"},
		{"{'a': 1}", "", "object"},
		{"[1, $x]", "", "array"},
		{"true", "", "boolean"},
		{"$x ? 'a' : 1", "", "number string"},
		{"$length(1) + 1", "1", "number"},
		{"($y := 1 + 'é'; $length($string($y)) - $sum('x'))", "'é' 'x'", "number"},
	} {
		e, found := CompileExpression(stringNode(t, "{% "+c.text+" %}"), "Output")
		if len(found) > 0 {
			t.Fatal(showFindings(found))
		}
		var faults, kinds []string
		for _, fault := range e.Check() {
			faults = append(faults, fault.Span.Text())
		}
		for _, kind := range []string{"array", "boolean", "number", "object", "string"} {
			if e.CanBe(kind) {
				kinds = append(kinds, kind)
			}
		}
		if got := strings.Join(faults, " "); got != c.faults {
			t.Errorf("%s: faults at %q, want %q", c.text, got, c.faults)
		}
		if got := strings.Join(kinds, " "); got != c.kinds {
			t.Errorf("%s: may be %s, want %s", c.text, got, c.kinds)
		}
	}
}

func TestExpressions(t *testing.T) {
	e, _ := CompileExpression(stringNode(t, "{% 1 %}"), "Seconds")
	tpl, _ := CompileTemplate(parseNode(t, `["{% 1 %}", {"a": "{% 2 %}"}]`), asl.JSONata, "Output")
	if got := Expressions(nil, e); len(got) != 1 || got[0] != e {
		t.Errorf("a field has the expressions %v", got)
	}
	if got := Expressions(tpl, nil); len(got) != 2 || got[1].Text() != "2" {
		t.Errorf("a template has the expressions %v", got)
	}
	if got := Expressions(nil, nil); len(got) > 0 {
		t.Errorf("a path has the expressions %v", got)
	}
}

// TestEndless names the limit that an expression without end runs into.
func TestEndless(t *testing.T) {
	e, _ := CompileExpression(stringNode(t, "{% ($f := function($n) { 1 + $f($n) }; $f(1)) %}"), "Output/a")
	_, failure := e.Eval(testScope())
	if failure == nil || failure.Name != asl.ErrorQueryEvaluation || failure.Location != "Output/a" || !strings.Contains(failure.Cause, "threw an error during evaluation: ") {
		t.Errorf("got %+v", failure)
	}
}
