package analyzer

import (
	"container/heap"
	"slices"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
)

// A run is one walk through the states of a container from a given start.
type run struct {
	flow    *Flow
	purpose purpose
	at      []visit  // by the index of the state
	reached []int32  // the indexes of the states that the walk has reached
	found   findings // in the state that is visited
}

// A purpose is what a run visits a state for.
type purpose uint8

const (
	walking  purpose = iota // to find the inputs of the states after it
	arriving                // to note what it alone gives to those
	looking                 // for its own reads
)

// findings are what the reads of a state show.
type findings struct {
	dead     []DeadRead
	unlisted []UnlistedValue
	parsed   []query.Ref
}

// A visit is what is known about one state: its input, and how often it was reached.
type visit struct {
	input *shape
	// found is what the last visit found, nil where that is nothing.
	found *findings
	// arrivals are what the states before it give, where there are several.
	arrivals []arrival
	count    int32
	reached  bool
	pending  bool
}

func (r *run) of(st asl.State) *visit { return &r.at[st.Head().Index()] }

// mostVisits limits the visits of a state; after that, its input may be any value.
const mostVisits = 12

// The walks through a definition may cost so much in all, and so much more for each state: 1 for each input that a state gives or gets,
// and 1 for each shapesAtOnce shapes in it. After that, the input of a state may be any value.
const (
	mostWork     = 500_000
	workPerState = 20
	shapesAtOnce = 16
)

func (f *Flow) isExhausted() bool { return f.work > mostWork+workPerState*len(f.graph.States) }

// spend counts the work with a shape.
func (f *Flow) spend(s *shape) {
	f.work++
	if s != nil {
		f.work += s.size / shapesAtOnce
	}
}

// ranks are the states that wait for a visit, the first of the order first.
type ranks []int32

func (r ranks) Len() int           { return len(r) }
func (r ranks) Less(i, j int) bool { return r[i] < r[j] }
func (r ranks) Swap(i, j int)      { r[i], r[j] = r[j], r[i] }
func (r *ranks) Push(rank any)     { *r = append(*r, rank.(int32)) }

func (r *ranks) Pop() any {
	last := (*r)[len(*r)-1]
	*r = (*r)[:len(*r)-1]
	return last
}

// arrange finds the order of visits: that of the components of the graph, in which they lead to each other. Only states in loops need more
// than one visit then.
func (f *Flow) arrange() {
	if !f.graph.goesBack(f.graph.States) {
		return
	}
	f.order, f.rank = make([]asl.State, 0, len(f.graph.States)), make([]int32, len(f.graph.States))
	for _, component := range slices.Backward(f.graph.search(f.graph.States)) {
		for _, st := range component {
			f.rank[st.Head().Index()] = int32(len(f.order))
			f.order = append(f.order, st)
		}
	}
}

// wait puts a state among those that wait for a visit.
func (f *Flow) wait(st asl.State) {
	at := int32(st.Head().Index())
	if f.rank != nil {
		at = f.rank[at]
	}
	heap.Push(&f.waiting, at)
}

// next takes the state that is to be visited next.
func (f *Flow) next() asl.State {
	at := heap.Pop(&f.waiting).(int32)
	if f.order != nil {
		return f.order[at]
	}
	return f.graph.States[at]
}

// walk finds the shapes of the inputs of all states that can be reached from a state with the given input, and what they read. The
// last visit of a state is that with the input that it has in the end.
func (r *run) walk(start asl.State, input *shape) {
	f := r.flow
	r.enter(start, input)
	for len(f.waiting) > 0 {
		st := f.next()
		v := r.of(st)
		v.count++
		v.pending, v.found, r.found = false, nil, findings{}
		f.spend(v.input)
		r.leave(st)
		if r.found.dead != nil || r.found.unlisted != nil || r.found.parsed != nil {
			found := r.found
			v.found = &found
		}
	}
}

// wants reports whether what an edge gives to the state that it leads to is of use.
func (r *run) wants(e *Edge) bool {
	switch r.purpose {
	case walking:
		return r.flow.leads(e)
	case arriving:
		return e.To != nil && r.mayLack(e.To)
	case looking:
	}
	return false
}

// give passes on what an edge gives, if that is wanted.
func (r *run) give(e *Edge, out *shape) {
	switch {
	case !r.wants(e):
	case r.purpose == walking:
		r.enter(e.To, out)
	default:
		v := r.of(e.To)
		v.arrivals = append(v.arrivals, arrival{e.From, e.Catcher != nil, out})
	}
}

func (r *run) enter(st asl.State, input *shape) {
	v := r.of(st)
	r.flow.spend(input)
	if v.reached {
		input = join(v.input, input)
	} else {
		r.reached = append(r.reached, int32(st.Head().Index()))
	}
	if v.count > mostVisits || r.flow.isExhausted() {
		input = nil
	}
	if v.reached && equalShapes(v.input, input) {
		return
	}
	v.input, v.reached = input, true
	if !v.pending {
		v.pending = true
		r.flow.wait(st)
	}
}

// deadFrom returns the reads that find nothing where a state has the given input, in the order of the states.
func (r *run) deadFrom(start asl.State, input *shape) []DeadRead {
	for _, i := range r.reached {
		r.at[i] = visit{}
	}
	r.reached = r.reached[:0]
	r.walk(start, input)
	slices.Sort(r.reached)
	var dead []DeadRead
	for _, i := range r.reached {
		if found := r.at[i].found; found != nil {
			dead = append(dead, found.dead...)
		}
	}
	return dead
}
