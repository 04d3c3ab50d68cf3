package replay

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/value"
)

// A track is a way through one container of states: the machine itself, an iteration of a Map state, or a branch of a
// Parallel state. Events of different tracks interleave depending on timing; those of one track have an order that only the
// definition decides.
type track struct {
	key   string
	outer *track
	group *group // what started it, nil for the machine
	index int    // of an iteration, -1 for a branch
	depth int
	steps []step

	// state is the one it is in, or was last; kind the first word of its type.
	state, kind string
	closed      bool // the Map or Parallel state failed for good
	groups      map[string]*group
	visits      map[string]int
	call        *outcome
	run         *runOutcome
	attempt     *attempt
}

// A group is the tracks that one attempt of a Map or Parallel state started.
type group struct {
	key, state string
	started    *Event
	succeeded  bool
}

// A step is what a changed definition may change: a state that is entered or left, a call and its end.
type step struct {
	event *Event
	state string
	// what is compared, such as "TaskFailed Busy".
	what string
}

// A trackSet is a history sorted into tracks.
type trackSet struct {
	tracks   []*track
	byKey    map[string]*track
	groups   map[string]*group
	outcomes map[string][]*outcome
	runs     map[string][]*runOutcome
	attempts map[string][]*attempt
	of       map[int64]*track
	events   map[int64]*Event
	latest   map[string]*track // by the state entered
	last     *Event
}

// record sorts events into tracks.
func record(events []Event) *trackSet {
	r := &trackSet{
		byKey: map[string]*track{}, groups: map[string]*group{}, outcomes: map[string][]*outcome{}, runs: map[string][]*runOutcome{}, attempts: map[string][]*attempt{},
		of: map[int64]*track{}, events: map[int64]*Event{}, latest: map[string]*track{},
	}
	r.open("", nil, nil, -1)
	if len(events) > 0 {
		r.last = &events[len(events)-1]
	}
	for i := range events {
		ev := &events[i]
		r.events[ev.ID] = ev
		t := r.place(ev)
		r.of[ev.ID] = t
		if what := stepOf(ev); what != "" {
			t.steps = append(t.steps, step{event: ev, state: t.state, what: what})
		}
		r.outcome(t, ev)
		r.run(t, ev)
		r.attempt(t, ev)
	}
	return r
}

// maxNesting limits how deep tracks are told apart, so that a made-up history cannot take all memory.
const maxNesting = 100

func (r *trackSet) open(key string, outer *track, g *group, index int) *track {
	if t, ok := r.byKey[key]; ok {
		return t
	}
	t := &track{key: key, outer: outer, group: g, index: index, groups: map[string]*group{}, visits: map[string]int{}}
	if outer != nil {
		if t.depth = outer.depth + 1; t.depth > maxNesting {
			return outer
		}
	}
	r.tracks = append(r.tracks, t)
	r.byKey[key] = t
	return t
}

// detail returns a text of the details of an event.
func (e *Event) detail(key string) string {
	v, _ := e.Details.Get(key)
	return v.Text()
}

// place finds the track of an event, and follows what the event does to it.
func (r *trackSet) place(ev *Event) *track {
	before := r.of[ev.PreviousID]
	if before == nil {
		before = r.tracks[0]
	}
	kind := string(ev.Type)
	switch {
	case strings.HasPrefix(kind, "Execution"):
		return r.tracks[0]
	case strings.HasSuffix(kind, "StateEntered"):
		return r.entered(before, ev, strings.TrimSuffix(kind, "StateEntered"))
	case strings.HasSuffix(kind, "StateExited"), strings.HasSuffix(kind, "StateAborted"):
		t := r.outwards(before, ev.detail("name"))
		t.kind = "" // it is in no state until the next one is entered
		return t
	case strings.HasPrefix(kind, "MapIteration"):
		return r.iteration(before, ev)
	case ev.Type == simulator.EvaluationFailedEvent:
		return r.outwards(before, ev.detail("state"))
	case strings.HasPrefix(kind, "MapState"):
		return r.container(before, ev, "Map")
	case strings.HasPrefix(kind, "ParallelState"):
		return r.container(before, ev, "Parallel")
	default:
		return before
	}
}

