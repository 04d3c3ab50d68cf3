package replay

import (
	"fmt"
	"math"
	"strings"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
)

// A comparison finds where two recordings of one definition diverge.
type comparison struct {
	replay   *Result
	def      *asl.Definition
	was, now *trackSet
	tokens   []string
	// open says that more events may follow in every track: the recording is of an execution that runs, or was aborted.
	open bool
}

// A parting is the first difference in one track.
type parting struct {
	at       int64 // the id of the recorded event, or of the one before
	was, now *step // nil where there is nothing more
	track    *track
	before   *step // what both have before it
}

// paths finds the first difference of the paths, in the order of the recorded events.
func (c *comparison) paths() {
	var first *parting
	take := func(p *parting) {
		if p != nil && (first == nil || p.at < first.at) {
			first = p
		}
	}
	for _, t := range c.was.tracks {
		take(c.track(t, c.now.byKey[t.key]))
	}
	for _, t := range c.now.tracks {
		if c.was.byKey[t.key] == nil {
			take(c.extra(t))
		}
	}
	if first != nil {
		c.replay.Divergence = c.divergence(first)
	}
}

// steps returns the steps of a recorded track up to the cut, and whether others may follow.
func (c *comparison) steps(t *track) (steps []step, open bool) {
	steps, open = t.steps, c.open
	if t.group != nil && !t.group.succeeded {
		open = true // where a container failed, time decides how far its other tracks came
	}
	if c.replay.Cut == 0 {
		return steps, open
	}
	for i := range steps {
		if steps[i].event.ID > c.replay.Cut {
			return steps[:i], true
		}
	}
	return steps, true
}

// aborted reports whether the execution was ended from outside.
func aborted(h *History) bool {
	status, _, _ := h.Recorded()
	return status == simulator.Aborted
}

// track compares the steps of a track.
func (c *comparison) track(was, now *track) *parting {
	steps, open := c.steps(was)
	if now == nil {
		now = &track{key: was.key}
	}
	var before *step
	for i := range steps {
		p := &parting{at: steps[i].event.ID, was: &steps[i], track: was, before: before}
		switch {
		case i >= len(now.steps) && was.group != nil && !was.group.succeeded:
			return nil
		case i >= len(now.steps):
			return p
		case now.steps[i].what != steps[i].what:
			p.now = &now.steps[i]
			return p
		}
		before = &steps[i]
	}
	if open || len(now.steps) <= len(steps) {
		return nil
	}
	p := &parting{at: math.MaxInt64, now: &now.steps[len(steps)], track: was, before: before}
	if before != nil {
		p.at = before.event.ID
	}
	return p
}

// extra is a track that was not recorded: another branch or iteration, in a container that both started.
func (c *comparison) extra(t *track) *parting {
	if t.group == nil || len(t.steps) == 0 {
		return nil
	}
	g := c.was.groups[t.group.key]
	if g == nil || !g.succeeded || c.replay.Cut > 0 && g.started.ID >= c.replay.Cut {
		return nil
	}
	before := &step{event: g.started, state: g.state, what: stepOf(g.started)}
	return &parting{at: g.started.ID, now: &t.steps[0], track: t, before: before}
}

// divergence describes a parting for the result.
func (c *comparison) divergence(p *parting) *Divergence {
	d := c.describe(p)
	d.Place = c.def.Place(source.Diagnostics{{Span: d.Place}})[0].Span
	return d
}

func (c *comparison) describe(p *parting) *Divergence {
	d := &Divergence{EventID: p.at, Recorded: "nothing more", Now: "nothing more"}
	if p.was != nil {
		d.State, d.Recorded, d.Event = p.was.state, describe(p.was), p.was.event.Span
	} else if p.before != nil {
		d.State, d.Event = p.before.state, p.before.event.Span
	}
	if p.now != nil {
		d.Now = describe(p.now)
	}
	if c.replay.Unanswered != "" && p.now != nil && p.now.state == c.replay.Unanswered && strings.HasSuffix(p.now.what, "Scheduled") {
		d.Now += ", which is not in the recording"
	}
	if entering(p.was) && entering(p.now) && p.was.state == p.now.state {
		d.State, d.Recorded, d.Now = p.was.state, enteredAs(p.was), enteredAs(p.now)
		d.Place = c.place(d.State)
		return d
	}
	if p.before != nil && strings.Contains(p.before.what, "Exited ") || entering(p.was) || entering(p.now) {
		if p.before != nil {
			d.State = p.before.state
		}
		d.Place = c.door(p)
	}
	if !d.Place.IsValid() {
		d.Place = c.place(d.State)
	}
	return d
}

