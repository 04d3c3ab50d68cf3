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
		v := r.of(st)
		if len(v.arrivals) < 2 {
			continue
		}
		known, always := v.input, r.deadReads(st)
		for _, a := range v.arrivals {
			if a.input == nil || equalShapes(a.input, known) {
				continue
			}
			v.input = a.input
			for _, dead := range r.deadReads(st) {
				if !containsRead(always, dead) {
					always = append(always, dead)
					found = append(found, PartialRead{DeadRead: dead, After: a.from, Caught: a.caught})
				}
			}
			v.input = known
		}
	}
	return found
}

// deadReads returns the reads of one state that find nothing.
func (r *run) deadReads(st asl.State) []DeadRead {
	r.found = findings{}
	r.leave(st)
	return r.found.dead
}

func containsRead(reads []DeadRead, read DeadRead) bool {
	return slices.ContainsFunc(reads, func(other DeadRead) bool {
		return other.Field == read.Field && other.Ref.Span == read.Ref.Span
	})
}

// without drops the partial reads of fields that another finding explains.
func without(reads []PartialRead, lost map[*source.Node]bool) []PartialRead {
	return slices.DeleteFunc(reads, func(read PartialRead) bool { return lost[read.Field.Node] })
}
