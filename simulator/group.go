package simulator

import (
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/value"
)

// A group is the branches of a Parallel state, or the iterations of a Map state, of one attempt.
type group struct {
	owner   *strand
	results []value.Value
	// strands are those that were started and not reused, by index.
	strands []*strand
	pending int
	// over says that the group failed.
	over bool

	// The rest is of Map states. items are what is gone over; next is the first not yet started, and limit how many may
	// run at a time. started is the event MapStateStarted.
	items   []mapItem
	next    int
	limit   int
	started int64
	state   *mapState
	run     *mapRun
	spare   []*strand
}

// child makes the strand of a branch or iteration.
func (g *group) child(m *machine, index int) *strand {
	owner := g.owner
	var s *strand
	if n := len(g.spare); n > 0 {
		s = g.spare[n-1]
		g.spare = g.spare[:n-1]
		// What waits for the old strand must not wake the new one.
		s.generation++
		s.done, s.inner, s.entered, s.hasItem = false, nil, 0, false
		s.vars.own = value.ObjectBuilder{}
		s.vars.size = 0
	} else {
		s = owner.x.newStrand(owner.log, m)
		s.vars.outer = owner.vars
	}
	s.parent, s.group, s.index = owner, g, index
	s.frame = &Frame{Outer: owner.frame, State: owner.st.ast, Index: index}
	s.last = owner.last
	g.strands[index] = s
	return s
}

// ended takes the output of a branch or iteration.
func (g *group) ended(s *strand, output value.Value) {
	g.results[s.index] = output
	g.pending--
	owner := g.owner
	owner.last = s.last
	if g.state != nil {
		g.iterationEnded(s)
		return
	}
	if g.pending == 0 {
		// The exit follows from the same event as the success (recordings of Parallel and Map states).
		owner.addAfter(owner.last, ParallelStateSucceededEvent, nil)
		g.owner.completeWith(value.VerbatimArray(g.results...))
	}
}

// completeWith ends the work of the state with a result that expressions may see.
func (s *strand) completeWith(result value.Value) {
	s.scope.SetResult(result)
	s.complete(result)
}

// failed takes the failure of a branch or iteration: the others are aborted, and the state around them fails.
func (g *group) failed(s *strand, p *problem) {
	g.over = true
	owner := g.owner
	if g.state != nil {
		s.addAfter(s.last, MapIterationFailedEvent, &MapIteration{Name: owner.st.name, Index: s.index})
	} else if _, isTask := s.st.ast.(*asl.Task); isTask {
		// Only the failing Task itself shows up in the recordings test_parallel_catch_error.
		s.addAfter(s.last, s.st.aborted, nil)
	}
	for _, other := range g.strands {
		if other != nil && other != s && !other.done {
			other.abort()
		}
	}
	owner.last = s.last
	owner.fail(problem{Failure: p.Failure, heartbeat: p.heartbeat, branch: g.state == nil})
}

// abort ends a strand because a sibling failed, with the events that say so, inner ones first.
func (s *strand) abort() {
	s.done = true
	s.move()
	s.stopNested()
	if s.inner != nil {
		for _, child := range s.inner.strands {
			if child != nil && !child.done {
				child.abort()
			}
		}
		s.inner.cancel()
	}
	if s.st != nil && s.entered != 0 {
		s.add(s.st.aborted, nil)
	}
	if s.group != nil && s.group.state != nil {
		s.addAfter(s.last, MapIterationAbortedEvent, &MapIteration{Name: s.group.owner.st.name, Index: s.index})
	}
}

// cancel ends everything in the group without a word.
func (g *group) cancel() {
	for _, child := range g.strands {
		if child != nil {
			child.cancel()
		}
	}
	if g.run != nil {
		g.run.cancel()
	}
}
