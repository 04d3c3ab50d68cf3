package simulator

import (
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/value"
)

// passState hands its input on, or its Result, or what Parameters make.
type passState struct {
	result     value.Value // undefined if there is none
	parameters *query.Template
}

func (c *compiler) pass(out *state, st *asl.Pass) behavior {
	p := &passState{parameters: c.template(&st.Parameters)}
	if st.Result.Set && st.Result.Value != nil {
		p.result = query.Constant(st.Result.Value)
	}
	out.output.resultPath, out.output.noResult = c.path(&st.ResultPath), st.ResultPath.Null
	out.output.settle()
	return p
}

func (p *passState) begin(s *visit) {
	result := s.effective
	switch {
	case !p.result.IsUndefined():
		result = p.result
	case p.parameters != nil:
		v, failure := p.parameters.Eval(&s.scope)
		if failure != nil {
			s.fail(s.framed(failure))
			return
		}
		result = v
		s.inspect(afterParameters, v)
	default:
		s.inspectDefault(afterParameters, result)
	}
	s.complete(result)
}
