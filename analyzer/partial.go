package analyzer

import (
	"slices"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

// A PartialRead is a path that leads to nothing after one of the states before its own, and may lead somewhere after
// another.
type PartialRead struct {
	DeadRead
	After asl.State
	// Caught reports whether a Catcher of that state leads here, and not its Next.
	Caught bool
}

// An arrival is the input that one state gives to another.
type arrival struct {
	from   asl.State
	caught bool
	input  *shape
}

// mayLack reports whether a read of a state may find nothing on one of several ways to it alone.
func (r *run) mayLack(st asl.State) bool {
	return r.of(st).input != nil && r.flow.asks(st) && len(r.flow.graph.In(st)) > 1
}

// partial goes through the states that several others lead to, with what each of those gives alone. The input of a state
// is what any way to it may have put there; a way that lacks a member is seen only here.
func (r *run) partial(states []asl.State) []PartialRead {
	if !slices.ContainsFunc(states, r.mayLack) {
		return nil
	}
	r.purpose = arriving
	for _, st := range states {
		if r.of(st).reached && slices.ContainsFunc(r.flow.graph.Out(st), r.wants) {
			r.leave(st)
		}
	}
	r.purpose = looking
	var found []PartialRead
	for _, st := range states {
		if v := r.of(st); len(v.arrivals) > 1 {
			found = append(found, r.partialAt(st, v)...)
		}
	}
	return found
}

// partialAt looks at a state with what each of the states before it gives.
func (r *run) partialAt(st asl.State, v *visit) []PartialRead {
	known := v.input
	defer func() { v.input = known }()
	reported := map[readKey]bool{}
	for _, dead := range r.deadReads(st) {
		reported[keyOf(dead)] = true
	}
	var found []PartialRead
	paths := r.paths(st)
	for _, a := range v.arrivals {
		if a.input == nil || equalShapes(a.input, known) {
			continue
		}
		if r.flow.work += paths; r.flow.isExhausted() {
			break
		}
		v.input = a.input
		for _, dead := range r.deadReads(st) {
			if key := keyOf(dead); !reported[key] {
				reported[key] = true
				found = append(found, PartialRead{DeadRead: dead, After: a.from, Caught: a.caught})
			}
		}
	}
	return found
}

// paths returns how many paths and expressions a state has, which a look at it goes through.
func (r *run) paths(st asl.State) int {
	n := 0
	for _, site := range r.flow.program.Of(st) {
		n++
		if site.Template != nil {
			n += len(site.Template.Paths) + len(site.Template.Expressions)
		}
	}
	return n
}

// A readKey is what makes two reads the same.
type readKey struct {
	field *Field
	span  source.Span
}

func keyOf(read DeadRead) readKey { return readKey{read.Field, read.Ref.Span} }

// deadReads returns the reads of one state that find nothing.
func (r *run) deadReads(st asl.State) []DeadRead {
	r.found = findings{}
	r.leave(st)
	return r.found.dead
}

// without drops the partial reads of fields that another finding explains.
func without(reads []PartialRead, lost map[*source.Node]bool) []PartialRead {
	return slices.DeleteFunc(reads, func(read PartialRead) bool { return lost[read.Field.Node] })
}
