package simulator

import (
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/value"
)

// succeed ends its machine with its input.
type succeed struct{}

func (succeed) begin(s *visit) { s.complete(s.effective) }

// failState ends its machine with an error.
type failState struct {
	err, cause text
}

// text is a string that a state takes from its definition, from a path, or from an expression.
type text struct {
	field      string // of the path, such as "ErrorPath"
	fixed      string
	set        bool
	path       *query.Path
	expression *query.Expression
}

func (c *compiler) text(name string, f, path *asl.Field[string]) text {
	t := text{field: name + "Path", expression: expression(c, f)}
	if f.Set && !f.Expression {
		t.fixed, t.set = f.Value, true
	}
	if path.Set {
		t.path = c.path(path)
	}
	return t
}

func (c *compiler) fail(st *asl.Fail) behavior {
	return &failState{err: c.text("Error", &st.Error, &st.ErrorPath), cause: c.text("Cause", &st.Cause, &st.CausePath)}
}

func (f *failState) begin(s *visit) {
	err, p := f.err.eval(s)
	if p == nil {
		var cause string
		if cause, p = f.cause.eval(s); p == nil {
			s.die(&problem{Failure: Failure{Error: clip(err, asl.MaxErrorLength), Cause: clip(cause, asl.MaxCauseLength)}})
			return
		}
	}
	s.fail(*p)
}

// clip cuts a text to the number of characters that the service keeps.
func clip(s string, most int) string {
	if len(s) <= most {
		return s
	}
	runes := []rune(s)
	return string(runes[:min(most, len(runes))])
}

func (t *text) eval(s *visit) (string, *problem) {
	switch {
	case t.expression != nil:
		v, failure := t.expression.EvalKind(&s.scope, value.StringKind)
		if failure != nil {
			return "", s.framed(failure).pointer()
		}
		return v.Text(), nil
	case t.path != nil:
		v, failure := t.path.EvalField(&s.scope, t.field)
		if failure != nil {
			return "", s.framed(failure).pointer()
		}
		if v.Kind() != value.StringKind {
			return "", s.runtimeProblem("The path '%s' must refer to a string, but refers to: %s", t.path.Text(), v.Quoted()).pointer()
		}
		return v.Text(), nil
	default:
		return t.fixed, nil
	}
}