func entering(s *step) bool { return s != nil && strings.Contains(s.what, "StateEntered ") }

// enteredAs says which type of state is entered.
func enteredAs(s *step) string {
	return fmt.Sprintf("%q is entered as a %s", s.state, strings.TrimSuffix(string(s.event.Type), "StateEntered"))
}

// describe says what a step is in words.
func describe(s *step) string {
	kind, rest, _ := strings.Cut(s.what, " ")
	switch {
	case strings.HasSuffix(kind, "StateEntered"):
		return fmt.Sprintf("%q is entered", rest)
	case strings.HasSuffix(kind, "StateExited"):
		return fmt.Sprintf("%q is exited", rest)
	case kind == string(simulator.MapStateStartedEvent):
		return fmt.Sprintf("%q starts with %s items", s.state, rest)
	case strings.HasSuffix(kind, "Scheduled"):
		return fmt.Sprintf("%q makes a call (%s)", s.state, kind)
	case strings.HasPrefix(kind, "Execution"):
		return strings.TrimSpace("the execution ends (" + kind + ") " + rest)
	case rest != "":
		return fmt.Sprintf("%q gets %s: %s", s.state, kind, rest)
	default:
		return fmt.Sprintf("%q gets %s", s.state, kind)
	}
}

// place returns the location of a state.
func (c *comparison) place(state string) source.Span {
	for _, st := range c.def.States() {
		if st.Head().Name == state {
			return st.Head().NameSpan
		}
	}
	return c.def.Machine.Span
}

// door returns where the definition says which state follows the one before a parting.
func (c *comparison) door(p *parting) source.Span {
	if p.before == nil {
		if p.track.outer == nil {
			return c.def.Machine.StartAt.Span()
		}
		return c.place(p.track.group.state)
	}
	now := c.now.byKey[p.track.key]
	if now == nil {
		return c.place(p.before.state)
	}
	for i := range now.steps {
		if &now.steps[i] == p.now && i > 0 || p.now == nil && i == len(now.steps)-1 {
			exit := i - 1
			if p.now == nil {
				exit = i
			}
			return c.exit(now.steps[exit].event.ID)
		}
	}
	return c.place(p.before.state)
}

// exit returns the field by which a state was left in an event of the run.
func (c *comparison) exit(id int64) source.Span {
	events := c.replay.Execution.Events
	if id < 1 || int(id) > len(events) {
		return source.Span{}
	}
	ev := &events[id-1]
	left, ok := ev.Details.(*simulator.StateExited)
	if !ok || ev.State == nil {
		return source.Span{}
	}
	choice, isChoice := ev.State.(*asl.Choice)
	switch {
	case !isChoice:
		return transitionSpan(ev.State, left.Via)
	case left.Via.Step == simulator.ByRule && int(left.Via.Index) < len(choice.Choices.Value):
		return choice.Choices.Value[left.Via.Index].Next.Span()
	default:
		return choice.Default.Span()
	}
}

func transitionSpan(st asl.State, via simulator.Transition) source.Span {
	if recovery := asl.Recover(st); recovery != nil && via.Step == simulator.ByCatch && int(via.Index) < len(recovery.Catch.Value) {
		return recovery.Catch.Value[via.Index].Next.Span()
	}
	next := asl.Next(st)
	switch {
	case next == nil:
		return st.Head().NameSpan
	case next.Next.Set:
		return next.Next.Span()
	default:
		return next.End.Span()
	}
}
