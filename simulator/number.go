package simulator

import (
	"math"
	"strconv"

	"github.com/aslcheck/aslcheck/value"
)

// eval returns the number; 0 where it is not set.
func (n *number) eval(s *visit) (float64, *problem) {
	switch {
	case n.expression != nil:
		v, failure := n.expression.EvalKind(&s.scope, value.NumberKind)
		if failure != nil {
			return 0, s.framed(failure).pointer()
		}
		return v.Float(), nil
	case n.path != nil:
		v, failure := n.path.Eval(&s.scope)
		if failure != nil {
			return 0, s.framed(failure).pointer()
		}
		return n.fromPath(s, v)
	default:
		return n.fixed, nil
	}
}

// fromPath reads the value that a path leads to; numbers may be given as strings (PITFALLS of the recordings:
// test_reference_in_map_state_max_items_path and its like).
func (n *number) fromPath(s *visit, v value.Value) (float64, *problem) {
	f, ok := v.Float(), v.Kind() == value.NumberKind
	if v.Kind() == value.StringKind {
		var err error
		f, err = strconv.ParseFloat(v.Text(), 64)
		ok = err == nil
	}
	kind := "integer"
	if n.field == "ToleratedFailurePercentage" {
		kind = "float"
	} else {
		ok = ok && f == math.Trunc(f)
	}
	if !ok || math.IsNaN(f) || math.IsInf(f, 0) {
		return 0, s.runtimeProblem("The %sPath field refers to value \"%s\" which is not a valid %s: %s",
			n.field, display(v), kind, n.path.Text()).pointer()
	}
	return f, nil
}
