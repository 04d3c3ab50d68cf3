package query_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/internal/query"
)

// The values that a random formula is tried with: those that it compares with, and one before, between and after them.
var tried = []float64{-1, 0, 0.5, 1, 1.5, 2, 3}

// randomFormula returns a formula about the subjects a, b and c.
func randomFormula(rnd *rand.Rand, depth int) *query.Formula {
	f := &query.Formula{Negated: rnd.IntN(4) == 0}
	kind := rnd.IntN(4)
	if depth == 0 {
		kind = 0
	}
	part := func() *query.Formula { return randomFormula(rnd, depth-1) }
	switch kind {
	case 0:
		f.Compare = &query.Comparison{
			Subject: string(rune('a' + rnd.IntN(3))), Order: query.Order(rnd.IntN(8)), Kind: query.NumberOperand,
			Number: float64(rnd.IntN(3)), Range: query.AnyNumber(),
		}
	case 1:
		f.Test, f.Parts = part(), []*query.Formula{part(), part()}
	default:
		f.Any = kind == 2
		for range rnd.IntN(3) {
			f.Parts = append(f.Parts, part())
		}
	}
	return f
}

// evaluate returns whether a formula holds for some values.
func evaluate(f *query.Formula, values map[string]float64) bool {
	held := !f.Any
	switch {
	case f.Compare != nil:
		value, order := values[f.Compare.Subject], query.Equal
		if value < f.Compare.Number {
			order = query.Less
		} else if value > f.Compare.Number {
			order = query.Greater
		}
		held = f.Compare.Order&order != 0
	case f.Test != nil && evaluate(f.Test, values):
		held = evaluate(f.Parts[0], values)
	case f.Test != nil:
		held = evaluate(f.Parts[1], values)
	default:
		for _, part := range f.Parts {
			if evaluate(part, values) == f.Any {
				held = f.Any
			}
		}
	}
	return held != f.Negated
}

// TestRandomFormulas compares OneHolds with a try of all values.
func TestRandomFormulas(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	holds := 0
	for range 3000 {
		formulas := make([]*query.Formula, 1+rnd.IntN(3))
		for i := range formulas {
			formulas[i] = randomFormula(rnd, 3)
		}
		want := true
		for _, a := range tried {
			for _, b := range tried {
				for _, c := range tried {
					one := false
					for _, f := range formulas {
						one = one || evaluate(f, map[string]float64{"a": a, "b": b, "c": c})
					}
					want = want && one
				}
			}
		}
		if got := query.OneHolds(formulas); got != want {
			t.Fatalf("got %t for %+v", got, formulas)
		}
		if want {
			holds++
		}
	}
	if holds < 300 || holds > 2700 {
		t.Errorf("%d of 3000 hold", holds)
	}
}

// TestNestedConditions has conditions that are each the test of the next one: reading a test twice would never end.
func TestNestedConditions(t *testing.T) {
	const levels = 60
	text := strings.Repeat("(", levels) + "$a" + strings.Repeat(" ? $b : $c)", levels)
	if compiled(t, text).Condition().AlwaysTrue() {
		t.Error("it holds always")
	}
}
