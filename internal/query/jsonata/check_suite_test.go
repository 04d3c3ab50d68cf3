package jsonata_test

import (
	"testing"

	"github.com/aslcheck/aslcheck/internal/corpus"
	"github.com/aslcheck/aslcheck/internal/query/jsonata"
)

// TestCheckSuite holds the checker against the official suite: what has a result must have no fault.
func TestCheckSuite(t *testing.T) {
	folder := corpus.Dir(t, "ASLCHECK_JSONATA", "jsonata-suite")
	faults, missed := 0, 0
	for _, c := range readSuite(t, folder) {
		e, err := jsonata.Compile(c.Expr)
		if err != nil || c.Depth > 0 || c.TimeLimit > 0 || len(c.Bindings) > 0 {
			continue
		}
		found := e.Check()
		_, err = evaluate(c.Expr, c.input(t, folder), nil)
		switch {
		case err == nil && len(found) > 0:
			t.Errorf("%s: %s: %s", c.name, c.Expr, found[0].Message)
		case err != nil && len(found) > 0:
			faults++
		case err != nil:
			missed++
		}
	}
	t.Logf("%d expressions that fail are told by their text, %d are not", faults, missed)
}
