package simulator

import (
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
)

// parallelState runs its branches at the same time.
type parallelState struct {
	branches  []*machine
	arguments *query.Template
}

func (c *compiler) parallel(out *state, st *asl.Parallel) behavior {
	p := &parallelState{}
	for _, b := range st.Branches.Value {
		p.branches = append(p.branches, c.machine(b))
	}
	if st.Branches.Opaque {
		c.report(st.Branches.Span(), "the branches depend on a placeholder")
	}
	if out.jsonata {
		p.arguments = c.template(&st.Arguments)
	} else {
		p.arguments = c.template(&st.Parameters)
	}
	c.payload(out, &st.Payload)
	return p
}

func (p *parallelState) begin(s *visit) {
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
	if trial := trialOf(s); trial.endsWhole() {
		endWhole(s, trial, true)
		return
	}
	s.add(ParallelStateStartedEvent, nil)
	s.markRetrier()
	b := &branches{newFork(s, len(p.branches))}
	s.waitsFor = b
	for i, m := range p.branches {
		child := s.x.newThread(s.log, m)
		child.vars.outer = s.vars
		b.join(child, b, i)
		child.startAt(m.start, input)
	}
}
