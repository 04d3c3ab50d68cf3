package simulator

import (
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator/internal/items"
	"github.com/aslcheck/aslcheck/value"
)

// distribution is what a Map state in the distributed mode has besides.
type distribution struct {
	reader  *itemReader
	batcher *itemBatcher
	writer  *resultWriter
	label   string
	express bool
	// repeatable says that ItemSelector gives the same again, so that it needs no memory for what it gives. unread says that
	// nothing looks at the result of the state.
	repeatable, unread bool
}

func (c *compiler) distribution(out *state, m *mapState, st *asl.Map) {
	if !st.Distributed() {
		return
	}
	d := &distribution{
		reader: c.itemReader(st.ItemReader), batcher: c.itemBatcher(st.ItemBatcher),
		writer: c.resultWriter(st.ResultWriter), label: st.Label.Value,
		express:    st.Processor().ProcessorConfig.ExecutionType.Value == "EXPRESS",
		repeatable: m.selector == nil || repeatable(m.selector.Refs()),
		unread:     out.output.ignoresResult(),
	}
	m.distributed = d
}

// A mapRun is a Map Run that is under way.
type mapRun struct {
	owner *visit
	state *mapState
	arn   string
	label string
	// machine is the name of the state machine as the children show it.
	machine string
	started int64 // the event MapRunStarted
	inputs  runInputs
	runChildren
	results runResults
	tally
	failed bool
	// reply is how the run ends where that is known beforehand, nil where its children run.
	reply *MapRunReply
	// canceled means that children that end no longer count.
	canceled bool
}

// The runChildren are the executions of a Map Run.
type runChildren struct {
	// children are those of the index first on. Those before taken have ended, and their results were taken in the order of the items.
	children []runChild
	first    int
	taken    int
	// next is the index of the next one to start, limit how many run at a time, ended how many have ended.
	next, limit, ended int
}

// A tally counts what a Map Run tolerates.
type tally struct {
	// failures are the items whose executions failed, total is the number of items: tolerated failures count items, also those
	// in batches.
	failures, total int
	tolerated       tolerance
}

// A runChild is an execution of a Map Run.
type runChild struct {
	thread *thread // nil after its end
	result *Execution
	items  int // of its batch, 1 without
	// forgotten says that nothing of it is kept, so that its memory may be used again.
	forgotten bool
}

// A tolerance is how many items may fail: a number and a percentage, -1 where they are not set.
type tolerance struct{ count, percentage float64 }

// beginRun starts a Map Run. What can fail before it starts ends the state without an event of the run (recordings
// test_map_state_tolerated_failure_count_path and test_max_concurrency_path).
func (m *mapState) beginRun(s *visit) {
	var list *items.Stream
	if m.distributed.reader == nil {
		all, p := m.itemList(s)
		if p != nil {
			s.fail(*p)
			return
		}
		list = items.Over(all, items.StateData)
	}
	limit, p := m.maxConcurrency(s)
	if p != nil {
		s.fail(*p)
		return
	}
	// With a reader or a batcher the length is not known yet, and shown as 0.
	length := 0
	if m.distributed.reader == nil && m.distributed.batcher == nil {
		length = list.Len
	}
	s.add(MapStateStartedEvent, &MapStateStarted{Length: length})
	s.markRetrier()
	r := &mapRun{owner: s, state: m, runChildren: runChildren{limit: limit}, label: m.distributed.label, tally: tally{tolerated: tolerance{-1, -1}}}
	if p := r.takeTolerance(); p != nil {
		s.fail(*p)
		return
	}
	r.start(list)
}

func (m *mapState) maxConcurrency(s *visit) (int, *problem) {
	limit, p := m.concurrency.eval(s)
	if p == nil && limit < 0 {
		p = s.runtimeProblem("MaxConcurrency cannot be negative.").pointer()
	}
	return int(min(limit, asl.MaxDistributedConcurrency)), p
}

func (r *mapRun) takeTolerance() *problem {
	s, m := r.owner, r.state
	if m.toleratedCount.set {
		n, p := m.toleratedCount.eval(s)
		if p == nil && n < 0 {
			p = s.runtimeProblem("ToleratedFailureCount cannot be negative.").pointer()
		}
		if p != nil {
			return p
		}
		r.tolerated.count = n
	}
	if m.toleratedPercentage.set {
		n, p := m.toleratedPercentage.eval(s)
		if p == nil && (n < 0 || n > 100) {
			p = s.runtimeProblem("ToleratedFailurePercentage must be between 0 and 100.").pointer()
		}
		if p != nil {
			return p
		}
		r.tolerated.percentage = n
	}
	return nil
}

// start reads and selects the items, records the start of the run, and starts its first children.
func (r *mapRun) start(list *items.Stream) {
	s, d := r.owner, r.state.distributed
	x := s.x
	if r.label == "" {
		r.label = x.UUID()
	}
	r.machine = s.log.machine + "/" + r.label
	r.arn = x.childARN("mapRun", r.machine, x.UUID())
	s.waitsFor = r
	var request items.Request
	if d.reader != nil {
		var p *problem
		if request, p = d.reader.request(s); p != nil {
			s.waitsFor = nil
			s.fail(*p)
			return
		}
	}
	r.started = s.add(MapRunStartedEvent, &MapRunStarted{MapRunARN: r.arn})
	if r.recorded(list) {
		return
	}
	if d.reader != nil {
		var p *problem
		if list, p = d.reader.read(s, request); p != nil {
			r.fail(*p)
			return
		}
	}
	if p := r.takeInputs(list); p != nil {
		r.fail(*p)
		return
	}
	if r.limit == 0 {
		r.limit = asl.MaxDistributedConcurrency
	}
	r.results = r.newResults()
	r.fill()
	if r.total == 0 {
		s.schedule(runEnded)
	}
}

