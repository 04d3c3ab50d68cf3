package report

import (
	"fmt"
	"time"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/graph"
	"github.com/aslcheck/aslcheck/internal/report/page"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
	"github.com/aslcheck/aslcheck/value"
)

// The limits of the page of a case.
const (
	maxVisits       = 2_000
	maxLanes        = 200
	maxPageChildren = 100
)

// setMachine notes the state machine of a case.
func (b *htmlBuilder) setMachine(c *page.Case, def *asl.Definition) *htmlMachine {
	c.Machine = -1
	if m := b.byName[def.Name()]; m != nil {
		c.Machine = m.index
		return m
	}
	return &htmlMachine{}
}

// execution adds the timeline of an execution to a case.
func (b *htmlBuilder) execution(c *page.Case, def *asl.Definition, x *simulator.Execution) {
	m := b.setMachine(c, def)
	c.Took, c.Milliseconds = suite.FormatDuration(x.Duration()), x.Duration().Milliseconds()
	d := &page.Detail{
		Failures: []page.Finding{}, Status: string(x.Status), Input: b.value(x.Input), Output: b.value(x.Output), Visits: []page.Visit{}, MoreChildren: x.MoreChildren,
	}
	if x.Failure != nil {
		d.Error, d.Cause = page.Visible(x.Failure.Error), page.Visible(x.Failure.Cause)
	}
	for _, note := range x.Notes {
		d.Notes = append(d.Notes, source.OneLine(note))
	}
	t := &timeline{b: b, machine: m, detail: d, start: x.Start, open: map[visitKey]*openVisit{}, lanes: map[*simulator.Frame]*lane{}, paths: map[asl.State]string{}}
	t.read(x)
	c.Detail = d
}

// value returns the index of a value among those of the page.
func (b *htmlBuilder) value(v value.Value) int {
	if v.IsUndefined() {
		return page.NoValue
	}
	return b.doc.Values.Add(v.JSON())
}

// A timeline reads the events of an execution and of those that its Map Runs started.
type timeline struct {
	b       *htmlBuilder
	machine *htmlMachine
	detail  *page.Detail
	start   time.Time
	// events are those of the execution that is read.
	events []simulator.Event
	open   map[visitKey]*openVisit
	lanes  map[*simulator.Frame]*lane
	order  []*lane
	paths  map[asl.State]string
}

type visitKey struct {
	state asl.State
	frame *simulator.Frame
}

// An openVisit is a state that was entered and not left yet.
type openVisit struct {
	visit int
	path  string
	// call is the index of the piece for the call that is waited for, -1 for none; failed is the moment of the last failure.
	call, failed int
}

// A reader is the events of one execution that are still to be read.
type reader struct {
	events, all []simulator.Event
	// run is the Map state whose run started the execution; nil for the outermost one.
	run asl.State
}

// before reports whether the next event of a reader comes before that of another. Of the events of one moment, those of children
// come first: a Map Run ends after them.
func (r *reader) before(other *reader) bool {
	at, than := r.events[0].Time, other.events[0].Time
	return at.Before(than) || at.Equal(than) && r.run != nil && other.run == nil
}

func (t *timeline) read(x *simulator.Execution) {
	t.lane(nil)
	readers := t.readers(nil, x, nil)
	started := map[asl.State]bool{}
	for {
		next := -1
		for i := range readers {
			r := &readers[i]
			if len(r.events) == 0 || r.run != nil && !started[r.run] {
				continue
			}
			if next < 0 || r.before(&readers[next]) {
				next = i
			}
		}
		if next < 0 {
			break
		}
		ev := &readers[next].events[0]
		readers[next].events = readers[next].events[1:]
		t.events = readers[next].all
		if ev.Type == simulator.MapRunStartedEvent {
			started[ev.State] = true
		}
		t.event(ev)
	}
	t.finish(x)
}

// readers lists an execution and its children.
func (t *timeline) readers(list []reader, x *simulator.Execution, run asl.State) []reader {
	if len(list) > maxPageChildren {
		t.detail.MoreChildren++
		return list
	}
	list = append(list, reader{x.Events, x.Events, run})
	for _, child := range x.Children {
		var from asl.State
		for i := range child.Events {
			if f := child.Events[i].Frame; f != nil {
				from = f.State
				break
			}
		}
		list = t.readers(list, child, from)
	}
	return list
}

