package simulator

import (
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator/internal/items"
	"github.com/aslcheck/aslcheck/value"
)

// A fork is what branches and iterations have in common: the threads of one attempt that a state waits for.
type fork struct {
	owner   *visit
	results []value.Value
	// threads are those that were started and not reused, by index.
	threads []*thread
	pending int
	failed  bool
}

func newFork(owner *visit, n int) fork {
	return fork{owner: owner, results: make([]value.Value, n), threads: make([]*thread, n), pending: n}
}

// join makes a thread one of those that the fork waits for.
func (f *fork) join(t *thread, of siblings, index int) {
	owner := f.owner
	t.parent, t.siblings, t.index = owner.thread, of, index
	t.frame = &Frame{Outer: owner.frame, State: owner.st.ast, Index: index}
	t.last = owner.last
	f.threads[index] = t
}

// take takes the output of a thread.
func (f *fork) take(child *thread, output value.Value) {
	f.results[child.index] = output
	f.pending--
	f.owner.last = child.last
}

// fail aborts the other threads because one failed, records the failure of that one by event, and fails the state.
func (f *fork) fail(child *thread, p problem, record func(cause int64)) {
	f.failed = true
	cause := child.last
	for _, other := range f.threads {
		if other != nil && other != child && !other.ended {
			other.abort(cause)
		}
	}
	if record != nil {
		record(cause)
	}
	f.owner.last = cause
	f.owner.fail(p)
}

func (f *fork) hasFailed() bool { return f.failed }

func (f *fork) cancel() {
	for _, child := range f.threads {
		if child != nil {
			child.cancel()
		}
	}
}

func (f *fork) abort(cause int64) {
	for _, child := range f.threads {
		if child != nil && !child.ended {
			child.abort(cause)
		}
	}
}

// branches are the threads of a Parallel state.
type branches struct{ fork }

func (b *branches) childEnded(child *thread, output value.Value) {
	b.take(child, output)
	if b.pending == 0 {
		// The exit follows from the same event as the success (recordings of Parallel and Map states).
		b.owner.completed = b.owner.addAfter(b.owner.last, ParallelStateSucceededEvent, nil)
		b.owner.completeWith(value.VerbatimArray(b.results...))
	}
}

func (b *branches) childFailed(child *thread, p *problem) {
	if _, isTask := child.visit.st.ast.(*asl.Task); isTask {
		// Only the failing Task itself shows up in the recordings test_parallel_catch_error.
		child.addAfter(child.last, child.visit.st.aborted, nil)
	}
	b.fail(child, problem{Failure: p.Failure, heartbeat: p.heartbeat, branch: true}, nil)
}

// iterations are the threads of a Map state in the inline mode.
type iterations struct {
	fork
	state *mapState
	items []items.Item
	// next is the first item not yet started, and limit how many may run at a time.
	next, limit int
	started     int64 // the event MapStateStarted
	// spare are threads that ended and may be used again.
	spare []*thread
}

// thread makes the thread of an iteration.
func (g *iterations) thread(index int) *thread {
	owner := g.owner
	var t *thread
	if n := len(g.spare); n > 0 {
		t = g.spare[n-1]
		g.spare = g.spare[:n-1]
		t.renew()
	} else {
		t = owner.x.newThread(owner.log, g.state.processor)
		t.vars.outer = owner.vars
	}
	g.join(t, g, index)
	return t
}

// fill starts iterations until as many run as may.
func (g *iterations) fill() {
	for running := g.next - (len(g.items) - g.pending); running < g.limit && g.next < len(g.items); running++ {
		if !g.start(g.next) {
			return
		}
	}
}

// start starts one iteration; false when that failed and the state with it.
func (g *iterations) start(i int) bool {
	owner := g.owner
	input := g.items[i].Value
	if g.state.selector != nil {
		v, p := g.state.selectItem(owner, &g.items[i])
		if p != nil {
			g.failed = true
			g.cancel()
			owner.fail(*p)
			return false
		}
		input = v
	}
	g.next++
	child := g.thread(i)
	child.item, child.hasItem = g.items[i], true
	// Recordings until 2025 let the next of two iterations that run one at a time follow from the last event inside the first;
	// measured in 2026, each follows from the start of the Map.
	child.last = g.started
	child.add(MapIterationStartedEvent, &MapIteration{Name: owner.st.name, Index: i})
	child.startAt(child.machine.start, input)
	return true
}

func (g *iterations) childEnded(child *thread, output value.Value) {
	g.take(child, output)
	id := child.addAfter(child.last, MapIterationSucceededEvent, &MapIteration{Name: g.owner.st.name, Index: child.index})
	g.threads[child.index] = nil
	g.spare = append(g.spare, child)
	if g.pending > 0 {
		g.fill()
		return
	}
	g.owner.last = id
	g.state.succeed(g.owner, g.results)
}

func (g *iterations) childFailed(child *thread, p *problem) {
	g.fail(child, problem{Failure: p.Failure, heartbeat: p.heartbeat}, func(cause int64) {
		child.addAfter(cause, MapIterationFailedEvent, &MapIteration{Name: g.owner.st.name, Index: child.index})
	})
}
