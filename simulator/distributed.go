package simulator

import "github.com/aslcheck/aslcheck/asl"

// distribution is what a Map state in the distributed mode has besides.
type distribution struct{}

// mapRun is a Map Run that is under way.
type mapRun struct{}

func (c *compiler) distribution(m *mapState, out *state, st *asl.Map) {
	if st.Distributed() {
		c.report(st.NameSpan, "the distributed mode of Map state %q is not supported", st.Name)
	}
}

func (m *mapState) beginRun(s *strand) {}

func (r *mapRun) cancel() {}
