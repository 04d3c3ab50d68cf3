package jsonata

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
)

// TestUnsure holds that lowering rejects nothing that the parser is sure of: such an expression is lowered when it is evaluated
// first, and then it is too late for a finding.
func TestUnsure(t *testing.T) {
	text, err := os.ReadFile("testdata/answers.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var known []string
	for line := range strings.Lines(string(text)) {
		var answer struct{ Expr string }
		if err := json.Unmarshal([]byte(line), &answer); err != nil {
			t.Fatal(err)
		}
		known = append(known, answer.Expr)
	}
	rnd := rand.New(rand.NewPCG(2026, 13))
	unsure, rejected := 0, 0
	for i := range 40_000 {
		expr := known[i%len(known)]
		if i >= len(known) {
			expr = spliced(rnd, expr, known[rnd.IntN(len(known))])
		}
		tree, made, fault := parse(expr, &room{})
		if fault != nil {
			continue
		}
		_, fault = lower(tree, made)
		switch {
		case fault != nil && !made.unsure:
			t.Errorf("%q is rejected only when it is lowered: %s", expr, fault.Code)
		case fault != nil:
			rejected++
		case made.unsure:
			unsure++
		}
	}
	if rejected < 50 || unsure < 50 {
		t.Errorf("%d rejected, %d unsure: the expressions show nothing", rejected, unsure)
	}
}

// spliced puts a part of one expression into another, or joins them.
func spliced(rnd *rand.Rand, a, b string) string {
	from, to := rnd.IntN(len(a)+1), rnd.IntN(len(b)+1)
	joints := []string{"", ".", "[", "]", "{", "}", "(", ")", "@$x", "#$i", "^(", "%", " ", "1", "'s'", "true", ":", ","}
	return a[:from] + joints[rnd.IntN(len(joints))] + b[to:]
}
