package query_test

import (
	"testing"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

// compiled returns the expression of JSONata without delimiters.
func compiled(t *testing.T, text string) *query.Expression {
	t.Helper()
	e, diagnostics := query.CompileExpression(&source.Node{Kind: source.String, Text: "{% " + text + " %}"}, "Condition")
	if len(diagnostics) > 0 {
		t.Fatal(diagnostics)
	}
	return e
}

func TestCountItems(t *testing.T) {
	type items struct {
		n     int64
		known bool
	}
	for text, want := range map[string]items{
		"[1..10]": {10, true}, "[-2..2]": {5, true}, "[3..1]": {0, true}, "([1..2])": {2, true}, "[1..2, 'a', 5..6]": {5, true},
		"[]": {0, true}, "[1..$n]": {}, "[$a]": {}, "[1..2].($ * 2)": {}, "$a": {}, "[1 + 2]": {}, "[0.5..2]": {},
	} {
		if n, known := compiled(t, text).CountItems(); known != want.known || known && n != want.n {
			t.Errorf("%s has %d items, %v; want %d, %v", text, n, known, want.n, want.known)
		}
	}
	for text, want := range map[string]items{
		"States.ArrayRange(1, 9, 2)": {5, true}, "States.ArrayRange(1,1000,1)": {1000, true}, "States.ArrayRange(1, $.n, 1)": {},
		"States.ArrayRange(1, 9, 0)": {}, "States.ArrayRange(5, 1, 1)": {0, true}, "States.ArrayRange(1, 9.5, 1)": {}, "States.ArrayRange('1', 9, 1)": {}, "States.Array(1, 9, 1)": {}, "$.a": {},
	} {
		p, diagnostics := query.CompilePath(&source.Node{Kind: source.String, Text: text}, asl.PathOrCall)
		if len(diagnostics) > 0 {
			t.Fatal(diagnostics)
		}
		if n, known := p.CountItems(); known != want.known || known && n != want.n {
			t.Errorf("%s has %d items, %v; want %d, %v", text, n, known, want.n, want.known)
		}
	}
}

func TestCall(t *testing.T) {
	for text, want := range map[string]string{"States.Format('{}', States.UUID())": "States.Format", "$.a": ""} {
		p, _ := query.CompilePath(&source.Node{Kind: source.String, Text: text}, asl.PathOrCall)
		if call, ok := p.Call(); call.Name != want || ok != (want != "") {
			t.Errorf("%s is the call %q, %v", text, call.Name, ok)
		}
	}
}
