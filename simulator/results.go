package simulator

import (
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/simulator/internal/items"
	"github.com/aslcheck/aslcheck/value"
)

// runResults are the results of the children of a Map Run that have ended, in the order of the items: as the elements of the
// result, or as the text of the result files. Results that nobody looks at aren't kept.
type runResults struct {
	writer *resultWriter
	files  *items.Files
	list   []value.Value
	// discard says that nobody looks at the elements. With limited, the result is the output of the state: elements beyond the
	// size of a payload aren't kept either, and oversized says that there were some.
	discard, limited, oversized bool
	bytes                       int
}

func (r *mapRun) newResults() runResults {
	d, s := r.state.distributed, r.owner
	res := runResults{writer: d.writer}
	switch {
	case d.writer == nil || !d.writer.writes:
		res.discard = d.unread && !s.x.cfg.Inspect
		res.limited = s.st.output.plain && !s.x.cfg.NoLimits && !(s.x.cfg.Inspect && isAlone(s))
		if d.writer == nil && d.batcher == nil && !res.discard && !res.limited {
			res.list = make([]value.Value, 0, r.total)
		}
	case !s.x.cfg.ForgetWritten:
		res.files = &items.Files{Form: d.writer.Form}
	}
	return res
}

// take takes the result of a child.
func (res *runResults) take(r *mapRun, child *Execution) {
	w, before := res.writer, len(res.list)
	switch {
	case w != nil && w.writes:
		if res.files != nil {
			res.files.Add(r.result(child))
		}
		return
	case res.discard || res.oversized:
		return
	case w == nil:
		res.list = append(res.list, childOutput(child))
	default:
		res.list = w.Transform(res.list, r.result(child))
	}
	if res.limited {
		res.weigh(before)
	}
}

// describes reports whether the children are described by their names.
func (res *runResults) describes() bool {
	return res.files != nil || res.writer != nil && !res.writer.writes
}

// weigh adds up the sizes of the elements from the index on, and drops them all when the array is larger than a payload.
func (res *runResults) weigh(from int) {
	for i := range res.list[from:] {
		res.bytes += res.list[from+i].Compact().Size() + len(",")
	}
	if res.bytes+len("[]")-len(",") > asl.MaxPayloadBytes {
		res.list, res.oversized = nil, true
	}
}

// end returns the result of the state: the outputs of the children, or where they were written.
func (res *runResults) end(r *mapRun) (value.Value, *problem) {
	if w := res.writer; w != nil && w.writes {
		return w.write(r, res.files)
	}
	return value.Array(res.list...), nil
}

// result is a child as a ResultWriter sees it.
func (r *mapRun) result(child *Execution) items.Result {
	return items.Result{Succeeded: child.Status == Succeeded, Output: childOutput(child), Description: r.describe(child)}
}

// ignoresResult reports whether none of the fields reads the result.
func (o *outputFields) ignoresResult() bool {
	if o.template != nil {
		return !readsResult(o.template) && (o.assign == nil || !readsResult(o.assign))
	}
	return o.noResult && o.selector == nil && o.assign == nil
}

// readsResult reports whether a template of JSONata may read the result of its state.
func readsResult(t *query.Template) bool {
	refs := t.Refs()
	for i := range refs.Reads {
		ref := &refs.Reads[i]
		if ref.Root == query.States && (len(ref.Steps) == 0 || ref.Steps[0] == "result") {
			return true
		}
	}
	return false
}
