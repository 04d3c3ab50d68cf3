package simulator

import (
	"cmp"
	"math"
	"slices"
)

// nanos is virtual time in nanoseconds since the start of the execution.
type nanos int64

// second is one second of virtual time.
const second nanos = 1e9

// inNanos is the nearest nanosecond to a number of seconds. Fields with seconds are read by it alone; times are exact.
func inNanos(seconds float64) nanos { return nanos(math.Round(seconds * float64(second))) }

// A step is something to do at a moment of virtual time. Steps of one moment are done in the order of their sequence.
type step struct {
	at  nanos
	seq uint64
	t   *thread
	// generation must equal that of the thread when the step runs; otherwise the thread has moved on and the step lapses.
	generation uint32
	// pinned says that the step does not lapse before the thread ends: its generation is the life of the thread.
	pinned bool
	do     func(*visit)
}

// A queue holds the scheduled steps. Most are for the current moment and go through a ring; the others wait in a heap.
type queue struct {
	now   nanos
	seq   uint64
	ready []step
	head  int
	later stepHeap
	// full is the length of later from which steps that have lapsed are dropped from it.
	full int
}

// push adds a step for the thread as it is now.
func (q *queue) push(at nanos, t *thread, do func(*visit)) {
	q.schedule(step{at: at, t: t, generation: t.generation, do: do})
}

// pushPinned is push for a step that does not lapse before the thread ends.
func (q *queue) pushPinned(at nanos, t *thread, do func(*visit)) {
	q.schedule(step{at: at, t: t, generation: t.life, pinned: true, do: do})
}

func (q *queue) schedule(st step) {
	q.seq++
	st.seq = q.seq
	if st.at <= q.now {
		q.ready = append(q.ready, st)
		return
	}
	q.drop()
	q.later.push(st)
}

// dropFrom is the number of waiting steps from which those that have lapsed are dropped.
const dropFrom = 1024

// drop takes the steps that have lapsed out of the heap when it has doubled: the time limit of an execution would keep the
// execution in memory long after its end.
func (q *queue) drop() {
	if len(q.later) < max(q.full, dropFrom) {
		return
	}
	kept := q.later[:0]
	for _, st := range q.later {
		if !st.lapsed() {
			kept = append(kept, st)
		}
	}
	clear(q.later[len(kept):])
	slices.SortFunc(kept, func(a, b step) int { // sorted steps are a heap
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.seq, b.seq))
	})
	q.later, q.full = kept, 2*len(kept)
}

// lapsed reports whether the thread of the step has ended or moved on.
func (s *step) lapsed() bool {
	if s.pinned {
		return s.t.ended || s.generation != s.t.life
	}
	return s.t.ended || s.generation != s.t.generation
}

// pop removes the next step and moves the clock to it; false if there is none.
func (q *queue) pop() (step, bool) {
	hasReady := q.head < len(q.ready)
	if len(q.later) > 0 {
		top := &q.later[0]
		if !hasReady || top.at <= q.now && top.seq < q.ready[q.head].seq {
			st := q.later.pop()
			q.now = max(q.now, st.at)
			return st, true
		}
	}
	if !hasReady {
		return step{}, false
	}
	st := q.ready[q.head]
	q.ready[q.head] = step{}
	q.head++
	q.shrink()
	return st, true
}

// shrinkFrom is the number of done steps at the front of the ring from which they are dropped.
const shrinkFrom = 1024

func (q *queue) shrink() {
	switch {
	case q.head == len(q.ready):
		q.ready, q.head = q.ready[:0], 0
	case q.head >= shrinkFrom && 2*q.head >= len(q.ready):
		n := copy(q.ready, q.ready[q.head:])
		clear(q.ready[n:])
		q.ready, q.head = q.ready[:n], 0
	}
}

// A stepHeap is a binary heap of the steps for a later moment. It is not the one of the standard library, which would
// allocate for every step.
type stepHeap []step

func (h stepHeap) less(i, j int) bool {
	if h[i].at != h[j].at {
		return h[i].at < h[j].at
	}
	return h[i].seq < h[j].seq
}

func (h *stepHeap) push(st step) {
	*h = append(*h, st)
	for i := len(*h) - 1; i > 0; {
		parent := (i - 1) / 2
		if !h.less(i, parent) {
			return
		}
		(*h)[i], (*h)[parent] = (*h)[parent], (*h)[i]
		i = parent
	}
}

func (h *stepHeap) pop() step {
	old := *h
	top, last := old[0], len(old)-1
	old[0], old[last] = old[last], step{}
	*h = old[:last]
	for i := 0; ; {
		child := 2*i + 1
		if child >= last {
			return top
		}
		if child+1 < last && h.less(child+1, child) {
			child++
		}
		if !h.less(child, i) {
			return top
		}
		old[i], old[child] = old[child], old[i]
		i = child
	}
}
