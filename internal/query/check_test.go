package query

import (
	"fmt"
	"testing"
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
