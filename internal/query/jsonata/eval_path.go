package jsonata

import (
	"math"

	"github.com/aslcheck/aslcheck/internal/query/jsonata/ecma"
	"github.com/aslcheck/aslcheck/value"
)

// stream is what flows from one step of a path to the next: one item, or several. A single item needs no memory.
type stream struct {
	one   value.Value
	many  []value.Value
	multi bool
	plain bool // after the last step: many is all of one, a plain array, not a sequence
	odd   bool // one is the result of a first step and not an array: only a sort accepts it
}

func (s *stream) empty() bool { return s.multi && len(s.many) == 0 && !s.odd }

// set makes v, the only result of a step, the next input.
func (s *stream) set(v value.Value, last bool) {
	s.plain, s.odd = false, false
	switch {
	case v.IsUndefined():
		s.multi, s.many = true, nil
	case !isArray(v):
		s.multi, s.one = false, v
	case last && v.Mark()&markSequence == 0:
		s.multi, s.plain, s.one, s.many = true, true, v, v.Elems()
	case v.Mark()&markCons != 0:
		s.multi, s.one = false, v
	default:
		s.multi, s.many = true, v.Elems()
	}
}

// simplePath evaluates a path of names as long as it meets objects alone; false leaves it to path.
func (ev *evaluation) simplePath(n *code, in value.Value, fr *frame) (value.Value, bool) {
	if n.keepSingleton || n.keepArray {
		return in, false
	}
	ev.steps++
	names := n.kids
	if names[0].kind == kindVariable {
		in = ev.variable(names[0], in, fr)
		names = names[1:]
	}
	for _, name := range names {
		if in.Kind() != value.ObjectKind {
			return value.Undefined, !isArray(in) && in.Kind() != value.OpaqueKind
		}
		in, _ = in.Get(name.text)
	}
	return in, in.Mark()&(markSequence|markCons|markTuples) == 0
}

// path evaluates the steps of a path one after the other.
func (ev *evaluation) path(n *code, in value.Value, fr *frame) (value.Value, *Error) {
	s := stream{one: in}
	if isArray(in) && n.kids[0].kind != kindVariable {
		s.multi, s.many = true, in.Elems()
	}
	for i, step := range n.kids {
		if step.tuple {
			return ev.tuplePath(n, i, &s, fr)
		}
		var err *Error
		if i == 0 && step.consArray {
			err = ev.firstArray(step, in, &s, fr)
		} else {
			err = ev.pathStep(step, &s, fr, i == len(n.kids)-1)
		}
		if err != nil {
			return value.Undefined, err
		}
		if s.empty() {
			break
		}
	}
	v := s.result(n)
	if n.hasGroup() {
		return ev.group(n.group, v, fr)
	}
	return v, nil
}

// result is the value of a path.
func (s *stream) result(n *code) value.Value {
	switch {
	case s.odd:
		return s.one
	case s.plain:
		if n.keepSingleton {
			if s.one.Mark()&(markCons|markSequence) == markCons {
				return value.Array(s.one).WithMark(markSequence | markKeep)
			}
			return addMark(s.one, markKeep)
		}
		return s.one
	case s.multi:
		v := sequence(s.many)
		if n.keepSingleton {
			v = addMark(v, markKeep)
		}
		return v
	case n.keepSingleton:
		return value.Array(s.one).WithMark(markSequence | markKeep)
	case n.keepArray || n.hasGroup() || isSequence(s.one):
		return value.Array(s.one).WithMark(markSequence)
	default:
		return s.one // a sequence of one item is that item
	}
}

// firstArray evaluates an array constructor, or a block with one, as the first step: its input is the whole input.
func (ev *evaluation) firstArray(step *code, in value.Value, s *stream, fr *frame) *Error {
	if !s.multi {
		in = value.Array(s.one).WithMark(markSequence)
	}
	v, err := ev.eval(step, in, fr)
	if err != nil {
		return err
	}
	s.multi, s.many = true, v.Elems()
	s.plain, s.one = true, v
	switch v.Kind() {
	case value.ArrayKind:
	case value.StringKind: // a predicate has left a single string: the reference goes through its units
		for _, unit := range ecma.Units(v.Text()) {
			s.many = append(s.many, value.String(ecma.UnitText([]rune{unit})))
		}
	default:
		s.plain, s.odd = false, !v.IsUndefined()
	}
	return nil
}

// pathStep evaluates a step for each of its inputs.
func (ev *evaluation) pathStep(step *code, s *stream, fr *frame, last bool) *Error {
	if step.kind == kindSort {
		if s.odd || s.plain && (!isArray(s.one) || s.one.Len() <= 1) && !step.hasStages() {
			return nil // there is nothing to sort, and the array keeps its marks
		}
		return ev.sortStep(step, s, fr)
	}
	if !s.multi {
		v, err := ev.stepItem(step, s.one, fr)
		if err != nil {
			return err
		}
		s.set(v, last)
		return nil
	}
	var first value.Value
	count := 0
	var out []value.Value
	for _, item := range s.many {
		v, err := ev.stepItem(step, item, fr)
		if err != nil {
			return err
		}
		if v.IsUndefined() {
			continue
		}
		if count++; count == 1 {
			first = v
			continue
		}
		if count == 2 {
			if out, err = ev.appendResult(make([]value.Value, 0, len(s.many)), first); err != nil {
				return err
			}
		}
		if !isArray(v) {
			out = append(out, v)
		} else if out, err = ev.appendResult(out, v); err != nil {
			return err
		}
	}
	if count <= 1 {
		s.set(first, last)
		return nil
	}
	s.plain, s.many = false, out
	return nil
}

