package simulator

import (
	"slices"

	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/simulator/internal/items"
	"github.com/aslcheck/aslcheck/value"
)

// runInputs gives the inputs of the children of a Map Run one after another: each item through ItemSelector, then in batches.
// All are made once before the first child starts, since any of them may fail. Those that can be made again aren't kept.
type runInputs struct {
	stream *items.Stream
	// selector is nil where the inputs are the items as they are, or selected before and kept.
	selector *mapState
	batches  *items.Batches
}

// takeInputs selects the items.
func (r *mapRun) takeInputs(list *items.Stream) *problem {
	s, m := r.owner, r.state
	in := &r.inputs
	in.stream, r.total = list, list.Len
	if m.selector != nil {
		in.selector = m
		if p := in.selectAll(s); p != nil {
			return p
		}
	}
	s.resetScope()
	if b := m.distributed.batcher; b != nil {
		var p *problem
		in.batches, p = b.batches(s)
		return p
	}
	return nil
}

// selectAll evaluates ItemSelector for each item, to see whether it fails. What may differ the second time is kept.
func (in *runInputs) selectAll(s *visit) *problem {
	var kept []value.Value
	if !in.selector.distributed.repeatable {
		kept = make([]value.Value, 0, in.stream.Len)
	}
	for i := 0; ; i++ {
		v, ok, p := in.nextItem(s)
		if p != nil {
			return p
		}
		if !ok {
			break
		}
		if i&ctxMask == 0 && s.x.interrupted() {
			return &problem{}
		}
		if kept != nil {
			kept = append(kept, v)
		}
	}
	in.stream.Rewind()
	if kept != nil {
		in.stream, in.selector = items.Over(value.Array(kept...), items.StateData), nil
	}
	return nil
}

// nextItem returns the next item as ItemSelector makes it; false after the last one.
func (in *runInputs) nextItem(s *visit) (value.Value, bool, *problem) {
	item, ok := in.stream.Next()
	if !ok || in.selector == nil {
		return item.Value, ok, nil
	}
	v, p := in.selector.selectItem(s, &item)
	return v, true, p
}

// next returns the input of the next child, and how many items it has: 0 after the last one.
func (in *runInputs) next(s *visit) (value.Value, int, *problem) {
	if in.batches == nil {
		v, ok, p := in.nextItem(s)
		if !ok || p != nil {
			return v, 0, p
		}
		return v, 1, nil
	}
	var failed *problem
	batch, n := in.batches.Next(func() (value.Value, bool) {
		v, ok, p := in.nextItem(s)
		if p != nil {
			failed = p
		}
		return v, ok && p == nil
	})
	return batch, n, failed
}

// changing are the functions that may give something else the next time.
var changing = []string{
	"States.UUID", "States.MathRandom", "uuid", "random", "shuffle", "now", "millis",
}

// repeatable reports whether a template gives the same again as long as its state waits: it calls no changing function, neither
// by name nor as a value.
func repeatable(refs *query.Refs) bool {
	for i := range refs.Calls {
		if slices.Contains(changing, refs.Calls[i].Name) {
			return false
		}
	}
	for i := range refs.Reads {
		if refs.Reads[i].Builtin {
			return false
		}
	}
	return true
}
