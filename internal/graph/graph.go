package graph

import (
	"time"

	"github.com/aslcheck/aslcheck/internal/graph/layered"
)

// A Graph is the states of one machine with the transitions between them.
type Graph struct {
	// Name says what the machine is to the state that contains it, such as "branch 2"; "" for the whole state machine.
	Name string
	// States are in the order of the file, after Start and before End.
	States []*State
	Links  []*Link
	// X, Y, Width and Height are the frame; Layout sets them.
	X, Y, Width, Height int
}

// A Kind is the kind of a State: the Type of a state in lower case, or one of the constants.
type Kind string

// The kinds that are not types of states. Missing is the target of a transition that doesn't exist, Unknown a state whose Type is
// missing, wrong or not known before a template is filled in.
const (
	Start   Kind = "start"
	End     Kind = "end"
	Missing Kind = "missing"
	Unknown Kind = "unknown"
)

// A State is a box: a state, or the start or end of a machine.
type State struct {
	// ID identifies the box among all of the definition, in letters, digits and "_". It derives from the path of the state, and
	// stays the same while that does.
	ID   string
	Kind Kind
	// Name is the name of the state, Path that with the names of the states around it, such as "Outer/Inner".
	Name, Path string
	// Title and Detail are the lines in the box. Detail says what the state does, such as "glue:startJobRun.sync"; FullDetail is
	// the same without cuts.
	Title, Detail, FullDetail string
	// Retry is the badge of a state with Retriers, such as "↻ 3"; RetryDetail lists them.
	Retry, RetryDetail string
	// Note says what an overlay knows, such as "3× at +1m"; "" without one.
	Note string
	// Graphs are the branches of a Parallel state or the processor of a Map state.
	Graphs []*Graph
	// Mark and RetryMark are set by an overlay.
	Mark, RetryMark Mark
	// X, Y, Width and Height are the box; Layout sets them.
	X, Y, Width, Height int
	key                 string
}

// A LinkKind is the kind of a transition.
type LinkKind string

// The kinds of links. StartLink leads from the start to the state of StartAt.
const (
	StartLink   LinkKind = "start"
	NextLink    LinkKind = "next"
	EndLink     LinkKind = "end"
	RuleLink    LinkKind = "rule"
	DefaultLink LinkKind = "default"
	CatchLink   LinkKind = "catch"
)

// A Link is a transition between two states of the same graph.
type Link struct {
	// ID identifies the link as State.ID does.
	ID       string
	From, To *State
	Kind     LinkKind
	// Index is that of the rule or Catcher.
	Index int
	// Label is the condition of a rule or the error of a Catcher, in short; Full is the whole text.
	Label, Full string
	Mark        Mark
	// Points, LabelAt and Back are those of layered.Link. LabelWidth and LabelHeight are the size of the label.
	Points                  []layered.Point
	LabelAt                 layered.Point
	LabelWidth, LabelHeight int
	Back                    bool
}

// A Mark is what an overlay knows of a state or a transition. The zero value knows nothing.
type Mark struct {
	// Known says that there is an overlay.
	Known bool
	// Count is how often it was reached.
	Count int64
	// Failed says that an execution failed here.
	Failed bool
	// Timed says that First and Total are known: the virtual time from the start of the execution to the first visit, and the sum
	// of all visits that ended.
	Timed        bool
	First, Total time.Duration
}

// Missed reports whether an overlay says that nothing came here.
func (m *Mark) Missed() bool { return m.Known && m.Count == 0 }

// Hit reports whether an overlay says that something came here.
func (m *Mark) Hit() bool { return m.Known && m.Count > 0 }

// Walk calls visit for the graph and all graphs in it, outer ones first.
func (g *Graph) Walk(visit func(*Graph)) {
	visit(g)
	for _, st := range g.States {
		for _, inner := range st.Graphs {
			inner.Walk(visit)
		}
	}
}
