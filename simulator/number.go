package simulator

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"github.com/aslcheck/aslcheck/asl"
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

// seconds returns a number of seconds as a time limit, 0 where it is not set.
func (n *number) seconds(s *visit) (time.Duration, *problem) {
	if !n.set {
		return 0, nil
	}
	seconds, p := n.wholeSeconds(s)
	switch {
	case p != nil:
		return 0, p
	case seconds == 0:
		if s.x.err == nil {
			s.x.err = fmt.Errorf("state %q: AWS accepts a %s of 0, but its effect is unknown", s.st.name, n.field)
		}
		return 0, s.runtimeProblem("%s is 0", n.field).pointer()
	default:
		return time.Duration(inNanos(seconds)), nil
	}
}

// wholeSeconds returns a number of seconds, which must be an integer from 0 to asl.MaxSeconds. Texts and names are those of
// recordings of 2026 for TimeoutSeconds in JSONata; that a Wait state fails alike is a conclusion.
func (n *number) wholeSeconds(s *visit) (float64, *problem) {
	seconds, p := n.eval(s)
	if p != nil {
		return 0, p
	}
	complain := func(format string, args ...any) (float64, *problem) {
		if n.field == secondsField {
			s.x.note("the cause of the failure of a Wait state by its Seconds")
		}
		if n.expression != nil {
			return 0, s.queryProblem(n.field, format, args...).pointer()
		}
		return 0, s.runtimeProblem(format, args...).pointer()
	}
	switch written := strconv.FormatFloat(seconds, 'f', -1, 64); {
	case seconds != math.Trunc(seconds):
		return complain("The %s field cannot be parsed as an integer: %s", n.field, written)
	case seconds < 0 || seconds > asl.MaxSeconds:
		return complain("%s must be between 0 and %d but was: %s", n.field, asl.MaxSeconds, written)
	default:
		return seconds, nil
	}
}