// entered moves a track to its next state. The first state after ParallelStateStarted begins a branch.
func (r *trackSet) entered(before *track, ev *Event, kind string) *track {
	t := before
	if p := r.events[ev.PreviousID]; p != nil && p.Type == simulator.ParallelStateStartedEvent {
		g := before.groups[before.state]
		if g != nil {
			t = r.open(g.key+"/"+ev.detail("name"), before, g, -1)
		}
	}
	t.state, t.kind, t.closed = ev.detail("name"), kind, false
	r.latest[t.state] = t
	return t
}

// outwards finds the track that is in a state: the one of the event before, one around it, or else the last that entered
// the state.
func (r *trackSet) outwards(from *track, state string) *track {
	for t := from; t != nil; t = t.outer {
		if t.state == state {
			return t
		}
	}
	if t := r.latest[state]; t != nil {
		return t
	}
	return from
}

// container finds the track that is in a Map or Parallel state, for events that do not name it. Each start of an attempt
// opens a group.
func (r *trackSet) container(before *track, ev *Event, kind string) *track {
	t := before
	for ; t != nil; t = t.outer {
		if t.kind == kind && !t.closed {
			break
		}
	}
	if t == nil {
		return before
	}
	switch {
	case strings.HasSuffix(string(ev.Type), "Started"):
		t.visits[t.state]++
		g := &group{key: fmt.Sprintf("%s/%s#%d", t.key, t.state, t.visits[t.state]), state: t.state, started: ev}
		t.groups[t.state], r.groups[g.key] = g, g
	case strings.HasSuffix(string(ev.Type), "Succeeded"):
		if g := t.groups[t.state]; g != nil {
			g.succeeded = true
		}
	case strings.HasSuffix(string(ev.Type), "Failed"):
		t.closed = true
	}
	return t
}

// iteration finds the track of an iteration of a Map state, or begins it.
func (r *trackSet) iteration(before *track, ev *Event) *track {
	outer := r.outwards(before, ev.detail("name"))
	g := outer.groups[ev.detail("name")]
	if g == nil {
		return outer
	}
	index, _ := ev.Details.Get("index")
	n, _ := index.Int()
	t := r.open(fmt.Sprintf("%s[%d]", g.key, n), outer, g, int(n))
	if ev.Type != simulator.MapIterationStartedEvent {
		t.kind = "" // it is over, even if a state in it has no event that says so
	}
	return t
}

// indexes returns the indexes of the iterations around a track, outermost first.
func (t *track) indexes() []int {
	var list []int
	for ; t != nil; t = t.outer {
		if t.index >= 0 {
			list = append(list, t.index)
		}
	}
	slices.Reverse(list)
	return list
}

// stepOf returns what of an event is compared, "" for an event that depends on time alone or follows from others.
func stepOf(ev *Event) string {
	kind := string(ev.Type)
	switch {
	case strings.HasSuffix(kind, "Entered"), strings.HasSuffix(kind, "Exited"):
		return kind + " " + ev.detail("name")
	case ev.Type == simulator.MapStateStartedEvent:
		length, _ := ev.Details.Get("length")
		return kind + " " + length.Literal()
	case strings.HasSuffix(kind, "Scheduled"), strings.HasPrefix(kind, "MapRun"), strings.HasPrefix(kind, "ParallelState"),
		strings.HasPrefix(kind, "MapState"):
		return kind
	case strings.HasSuffix(kind, "TimedOut"):
		return kind
	case strings.HasSuffix(kind, "Failed"):
		return failedKind(kind) + " " + ev.detail("error")
	case ev.Type == simulator.ExecutionStartedEvent, ev.Type == simulator.ExecutionAbortedEvent:
		return ""
	case strings.HasSuffix(kind, "Succeeded"):
		return kind
	default:
		return ""
	}
}

// failedKind maps the events of calls that failed before they began to those of tasks that failed.
func failedKind(kind string) string {
	for _, early := range []string{"ScheduleFailed", "StartFailed", "SubmitFailed"} {
		if stem, ok := strings.CutSuffix(kind, early); ok {
			return stem + "Failed"
		}
	}
	return kind
}

// historyOf turns the events of a run into those of a history.
func historyOf(events []simulator.Event) []Event {
	list := make([]Event, len(events))
	for i := range events {
		ev := &events[i]
		list[i] = Event{ID: ev.ID, PreviousID: ev.PreviousID, Type: ev.Type, Time: ev.Time, Details: value.Object()}
		for _, m := range ev.History().Members() {
			if strings.HasSuffix(m.Key, "EventDetails") {
				list[i].Details = m.Value
			}
		}
	}
	return list
}