// appendResult appends a result of a step to its output: arrays are taken apart unless they were made as a step.
func (ev *evaluation) appendResult(out []value.Value, v value.Value) ([]value.Value, *Error) {
	if !isArray(v) || v.Mark()&markCons != 0 {
		return append(out, v), nil
	}
	elems := v.Elems()
	if err := ev.list(len(elems), len(out)+len(elems)); err != nil {
		return out, err
	}
	return append(out, elems...), nil
}

// stepItem evaluates a step and its predicates for one input.
func (ev *evaluation) stepItem(step *code, item value.Value, fr *frame) (value.Value, *Error) {
	if step.extra == nil && step.kind == kindName && ev.depth < ev.maxDepth {
		if err := ev.step(); err != nil {
			return value.Undefined, err
		}
		if item.Kind() == value.ObjectKind {
			v, _ := item.Get(step.text)
			return step.finish(v), nil
		}
		v, err := ev.lookup(item, step.text)
		return step.finish(v), err
	}
	v, err := ev.eval(step, item, fr)
	if err != nil || step.extra == nil {
		return v, err
	}
	for i := range step.stages {
		if step.stages[i].filter == nil {
			continue
		}
		if v, err = ev.filter(step.stages[i].filter, v, fr); err != nil {
			return v, err
		}
	}
	return v, nil
}

// filter keeps the items of in for which the predicate holds, or those that it numbers.
func (ev *evaluation) filter(predicate *code, in value.Value, fr *frame) (value.Value, *Error) {
	if predicate.kind == kindNumber {
		return ev.pick(predicate, in), nil
	}
	var buf [1]value.Value
	elems := items(in, &buf)
	stream := in.Mark() & markTuples
	var out []value.Value
	for i, item := range elems {
		context, inner := item, fr
		if stream != 0 {
			t := asTuple(item)
			context, inner = t.at, t.frame(fr)
		}
		v, err := ev.test(predicate, context, inner)
		if err != nil {
			return v, err
		}
		if out, err = ev.keep(out, v, item, i, len(elems)); err != nil {
			return v, err
		}
	}
	if len(out) == 0 && stream == 0 {
		return emptySequence, nil
	}
	return value.Array(out...).WithMark(markSequence | stream), nil
}

// keep appends item once for each number in v that is its index, or if v is true.
func (ev *evaluation) keep(out []value.Value, v, item value.Value, index, length int) ([]value.Value, *Error) {
	if v.Kind() == value.BoolKind {
		if v.Bool() {
			out = append(out, item)
		}
		return out, nil
	}
	var buf [1]value.Value
	numbers := items(v, &buf)
	if err := ev.list(len(numbers)-1, len(out)+1); err != nil {
		return out, err
	}
	ok, err := allNumbers(numbers)
	if err != nil {
		return out, err
	}
	if ok {
		for _, number := range numbers {
			if indexOf(number.Float(), length) == float64(index) {
				out = append(out, item)
			}
		}
		return out, nil
	}
	yes, err := ev.truth(v)
	if yes {
		out = append(out, item)
	}
	return out, err
}

// pick returns the item of in that a literal number names.
func (ev *evaluation) pick(predicate *code, in value.Value) value.Value {
	var buf [1]value.Value
	elems := items(in, &buf)
	index := indexOf(predicate.val.Float(), len(elems))
	stream := in.Mark() & markTuples
	if index < 0 || index >= float64(len(elems)) || elems[int(index)].IsUndefined() {
		return emptySequence.WithMark(markSequence | stream)
	}
	item := elems[int(index)]
	if isArray(item) {
		return item
	}
	return value.Array(item).WithMark(markSequence | stream)
}

// indexOf turns a number into an index; negative numbers count from the end.
func indexOf(number float64, length int) float64 {
	index := math.Floor(number)
	if index < 0 {
		index += float64(length)
	}
	return index
}

// test evaluates a predicate. Where it is a regular expression applied to a string, only the fact of a match counts, and
// no object is made to describe it.
func (ev *evaluation) test(n *code, in value.Value, fr *frame) (value.Value, *Error) {
	if n.kind != kindApply || n.rhs.kind != kindRegex || n.extra != nil || n.rhs.hasPredicate() || n.rhs.hasGroup() {
		return ev.eval(n, in, fr)
	}
	if err := ev.enter(n); err != nil {
		return value.Undefined, err
	}
	left, err := ev.eval(n.lhs, in, fr)
	ev.depth--
	if err != nil {
		return left, err
	}
	if left.Kind() == value.StringKind {
		if err := ev.searching(len(left.Text())); err != nil {
			return left, err
		}
		ok, err := n.rhs.regex.contains(left.Text())
		return value.Bool(ok), err
	}
	return ev.applied(n, left, in, fr)
}
