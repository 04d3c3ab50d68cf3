package simulator

import (
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/value"
)

// parallelState runs its branches at the same time.
type parallelState struct {
	branches  []*machine
	arguments *query.Template
}

func (c *compiler) parallel(out *state, st *asl.Parallel) behaviour {
	p := &parallelState{}
	for _, b := range st.Branches.Value {
		p.branches = append(p.branches, c.machine(b))
	}
	if st.Branches.Opaque {
		c.report(st.Branches.Span(), "the branches are not known before the template is filled in")
	}
	if out.jsonata {
		p.arguments = c.template(&st.Arguments)
	} else {
		p.arguments = c.template(&st.Parameters)
	}
	c.payload(out, &st.Payload)
	return p
}

func (p *parallelState) begin(s *strand) {
	input := s.effective
	if p.arguments != nil {
		v, failure := p.arguments.Eval(&s.scope)
		if failure != nil {
			s.fail(s.framed(failure))
			return
		}
		input = v
		s.inspect(afterParameters, v)
	}
	s.add(ParallelStateStartedEvent, nil)
	s.markRetrier()
	n := len(p.branches)
	s.inner = &group{owner: s, results: make([]value.Value, n), strands: make([]*strand, n), pending: n}
	for i, branch := range p.branches {
		child := s.inner.child(branch, i)
		child.startAt(branch.start, input)
	}
}

// startAt lets a new strand enter its first state in its turn.
func (s *strand) startAt(first *state, input value.Value) {
	s.st, s.input = first, input
	s.soon((*strand).enterNext)
}
