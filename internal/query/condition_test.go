package query_test

import (
	"fmt"
	"testing"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

// condition returns the condition of the rule i of a Choice.
func condition(t *testing.T, i int, text string) *query.Condition {
	t.Helper()
	node := &source.Node{Kind: source.String, Text: "{% " + text + " %}"}
	e, diagnostics := query.CompileExpression(node, fmt.Sprintf("Choices[%d]/Condition", i))
	if len(diagnostics) > 0 {
		t.Fatal(diagnostics)
	}
	return e.Condition()
}

func TestEqualConditions(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"$a = 1", "$a=1", true},
		{"$a = 1", "($a /* one */ = (1))", true},
		{"$a.b[0]", "($a.b)[0]", false},
		{"$a = 'x y'", "$a = 'xy'", false},
		{"$a and $b or $c", "$a and ($b or $c)", false},
		{"$f(?, 1)", "$f(1)", false},
		{"$a + 1", "$a + 1", true},
		{"$a in [1, 2]", "$a in [1,2]", true},
		{"$a in [1, 2]", "$a in [1, 3]", false},
		{"$f(1, 'a')", "$f( 1 , 'a' )", true},
		{"$a != 1", "$a != 1", true},
		{"$random() < 0.5", "$random() < 0.5", false},
		{"$random(7) < 0.5", "$random(7) < 0.5", true},
		{"{'a': $uuid()}.a = 'x'", "{'a': $uuid()}.a = 'x'", false},
	} {
		if got := condition(t, 0, c.a).Equal(condition(t, 1, c.b)); got != c.want {
			t.Errorf("%s and %s are the same test: %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

// known says that $r is a number from 0 to 1, $d that of a die, and $o.n one from -2 to 2.
func known(variable string, names []string) (query.Range, bool) {
	switch {
	case variable == "r" && len(names) == 0:
		return query.Range{Max: 1, OpenMax: true}, true
	case variable == "d" && len(names) == 0:
		return query.Range{Min: 1, Max: 6, Whole: true}, true
	case variable == "o" && len(names) == 1 && names[0] == "n":
		return query.Range{Min: -2, Max: 2}, true
	}
	return query.Range{}, false
}

// covering are conditions, and whether one of them always holds.
var covering = []struct {
	want       bool
	conditions []string
}{
	{true, []string{"$a = 1", "$a != 1"}},
	{true, []string{"$a < 1", "$a >= 1"}},
	{true, []string{"$a < 1", "1 <= $a"}},
	{false, []string{"$a < 1", "$a > 1"}},
	{true, []string{"$a < 1", "$a = 1", "$a > 1"}},
	{true, []string{"$a < 5", "$a > 3"}},
	{false, []string{"$a < 3", "$a > 5"}},
	{true, []string{"$a < -1", "$a >= -1"}},
	{true, []string{"$a > $b", "$a <= ($b)"}},
	{true, []string{"$a > $b", "$b >= $a"}},
	{false, []string{"$a > $b", "$b > $a"}},
	{true, []string{"$a < 'm'", "$a = 'm'", "$a > 'm'"}},
	{true, []string{"$a = ''", "$a > ''"}},
	{false, []string{"$a = 'a'", "$a > 'a'"}},
	{true, []string{"$a = 1", "$not($a = 1)"}},
	{true, []string{"$not( $a )", "$a"}},
	{true, []string{"$not($a = 1)", "$not($a != 1)"}},
	{true, []string{"$a = true", "$a = false"}},
	{false, []string{"$a = true", "$a = 1"}},
	{true, []string{"$exists($a) = true", "$exists($a) != true"}},
	{true, []string{"$a = 1 and $b = 2", "$a != 1 or $b != 2"}},
	{true, []string{"$a = 1 or $b = 2", "$a != 1 and $b != 2"}},
	{false, []string{"$a = 1 and $b = 2", "$a != 1 and $b != 2"}},
	{false, []string{"$a and $b = 1", "$a and $b != 1"}},
	{true, []string{"$a and $b = 1", "$a and $b != 1", "$boolean($a) = false"}},
	{true, []string{"$a ? $b : true", "$a and $not($b)"}},
	{false, []string{"$a ? $b", "$a and $not($b)"}},
	{true, []string{"$a = null", "$a != null"}},
	{true, []string{"$b or true"}},
	{true, []string{"1 = 1"}},
	{true, []string{"2 < 1", "1 < 2"}},
	{false, []string{"'true'"}},
	{false, []string{"$not($a, 1)", "$a"}},
	{false, []string{"$not(?)", "$a"}},
	{false, []string{"$a & 1", "$a - 1"}},
	{false, []string{"$a", "$b"}},
	{true, []string{"$count($a) = 0", "$count($a) > 0"}},
	{true, []string{"$length($a) < 1", "$length($a) >= 1"}},
	{false, []string{"$count($a) = 0", "$count($a) > 1"}},
	{false, []string{"$sum($a) = 0", "$sum($a) > 0"}},
	{true, []string{"$random() < 1"}},
	{true, []string{"$random() >= 0"}},
	{false, []string{"$random() > 0"}},
	{false, []string{"$random() < 0.5", "$random() >= 0.5"}},
	{true, []string{"$r < 0.3", "$r < 0.6", "$r <= 1"}},
	{true, []string{"$r < 0.3", "$r < 0.6", "$r < 1"}},
	{false, []string{"$r < 0.3", "$r < 0.6", "$r < 0.9"}},
	{true, []string{"$floor($r * 3) = 0", "$floor($r * 3) = 1", "$floor(3 * $r) = 2", "$floor($r * 3) = 2"}},
	{false, []string{"$floor($r * 3) = 0", "$floor($r * 3) = 1"}},
	{true, []string{"$ceil($r * 2) < 1", "$ceil($r * 2) = 1", "$ceil($r * 2) = 2"}},
	{true, []string{"$round($r) = 0", "$round($r) = 1"}},
	{true, []string{"1 - $r > 0"}},
	{false, []string{"1 - $r < 1"}},
	{true, []string{"-$r <= 0"}},
	{true, []string{"$d = 1", "$d > 1 and $d < 6", "$d = 6"}},
	{false, []string{"$d = 1", "$d > 2"}},
	{true, []string{"$o.n < 0", "$o.n >= 0"}},
	{true, []string{"$o.n <= 2"}},
	{false, []string{"$o.m <= 2"}},
}

func TestOneHolds(t *testing.T) {
	for _, c := range covering {
		var formulas []*query.Formula
		for i, text := range c.conditions {
			formulas = append(formulas, condition(t, i, text).Formula(known))
		}
		if got := query.OneHolds(formulas); got != c.want {
			t.Errorf("one of %q holds: %v, want %v", c.conditions, got, c.want)
		}
	}
}

// TestManyComparisons holds that conditions with too many combinations of values are given up.
func TestManyComparisons(t *testing.T) {
	var formulas []*query.Formula
	for _, name := range "abcdefghijklmn" {
		formulas = append(formulas, compiled(t, "$"+string(name)+" = 1").Condition().Formula(known))
	}
	formulas = append(formulas, query.AlwaysOrNever(true))
	if query.OneHolds(formulas) {
		t.Error("3^14 combinations were tried")
	}
}

func TestAlwaysTrue(t *testing.T) {
	if !compiled(t, "(true)").Condition().AlwaysTrue() || compiled(t, "'true'").Condition().AlwaysTrue() {
		t.Error("only the constant true is always true")
	}
}

// TestRangeOfCall holds the range to the guide: the end of States.MathRandom is not one of its results.
func TestRangeOfCall(t *testing.T) {
	for text, want := range map[string]query.Range{
		"States.MathRandom(1, 7)":      {Min: 1, Max: 7, OpenMax: true, Whole: true},
		"States.MathRandom(-3, 7, 42)": {Min: -3, Max: 7, OpenMax: true, Whole: true},
		"States.MathRandom(1, $.n)":    {},
		"States.MathRandom(1)":         {},
		"States.MathAdd(1, 7)":         {},
		"$.n":                          {},
	} {
		p, _ := query.CompilePath(&source.Node{Kind: source.String, Text: text}, asl.PathOrCall)
		if got, ok := p.Range(); ok != (want != query.Range{}) || ok && got != want {
			t.Errorf("%s gives %+v, %v; want %+v", text, got, ok, want)
		}
	}
}
