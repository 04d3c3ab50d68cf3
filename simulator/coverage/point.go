package coverage

import (
	"fmt"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

// Kind is the kind of a point.
type Kind string

// The kinds of points. State is a state that is entered; all others are transitions out of it, or failures inside it.
const (
	State          Kind = "state"
	Next           Kind = "next"
	End            Kind = "end"
	Rule           Kind = "rule"
	Default        Kind = "default"
	Catch          Kind = "catch"
	Retried        Kind = "retried"
	Exhausted      Kind = "exhausted"
	MapEmpty       Kind = "map-empty"
	MapItems       Kind = "map-items"
	MapFailed      Kind = "map-failed"
	BranchFailed   Kind = "branch-failed"
	TimeoutReached Kind = "timeout"
)

// A Point is something that an execution may reach.
type Point struct {
	Kind Kind `json:"kind"`
	// State is the path of the state, such as "Outer/Inner".
	State string `json:"state"`
	// Index is that of a rule, Catcher, Retrier or branch, 0 otherwise.
	Index int `json:"index"`
	// Label describes it for people: "Next → Done".
	Label string `json:"label"`
	// Detail is the condition of a rule in words, or the errors of a Catcher or Retrier.
	Detail string `json:"detail,omitempty"`
	// Target is the name of the state that a transition leads to.
	Target string `json:"target,omitempty"`
	// Line and Column are its location in the definition, Pointer its JSON pointer.
	Line    int32  `json:"line"`
	Column  int32  `json:"column"`
	Pointer string `json:"pointer"`
	// Count is how often it was reached.
	Count int64 `json:"count"`
}

// IsTransition reports whether the point is anything but the entering of a state.
func (p *Point) IsTransition() bool { return p.Kind != State }

// Missed says for people that the point was not reached: "rule 2 of \"Ready?\" (status = FAILED) is never taken". Indexes count
// from 1.
func (p *Point) Missed() string {
	ordinal := p.Index + 1
	switch p.Kind {
	case State:
		return fmt.Sprintf("%q is never entered", p.State)
	case Next:
		return fmt.Sprintf("%q never goes on to %q", p.State, p.Target)
	case End:
		return fmt.Sprintf("%q never completes, which ends its machine", p.State)
	case Rule:
		return fmt.Sprintf("rule %d of %q (%s) is never taken", ordinal, p.State, p.Detail)
	case Default:
		return fmt.Sprintf("the Default of %q, %q, is never taken", p.State, p.Target)
	case Catch:
		return fmt.Sprintf("Catcher %d of %q (%s) never catches an error", ordinal, p.State, p.Detail)
	case Retried:
		return fmt.Sprintf("Retrier %d of %q (%s) never retries", ordinal, p.State, p.Detail)
	case Exhausted:
		return fmt.Sprintf("Retrier %d of %q (%s) never runs out of attempts", ordinal, p.State, p.Detail)
	case MapEmpty:
		return fmt.Sprintf("%q never runs without items", p.State)
	case MapItems:
		return fmt.Sprintf("%q never runs with items", p.State)
	case MapFailed:
		return fmt.Sprintf("no iteration of %q fails", p.State)
	case BranchFailed:
		return fmt.Sprintf("branch %d of %q never fails", ordinal, p.State)
	case TimeoutReached:
		return fmt.Sprintf("%q never times out", p.State)
	default:
		return fmt.Sprintf("%q: %s", p.State, p.Label)
	}
}

// points lists the points of a definition in the order of the file.
func points(def *asl.Definition) []Point {
	l := &lister{def: def}
	def.Walk(func(m *asl.Machine) {
		for _, st := range m.States {
			l.state(st)
		}
	})
	return l.points
}

type lister struct {
	def     *asl.Definition
	current string
	points  []Point
}

// maxDetail limits the characters of a condition or of the errors of a Catcher.
const maxDetail = 60

// add adds a point of the current state; its kind, label and what is known of it are in p.
func (l *lister) add(p Point, at source.Span) {
	placed := l.def.Place(source.Diagnostics{{Span: at, Pointer: source.PointerAt(l.def.Root, at)}})[0]
	p.State, p.Line, p.Column, p.Pointer = l.current, placed.Span.Start.Line, placed.Span.Start.Column, placed.Pointer
	if detail := []rune(p.Detail); len(detail) > maxDetail {
		p.Detail = string(detail[:maxDetail-1]) + "…"
	}
	l.points = append(l.points, p)
}

func (l *lister) state(st asl.State) {
	head := st.Head()
	l.current = asl.Path(st)
	l.add(Point{Kind: State, Label: head.Name}, head.NameSpan)
	if next := asl.Next(st); next != nil {
		switch {
		case next.Next.Set:
			l.add(Point{Kind: Next, Label: "Next → " + next.Next.Value, Target: next.Next.Value}, next.Next.Span())
		case next.End.Set:
			l.add(Point{Kind: End, Label: "End"}, next.End.Span())
		}
	}
	l.ofKind(st)
	if r := asl.Recover(st); r != nil {
		l.recovery(r)
	}
}

// recovery adds the points of Retriers and Catchers.
func (l *lister) recovery(r *asl.Recovery) {
	for i, retrier := range r.Retry.Value {
		errors := asl.ErrorWords(retrier.ErrorEquals.Value)
		l.add(Point{Kind: Retried, Index: i, Label: fmt.Sprintf("Retry[%d] retried", i), Detail: errors}, retrier.Span)
		l.add(Point{Kind: Exhausted, Index: i, Label: fmt.Sprintf("Retry[%d] exhausted", i), Detail: errors}, retrier.Span)
	}
	for i, catcher := range r.Catch.Value {
		l.add(Point{
			Kind: Catch, Index: i, Label: fmt.Sprintf("Catch[%d] → %s", i, catcher.Next.Value), Target: catcher.Next.Value,
			Detail: asl.ErrorWords(catcher.ErrorEquals.Value),
		}, catcher.Span)
	}
}

// ofKind adds the points that only one kind of state has.
func (l *lister) ofKind(st asl.State) {
	switch st := st.(type) {
	case *asl.Task:
		if st.TimeoutSeconds.Set || st.TimeoutSecondsPath.Set || st.HeartbeatSeconds.Set || st.HeartbeatSecondsPath.Set {
			l.add(Point{Kind: TimeoutReached, Label: "timeout"}, st.NameSpan)
		}
	case *asl.Choice:
		for i, rule := range st.Choices.Value {
			l.add(Point{
				Kind: Rule, Index: i, Label: fmt.Sprintf("Choices[%d] → %s", i, rule.Next.Value), Target: rule.Next.Value, Detail: rule.Words(),
			}, rule.Span)
		}
		if st.Default.Set {
			l.add(Point{Kind: Default, Label: "Default → " + st.Default.Value, Target: st.Default.Value}, st.Default.Span())
		}
	case *asl.Parallel:
		for i, branch := range st.Branches.Value {
			l.add(Point{Kind: BranchFailed, Index: i, Label: fmt.Sprintf("Branches[%d] fails", i)}, branch.Span)
		}
	case *asl.Map:
		l.add(Point{Kind: MapEmpty, Label: "no items"}, st.NameSpan)
		l.add(Point{Kind: MapItems, Label: "some items"}, st.NameSpan)
		l.add(Point{Kind: MapFailed, Label: "an iteration fails"}, st.NameSpan)
	case *asl.Pass, *asl.Wait, *asl.Succeed, *asl.Fail, *asl.Unknown:
	}
}