// fill starts children until as many run as may.
func (r *mapRun) fill() {
	for !r.canceled && r.next-r.ended < r.limit {
		input, n, p := r.inputs.next(r.owner)
		if p != nil {
			r.fail(*p)
			return
		}
		if n == 0 {
			return
		}
		r.startChild(input, n)
	}
}

// startChild starts an execution of its own, with its own history and variables.
// "Distributed Map states … don't support referencing variables in outer scopes."
// https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html
func (r *mapRun) startChild(input value.Value, n int) {
	x, i := r.owner.x, r.next
	r.next++
	forget := x.cfg.forgetsChild(i)
	child := r.newChild(i, forget)
	j := child.log
	r.children = append(r.children, runChild{child, j.result, n, forget})
	switch result := r.owner.log.result; {
	case !forget:
		result.Children = append(result.Children, j.result)
	case !x.cfg.ForgetChildren:
		result.MoreChildren++
	}
	limit := standardYear
	if r.state.distributed.express {
		limit = expressMinutes
	}
	child.launch(input, limit)
	child.startAt(child.machine.start, input)
}

// newChild makes the thread of a child, of one that was forgotten where that is possible.
func (r *mapRun) newChild(i int, forget bool) *thread {
	x := r.owner.x
	var t *thread
	if forget {
		t = x.spare.thread()
	}
	if t == nil {
		t = x.newThread(x.newJournal(&Execution{}), nil)
	}
	j := t.log
	j.run, j.index, j.machine, j.id = r, i, r.machine, x.newID()
	j.silent = r.owner.log.silent || forget && len(x.cfg.Observers) == 0
	if !j.silent || r.results.describes() {
		j.identify()
	}
	j.result.Start = x.now()
	t.machine = r.state.processor
	if t.frame == nil || !j.silent {
		t.frame = &Frame{}
	}
	*t.frame = Frame{Outer: r.owner.frame, State: r.owner.st.ast, Index: i}
	return t
}

// childEnded counts an execution that ended.
func (r *mapRun) childEnded(i int) {
	if r.canceled {
		return
	}
	r.ended++
	child := &r.children[i-r.first]
	if child.forgotten {
		r.owner.x.spare.leave(child.thread)
	}
	child.thread = nil
	if child.result.Status != Succeeded {
		r.failures += child.items
	}
	r.takeResults()
	if r.exceeded() {
		r.fail(tooManyFailures())
		return
	}
	r.fill()
	if r.ended == r.next && !r.canceled {
		r.owner.schedule(runEnded)
	}
}

// tooManyFailures is the failure of a Map state that tolerates fewer.
func tooManyFailures() problem {
	return problem{Failure: Failure{
		Error: asl.ErrorExceedToleratedFailures, Cause: "The specified tolerated failure threshold was exceeded",
	}}
}

// takeResults takes the results of the children that have ended, as far as all before them have.
func (r *mapRun) takeResults() {
	for r.taken < len(r.children) && r.children[r.taken].thread == nil {
		child := &r.children[r.taken]
		r.results.take(r, child.result)
		if child.forgotten {
			r.owner.x.spare.leaveResult(child.result)
		}
		*child = runChild{}
		r.taken++
	}
	if 2*r.taken >= len(r.children) {
		n := copy(r.children, r.children[r.taken:])
		clear(r.children[n:])
		r.children, r.first, r.taken = r.children[:n], r.first+r.taken, 0
	}
}

// exceeded reports whether more executions failed than the state tolerates. "ToleratedFailurePercentage … If the
// percentage of failed items exceeds the value … the Map Run fails"; without either field no failure is tolerated.
// https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html
func (r *mapRun) exceeded() bool {
	if r.tolerated.count < 0 && r.tolerated.percentage < 0 {
		return r.failures > 0
	}
	failures := float64(r.failures)
	return r.tolerated.count >= 0 && failures > r.tolerated.count ||
		r.tolerated.percentage >= 0 && failures*100 > r.tolerated.percentage*float64(r.total)
}

// fail ends the run, and the state with it.
func (r *mapRun) fail(p problem) {
	s := r.owner
	r.failed = true
	r.cancel()
	s.invalidate()
	if p.evaluation {
		s.fail(p)
		return
	}
	s.add(MapRunFailedEvent, &MapRunFailed{p.Failure})
	s.fail(p)
}

// runEnded ends a run that did not fail.
func runEnded(s *visit) {
	r := s.waitsFor.(*mapRun)
	s.resetScope()
	result, p := r.results.end(r)
	if p != nil {
		r.fail(*p)
		return
	}
	r.succeed()
	if r.results.oversized {
		s.invalidate()
		s.fail(*tooLarge(s.st.name))
		return
	}
	s.completeWith(result)
}

// succeed records that the run succeeded.
func (r *mapRun) succeed() {
	s := r.owner
	s.add(MapRunSucceededEvent, nil)
	s.add(MapStateSucceededEvent, nil)
	// The exit follows from the start of the run (recordings since November 2024).
	s.last = r.started
}

// cancel aborts the children.
func (r *mapRun) cancel() {
	r.canceled = true
	for _, child := range r.children {
		if child.thread != nil {
			child.thread.abortExecution(nil)
		}
	}
}

// abort aborts the children; the run itself has no event for it.
func (r *mapRun) abort(int64) { r.cancel() }

func (r *mapRun) hasFailed() bool { return r.failed }
