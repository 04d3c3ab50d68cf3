package simulator

import (
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator/internal/items"
	"github.com/aslcheck/aslcheck/value"
)

// endWhole ends a Map or Parallel state as the trial says.
func endWhole(s *visit, trial *Trial, branch bool) {
	if trial.Failure != nil {
		s.fail(problem{Failure: *trial.Failure, branch: branch})
		return
	}
	s.resetScope()
	s.completeWith(trial.Result)
}

// tryWhole evaluates the fields of a Map state up to its items, and ends it as the trial says.
func (m *mapState) tryWhole(s *visit, trial *Trial) {
	r := &mapRun{owner: s, state: m, tally: tally{tolerated: tolerance{-1, -1}}}
	p := m.tryItems(r, trial)
	switch {
	case p != nil:
		s.fail(*p)
	// Without a field that tolerates failures, any number of them succeeds here (recording test_map_state_failure_count).
	case trial.Failure == nil && r.tolerated != tolerance{-1, -1} && r.exceeded():
		s.fail(tooManyFailures())
	default:
		endWhole(s, trial, false)
	}
}

// tryItems evaluates the fields of a Map state in the order of a Map Run, and notes what they give.
func (m *mapState) tryItems(r *mapRun, trial *Trial) *problem {
	s := r.owner
	var list *items.Stream
	if m.distributed == nil || m.distributed.reader == nil {
		all, p := m.itemList(s)
		if p != nil {
			return p
		}
		if !s.st.jsonata {
			s.inspect(afterItemsPath, all)
		}
		list = items.Over(all, items.StateData)
	}
	limit, p := m.maxConcurrency(s)
	if p != nil {
		return p
	}
	s.inspect(maxConcurrency, value.Int(int64(limit)))
	if p := r.takeTolerance(); p != nil {
		return p
	}
	r.inspectTolerance()
	if list == nil {
		if list, p = m.tryReader(s, trial); list == nil || p != nil {
			return p
		}
	}
	r.total, r.failures = list.Len, trial.FailedIterations
	return m.tryInputs(s, list)
}

// inspectTolerance notes what the state tolerates.
func (r *mapRun) inspectTolerance() {
	if n := r.tolerated.count; n >= 0 {
		r.owner.inspect(toleratedFailureCount, value.Int(int64(n)))
	}
	if n := r.tolerated.percentage; n >= 0 {
		r.owner.inspect(toleratedFailurePercentage, value.Float(n))
	}
}

// tryReader reads the items from the text that the trial has; nil where it has none.
func (m *mapState) tryReader(s *visit, trial *Trial) (*items.Stream, *problem) {
	reader := *m.distributed.reader
	request, p := reader.request(s)
	if p != nil || trial.ReaderData == nil {
		return nil, p
	}
	if reader.Action == "listObjectsV2" {
		reader.Action, reader.Format.InputType = "getObject", "JSON" // what is read then is the list
	}
	list, err := reader.Read(onlyObject(*trial.ReaderData), request)
	if err != nil {
		return nil, &problem{Failure: Failure{Error: asl.ErrorItemReaderFailed, Cause: err.Error()}}
	}
	if request.Pointer != "" {
		s.inspect(afterItemsPointer, whole(list))
	}
	return list, nil
}

// whole returns the items of a stream as an array.
func whole(list *items.Stream) value.Value {
	var all []value.Value
	for item, ok := list.Next(); ok; item, ok = list.Next() {
		all = append(all, item.Value)
	}
	list.Rewind()
	return value.Array(all...)
}

// onlyObject is a store in which every object has one text.
type onlyObject string

// Object returns the text.
func (o onlyObject) Object(bucket, key string) (items.Object, bool) {
	return items.Object{Bucket: bucket, Key: key, Body: string(o)}, true
}

// List returns nothing.
func (onlyObject) List(string, string) []items.Object { return nil }

// tryInputs notes what ItemSelector and ItemBatcher make of the items.
func (m *mapState) tryInputs(s *visit, list *items.Stream) *problem {
	defer s.resetScope()
	selected := make([]value.Value, 0, list.Len)
	for item, ok := list.Next(); ok; item, ok = list.Next() {
		input := item.Value
		if m.selector != nil {
			var p *problem
			if input, p = m.selectItem(s, &item); p != nil {
				return p
			}
		}
		selected = append(selected, input)
	}
	if m.selector != nil {
		s.inspect(afterItemSelector, value.Array(selected...))
	}
	if m.distributed != nil && m.distributed.batcher != nil {
		return m.tryBatches(s, selected)
	}
	return nil
}

// tryBatches notes what ItemBatcher makes of the inputs.
func (m *mapState) tryBatches(s *visit, inputs []value.Value) *problem {
	s.resetScope()
	packer, p := m.distributed.batcher.batches(s)
	if p != nil {
		return p
	}
	var all []value.Value
	for {
		batch, n := packer.Next(func() (value.Value, bool) {
			if len(inputs) == 0 {
				return value.Undefined, false
			}
			input := inputs[0]
			inputs = inputs[1:]
			return input, true
		})
		if n == 0 {
			break
		}
		all = append(all, batch)
	}
	s.inspect(afterItemBatcher, value.Array(all...))
	return nil
}
