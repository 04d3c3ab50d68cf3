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

func TestCondition(t *testing.T) {
	const equal, opposite, neither = "equal", "opposite", "neither"
	for _, c := range []struct{ a, b, want string }{
		{"$a = 1", "$a=1", equal},
		{"$a = 1", "($a /* one */ = (1))", equal},
		{"$a.b[0]", "($a.b)[0]", neither},
		{"$a = 'x y'", "$a = 'xy'", neither},
		{"$a and $b or $c", "$a and ($b or $c)", neither},
		{"$f(?, 1)", "$f(1)", neither},
		{"$a = 1", "$a != 1", opposite},
		{"$a < 1", "$a >= 1", opposite},
		{"$a < 1", "$a > 1", neither},
		{"$a > $b", "$a <= ($b)", opposite},
		{"$a = 1", "$not($a = 1)", opposite},
		{"$not( $a )", "$a", opposite},
		{"$not($a = 1)", "$not($a != 1)", opposite},
		{"$a = true", "$a = false", opposite},
		{"$a = true", "$a = 1", neither},
		{"$a and $b = 1", "$a and $b != 1", neither},
		{"$a + 1", "$a + 1", equal},
		{"$a in [1, 2]", "$a in [1,2]", equal},
		{"$a in [1, 2]", "$a in [1, 3]", neither},
		{"$f(1, 'a')", "$f( 1 , 'a' )", equal},
		{"$a != 1", "$a != 1", equal},
		{"$not($a, 1)", "$a", neither},
		{"$not(?)", "$a", neither},
		{"$boolean($a)", "$a", neither},
		{"$a & 1", "$a - 1", neither},
		{"$a", "$b", neither},
	} {
		a, b := compiled(t, c.a).Condition(), compiled(t, c.b).Condition()
		got := neither
		switch {
		case a.Equal(b):
			got = equal
		case a.Opposite(b) != b.Opposite(a):
			got = "opposite one way"
		case a.Opposite(b):
			got = opposite
		}
		if got != c.want {
			t.Errorf("%s and %s: %s, not %s", c.a, c.b, got, c.want)
		}
	}
	if !compiled(t, "(true)").Condition().AlwaysTrue() || compiled(t, "'true'").Condition().AlwaysTrue() {
		t.Error("only the constant true is always true")
	}
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