// moment adds a moment to the timeline.
func (t *timeline) moment(at time.Time) int {
	t.detail.Times = append(t.detail.Times, at.Sub(t.start).Milliseconds())
	return len(t.detail.Times) - 1
}

func (t *timeline) path(st asl.State) string {
	path, ok := t.paths[st]
	if !ok {
		path = asl.Path(st)
		t.paths[st] = path
	}
	return path
}

// event adds what an event says about a visit.
func (t *timeline) event(ev *simulator.Event) {
	if ev.State == nil {
		return
	}
	key := visitKey{ev.State, ev.Frame}
	if d, ok := ev.Details.(*simulator.StateEntered); ok {
		t.enter(key, ev, d)
		return
	}
	if o := t.open[key]; o != nil {
		t.during(o, ev)
	}
}

func (t *timeline) enter(key visitKey, ev *simulator.Event, d *simulator.StateEntered) {
	if len(t.detail.Visits) >= maxVisits || len(t.order) >= maxLanes && t.lanes[ev.Frame] == nil {
		t.detail.MoreVisits++
		return
	}
	path := t.path(ev.State)
	box, known := t.machine.boxes[path]
	if !known {
		box = -1
	}
	at := t.moment(ev.Time)
	v := page.Visit{
		Box: box, Name: source.OneLine(d.Name), Type: ev.State.Kind(), Lane: t.lane(ev.Frame).index, Begin: at, End: at, Outcome: "ok",
		Pieces: []page.Piece{}, Stages: []page.Stage{},
	}
	v.Stages = append(v.Stages, page.Stage{Name: "input", Value: t.b.value(d.Input), Base: -1})
	t.open[key] = &openVisit{visit: len(t.detail.Visits), path: path, call: -1, failed: -1}
	t.detail.Visits = append(t.detail.Visits, v)
}

// during adds what happens between the start and the end of a state.
func (t *timeline) during(o *openVisit, ev *simulator.Event) {
	v := &t.detail.Visits[o.visit]
	switch d := ev.Details.(type) {
	case *simulator.TaskScheduled:
		t.call(o, v, ev, d.ResourceType+":"+d.Resource, d.Parameters)
	case *simulator.LambdaFunctionScheduled:
		t.call(o, v, ev, d.Resource, d.Input)
	case *simulator.ActivityScheduled:
		t.call(o, v, ev, d.Resource, d.Input)
	case *simulator.TaskSubmitted:
		t.stage(v, "submitted", d.Output)
	case *simulator.TaskSucceeded:
		t.answer(o, v, ev, d.Output)
	case *simulator.LambdaFunctionSucceeded:
		t.answer(o, v, ev, d.Output)
	case *simulator.ActivitySucceeded:
		t.answer(o, v, ev, d.Output)
	case *simulator.MapRunFailed:
		t.fails(o, v, ev, &d.Failure)
	case *simulator.StateExited:
		t.exit(o, v, ev, d)
	case *simulator.MapIteration:
		if ev.Type == simulator.MapIterationFailedEvent || ev.Type == simulator.MapIterationAbortedEvent {
			t.interrupt(ev, d.Index, ev.Time)
		}
	default:
		if f := ev.Failure(); f != nil {
			t.fails(o, v, ev, f)
			return
		}
		t.container(o, v, ev)
	}
}

// backOff adds the time between a failure and the attempt that follows.
func (t *timeline) backOff(o *openVisit, v *page.Visit, ev *simulator.Event) int {
	at := t.moment(ev.Time)
	if o.failed >= 0 {
		v.Pieces = append(v.Pieces, page.Piece{Kind: "back-off", Begin: o.failed, End: at, Text: fmt.Sprintf("before attempt %d", ev.Attempt)})
		o.failed = -1
	}
	return at
}

func (t *timeline) call(o *openVisit, v *page.Visit, ev *simulator.Event, resource string, arguments value.Value) {
	at := t.backOff(o, v, ev)
	o.call = len(v.Pieces)
	v.Pieces = append(v.Pieces, page.Piece{Kind: "call", Begin: at, End: at, Text: source.OneLine(resource)})
	name := "call"
	if ev.Attempt > 1 {
		name = fmt.Sprintf("call, attempt %d", ev.Attempt)
	}
	t.stage(v, name, arguments)
}

