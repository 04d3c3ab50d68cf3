package asl

import (
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/source"
)

// A Definition is a parsed state machine with the file it came from.
type Definition struct {
	File *source.File
	Root *source.Node
	// Machine is never nil; it has no states when the text could not be read.
	Machine *Machine
	// Origin is where the definition is in a template, nil for a file of its own.
	Origin *Origin

	states []State
}

// An Origin is where a definition in a template comes from.
type Origin struct {
	// Name is what users call the definition, FILE#Machine.
	Name string
	// Root is the tree as the template has it, without values for placeholders.
	Root *source.Node
	// Place moves findings about the definition to their locations in the template.
	Place func(source.Diagnostics) source.Diagnostics
}

// Name returns what users call the definition: the name of its file, or FILE#Machine for one in a template.
func (d *Definition) Name() string {
	switch {
	case d.Origin != nil:
		return d.Origin.Name
	case d.File != nil:
		return d.File.Name
	default:
		return ""
	}
}

// Place moves findings about the definition to their locations in the file that the user wrote.
func (d *Definition) Place(found source.Diagnostics) source.Diagnostics {
	if d.Origin == nil {
		return found
	}
	return d.Origin.Place(found)
}

// A Machine is a container of states: the whole state machine, a branch of a Parallel state, or the processor of a Map
// state.
type Machine struct {
	Span source.Span
	Node *source.Node
	// Parent is the Parallel or Map state that holds this machine, nil for the whole state machine.
	Parent State
	// Branch is the index among the branches of a Parallel state, otherwise 0.
	Branch int
	// Language is the query language of the states that do not choose another one.
	Language Language

	Comment, Version, QueryLanguage, StartAt Field[string]
	TimeoutSeconds                           Field[int64]
	// ProcessorConfig is there only in the ItemProcessor or Iterator of a Map state.
	ProcessorConfig *ProcessorConfig

	// States are the states in source order. Of two states with one name in one container both are listed.
	States []State
	// OpaqueStates reports whether further states may come from a placeholder.
	OpaqueStates bool

	byName map[string]State // nil for few states
}

// mapFrom is the number of states from which they are found by a map. Below it, comparing all names is faster.
const mapFrom = 9

// indexNames prepares State.
func (m *Machine) indexNames() {
	m.byName = nil
	if len(m.States) < mapFrom {
		return
	}
	m.byName = make(map[string]State, len(m.States))
	for _, st := range m.States {
		m.byName[st.Head().Name] = st
	}
}

// ProcessorConfig says how a Map state runs its processor.
type ProcessorConfig struct {
	Span                source.Span
	Mode, ExecutionType Field[string]
}

// State returns the state of that name in this container, the last of several, nil if there is none.
func (m *Machine) State(name string) State {
	if m.byName != nil {
		return m.byName[name]
	}
	for _, st := range slices.Backward(m.States) {
		if st.Head().Name == name {
			return st
		}
	}
	return nil
}

// Names returns the names of the states in source order.
func (m *Machine) Names() []string {
	names := make([]string, len(m.States))
	for i, st := range m.States {
		names[i] = st.Head().Name
	}
	return names
}

// Machines returns the machines that st contains: the branches of a Parallel state, the processor of a Map state.
func Machines(st State) []*Machine {
	switch st := st.(type) {
	case *Parallel:
		return st.Branches.Value
	case *Map:
		if p := st.Processor(); p != nil {
			return []*Machine{p}
		}
		return nil
	case *Task, *Pass, *Choice, *Wait, *Succeed, *Fail, *Unknown:
		return nil
	default:
		return nil
	}
}

// Walk calls visit for every machine of the definition, outer ones first, in source order.
func (d *Definition) Walk(visit func(*Machine)) { d.Machine.walk(visit) }

func (m *Machine) walk(visit func(*Machine)) {
	visit(m)
	for _, st := range m.States {
		for _, inner := range Machines(st) {
			inner.walk(visit)
		}
	}
}

// States returns all states of the definition, outer ones first, in source order. The list must not be changed.
func (d *Definition) States() []State {
	if d.states != nil {
		return d.states
	}
	return d.Machine.appendStates(nil)
}

// appendStates appends all states of a machine and of those in it, in the order of Walk.
func (m *Machine) appendStates(all []State) []State {
	all = append(all, m.States...)
	for _, st := range m.States {
		for _, inner := range Machines(st) {
			all = inner.appendStates(all)
		}
	}
	return all
}

// Find returns the first state with a name, or with a path such as "Outer/Inner"; nil for none.
func (d *Definition) Find(name string) State {
	for _, st := range d.States() {
		if st.Head().Name == name || Path(st) == name {
			return st
		}
	}
	return nil
}

// Path returns the name of st with the names of the states around it, such as "Outer/Inner".
func Path(st State) string {
	names := []string{st.Head().Name}
	for parent := st.Head().Machine.Parent; parent != nil; parent = parent.Head().Machine.Parent {
		names = append([]string{parent.Head().Name}, names...)
	}
	return strings.Join(names, "/")
}
