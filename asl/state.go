package asl

import "github.com/aslcheck/aslcheck/source"

// A State is one state of a machine: *Task, *Pass, *Choice, *Wait, *Succeed, *Fail, *Parallel, *Map or *Unknown.
//
//sumtype:decl
type State interface {
	// Head returns what all states have in common.
	Head() *Header
	// Kind returns the name of the type as the field Type spells it, "" for *Unknown.
	Kind() string
	isState()
}

// A Header is what all states have in common.
type Header struct {
	Name string
	// NameSpan covers the key of the state, Span its value.
	NameSpan, Span source.Span
	Node           *source.Node
	// Machine is the container of the state.
	Machine *Machine
	// Language is the query language of the state's fields.
	Language Language
	index    int32

	Type, Comment, QueryLanguage Field[string]
}

// Index returns the index of the state in the States of the definition.
func (h *Header) Index() int { return int(h.index) }

// Head returns h itself, so that embedding a Header gives a state its method.
func (h *Header) Head() *Header { return h }

// A Transition says what comes after a state.
type Transition struct {
	Next Field[string]
	End  Field[bool]
}

// Dataflow are the fields that many states share to take their input and give their output.
type Dataflow struct {
	// InputPath, OutputPath are of JSONPath; they may be null.
	InputPath, OutputPath Field[string]
	// Assign sets variables in both languages; Output is of JSONata.
	Assign, Output Tree
}

// Payload are the fields of the states that call something: Task, Parallel, Map.
type Payload struct {
	// Parameters, ResultSelector and ResultPath are of JSONPath; ResultPath may be null.
	Parameters, ResultSelector Tree
	ResultPath                 Field[string]
	// Arguments is of JSONata.
	Arguments Tree
}

// Recovery are the fields that handle errors.
type Recovery struct {
	Retry Field[[]*Retrier]
	Catch Field[[]*Catcher]
}

// An Unknown is a state whose Type is missing, wrong or not known before a template is filled in.
type Unknown struct {
	Header
	Transition
}

// Kind returns "".
func (*Unknown) Kind() string { return "" }

func (*Unknown) isState() {}

// Next returns the transition of st to another state or to the end, nil for states that have none of their own: Choice,
// Succeed and Fail.
func Next(st State) *Transition {
	switch st := st.(type) {
	case *Task:
		return &st.Transition
	case *Pass:
		return &st.Transition
	case *Wait:
		return &st.Transition
	case *Parallel:
		return &st.Transition
	case *Map:
		return &st.Transition
	case *Unknown:
		return &st.Transition
	case *Choice, *Succeed, *Fail:
		return nil
	default:
		return nil
	}
}

// Recover returns the error handling of st, nil for the states that cannot have any.
func Recover(st State) *Recovery {
	switch st := st.(type) {
	case *Task:
		return &st.Recovery
	case *Parallel:
		return &st.Recovery
	case *Map:
		return &st.Recovery
	case *Pass, *Choice, *Wait, *Succeed, *Fail, *Unknown:
		return nil
	default:
		return nil
	}
}

// Flow returns the data flow fields of st, nil for Fail and Unknown, which have none.
func Flow(st State) *Dataflow {
	switch st := st.(type) {
	case *Task:
		return &st.Dataflow
	case *Pass:
		return &st.Dataflow
	case *Choice:
		return &st.Dataflow
	case *Wait:
		return &st.Dataflow
	case *Succeed:
		return &st.Dataflow
	case *Parallel:
		return &st.Dataflow
	case *Map:
		return &st.Dataflow
	case *Fail, *Unknown:
		return nil
	default:
		return nil
	}
}