func (t *timeline) answer(o *openVisit, v *page.Visit, ev *simulator.Event, output value.Value) {
	t.endCall(o, v, ev)
	t.stage(v, "answer", output)
}

func (t *timeline) endCall(o *openVisit, v *page.Visit, ev *simulator.Event) int {
	at := t.moment(ev.Time)
	if o.call >= 0 {
		v.Pieces[o.call].End = at
	}
	return at
}

func (t *timeline) fails(o *openVisit, v *page.Visit, ev *simulator.Event, f *simulator.Failure) {
	o.failed = t.endCall(o, v, ev)
	if o.call >= 0 {
		v.Pieces[o.call].Failed = true
		v.Pieces[o.call].Text += " " + source.OneLine(f.Error)
	}
	o.call = -1
	failure := value.Object(value.Member{Key: "Error", Value: value.String(f.Error)}, value.Member{Key: "Cause", Value: value.String(f.Cause)})
	t.stage(v, "error", failure)
	v.Stages[len(v.Stages)-1].Bad = true
}

// stage adds a stage that does not derive from the one before.
func (t *timeline) stage(v *page.Visit, name string, data value.Value) {
	if i := t.b.value(data); i != page.NoValue {
		v.Stages = append(v.Stages, page.Stage{Name: name, Value: i, Base: -1})
	}
}

// linkKinds are the links of a graph by how a state is left.
var linkKinds = map[simulator.Step]graph.LinkKind{
	simulator.ByNext: graph.NextLink, simulator.ByEnd: graph.EndLink, simulator.ByRule: graph.RuleLink,
	simulator.ByDefault: graph.DefaultLink, simulator.ByCatch: graph.CatchLink,
}

func (t *timeline) exit(o *openVisit, v *page.Visit, ev *simulator.Event, d *simulator.StateExited) {
	if len(asl.Machines(ev.State)) > 0 {
		v.End = t.interrupt(ev, wholeState, ev.Time)
	} else {
		v.End = t.moment(ev.Time)
	}
	v.Link = t.machine.links[linkKey{source.OneLine(o.path), linkKinds[d.Via.Step], int(d.Via.Index)}]
	v.To = source.OneLine(d.Via.To)
	if d.Via.Step == simulator.ByCatch {
		v.Outcome = "caught"
	}
	if v.Type == "Wait" {
		v.Pieces = append(v.Pieces, page.Piece{Kind: "wait", Begin: v.Begin, End: v.End, Text: suite.FormatDuration(t.between(v.Begin, v.End))})
	}
	t.inspection(v, ev.State.Head().Language, d)
	delete(t.open, visitKey{ev.State, ev.Frame})
}

func (t *timeline) between(from, to int) time.Duration {
	return time.Duration(t.detail.Times[to]-t.detail.Times[from]) * time.Millisecond
}

// finish closes the visits that the end of the execution interrupted, and sorts the lanes: inner ones after the one around them.
func (t *timeline) finish(x *simulator.Execution) {
	end := t.moment(x.End)
	for _, o := range t.open {
		v := &t.detail.Visits[o.visit]
		v.End = end
		if v.Type == "Wait" {
			v.Pieces = append(v.Pieces, page.Piece{Kind: "wait", Begin: v.Begin, End: end, Text: "interrupted"})
		}
		if x.Status != simulator.Succeeded && v.Outcome == "ok" {
			v.Outcome = "failed"
		}
	}
	at := make([]int, len(t.order))
	var add func(l *lane, depth int)
	add = func(l *lane, depth int) {
		at[l.index] = len(t.detail.Lanes)
		t.detail.Lanes = append(t.detail.Lanes, laneOf(l.frame, depth))
		sortLanes(l.inner)
		for _, inner := range l.inner {
			add(inner, depth+1)
		}
	}
	add(t.order[0], 0)
	for i := range t.detail.Visits {
		t.detail.Visits[i].Lane = at[t.detail.Visits[i].Lane]
	}
}
