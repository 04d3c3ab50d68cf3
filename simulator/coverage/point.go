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
	// Line and Column are its location in the definition, Pointer its JSON pointer.
	Line    int32  `json:"line"`
	Column  int32  `json:"column"`
	Pointer string `json:"pointer"`
	// Count is how often it was reached.
	Count int64 `json:"count"`
}

// IsTransition reports whether the point is anything but the entering of a state.
func (p *Point) IsTransition() bool { return p.Kind != State }

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

func (l *lister) add(kind Kind, index int, at source.Span, format string, args ...any) {
	placed := l.def.Place(source.Diagnostics{{Span: at, Pointer: source.PointerAt(l.def.Root, at)}})[0]
	l.points = append(l.points, Point{
		Kind: kind, State: l.current, Index: index, Label: fmt.Sprintf(format, args...),
		Line: placed.Span.Start.Line, Column: placed.Span.Start.Column, Pointer: placed.Pointer,
	})
}

func (l *lister) state(st asl.State) {
	head := st.Head()
	l.current = asl.Path(st)
	l.add(State, 0, head.NameSpan, "%s", head.Name)
	if next := asl.Next(st); next != nil {
		switch {
		case next.Next.Set:
			l.add(Next, 0, next.Next.Span(), "Next → %s", next.Next.Value)
		case next.End.Set:
			l.add(End, 0, next.End.Span(), "End")
		}
	}
	l.ofKind(st)
	if r := asl.Recover(st); r != nil {
		for i, retrier := range r.Retry.Value {
			l.add(Retried, i, retrier.Span, "Retry[%d] retried", i)
			l.add(Exhausted, i, retrier.Span, "Retry[%d] exhausted", i)
		}
		for i, catcher := range r.Catch.Value {
			l.add(Catch, i, catcher.Span, "Catch[%d] → %s", i, catcher.Next.Value)
		}
	}
}

// ofKind adds the points that only one kind of state has.
func (l *lister) ofKind(st asl.State) {
	switch st := st.(type) {
	case *asl.Task:
		if st.TimeoutSeconds.Set || st.TimeoutSecondsPath.Set || st.HeartbeatSeconds.Set || st.HeartbeatSecondsPath.Set {
			l.add(TimeoutReached, 0, st.NameSpan, "timeout")
		}
	case *asl.Choice:
		for i, rule := range st.Choices.Value {
			l.add(Rule, i, rule.Span, "Choices[%d] → %s", i, rule.Next.Value)
		}
		if st.Default.Set {
			l.add(Default, 0, st.Default.Span(), "Default → %s", st.Default.Value)
		}
	case *asl.Parallel:
		for i, branch := range st.Branches.Value {
			l.add(BranchFailed, i, branch.Span, "Branches[%d] fails", i)
		}
	case *asl.Map:
		l.add(MapEmpty, 0, st.NameSpan, "no items")
		l.add(MapItems, 0, st.NameSpan, "some items")
		l.add(MapFailed, 0, st.NameSpan, "an iteration fails")
	case *asl.Pass, *asl.Wait, *asl.Succeed, *asl.Fail, *asl.Unknown:
	}
}
