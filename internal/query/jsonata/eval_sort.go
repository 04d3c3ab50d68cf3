package jsonata

import (
	"github.com/aslcheck/aslcheck/internal/query/jsonata/ecma"
	"github.com/aslcheck/aslcheck/value"
)

// sortStep sorts what flows through a path.
func (ev *evaluation) sortStep(step *code, s *stream, fr *frame) *Error {
	in := s.many
	if !s.multi {
		in = []value.Value{s.one}
	}
	v, err := ev.sorted(step, sequence(in), fr)
	if err != nil {
		return err
	}
	for _, st := range step.stages {
		if st.filter != nil {
			if v, err = ev.filter(st.filter, v, fr); err != nil {
				return err
			}
		}
	}
	s.multi, s.plain = true, v.Mark()&markSequence == 0
	s.one, s.many = v, v.Elems()
	return nil
}

// sorted returns the items of in ordered by the terms of the step. The result is a plain array, not a sequence; fewer
// than two items are returned unchanged.
func (ev *evaluation) sorted(step *code, in value.Value, fr *frame) (value.Value, *Error) {
	elems := in.Elems()
	if len(elems) <= 1 {
		return in, nil
	}
	stream := in.Mark()&markTuples != 0
	terms := step.terms
	keys := make([]value.Value, len(elems)*len(terms))
	done := make([]bool, len(keys))
	key := func(item, term int) (value.Value, *Error) {
		k := item*len(terms) + term
		if done[k] {
			return keys[k], nil
		}
		context, inner := elems[item], fr
		if stream {
			t := asTuple(elems[item])
			context, inner = t.at, t.frame(fr)
		}
		v, err := ev.eval(terms[term].expr, context, inner)
		keys[k], done[k] = v, err == nil
		return v, err
	}
	return sorted(elems, func(a, b int) (bool, *Error) {
		for term := range terms {
			comp, err := step.compareTerm(key, a, b, term)
			if err != nil || comp != 0 {
				return comp > 0, err
			}
		}
		return false, ev.step()
	})
}

// compareTerm compares two items by one term; nothing sorts last whatever the direction.
func (n *code) compareTerm(key func(item, term int) (value.Value, *Error), a, b, term int) (int, *Error) {
	x, err := key(a, term)
	if err != nil {
		return 0, err
	}
	y, err := key(b, term)
	if err != nil {
		return 0, err
	}
	switch {
	case x.IsUndefined() && y.IsUndefined():
		return 0, nil
	case x.IsUndefined():
		return 1, nil
	case y.IsUndefined():
		return -1, nil
	case !orderable(x):
		return 0, &Error{Code: "T2008", Offset: int(n.at), Value: x}
	case !orderable(y):
		return 0, &Error{Code: "T2008", Offset: int(n.at), Value: y}
	case x.Kind() != y.Kind():
		return 0, &Error{Code: "T2007", Offset: int(n.at), Value: x, Value2: y}
	}
	comp := compareScalars(x, y)
	if n.terms[term].descending {
		comp = -comp
	}
	return comp, nil
}

// compareScalars orders two numbers or two strings. What is neither equal nor less counts as greater, as with NaN.
func compareScalars(x, y value.Value) int {
	if x.Kind() == value.StringKind {
		return ecma.Compare(x.Text(), y.Text())
	}
	switch a, b := x.Float(), y.Float(); {
	case a == b:
		return 0
	case a < b:
		return -1
	default:
		return 1
	}
}

// sorted returns the elements in order. Function after compares two by their positions.
func sorted(elems []value.Value, after func(a, b int) (bool, *Error)) (value.Value, *Error) {
	order, err := mergeSort(indexes(len(elems)), after)
	if err != nil {
		return value.Undefined, err
	}
	out := make([]value.Value, len(order))
	for i, item := range order {
		out[i] = elems[item]
	}
	return value.Array(out...), nil
}

func indexes(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

// mergeSort sorts stably; after(a, b) says that a belongs behind b. The halves are cut and joined just as the reference
// does, so that even a comparison that contradicts itself gives the same order.
func mergeSort(in []int, after func(a, b int) (bool, *Error)) ([]int, *Error) {
	if len(in) <= 1 {
		return in, nil
	}
	middle := len(in) / 2
	left, err := mergeSort(in[:middle], after)
	if err != nil {
		return nil, err
	}
	right, err := mergeSort(in[middle:], after)
	if err != nil {
		return nil, err
	}
	out := make([]int, 0, len(in))
	for len(left) > 0 && len(right) > 0 {
		behind, err := after(left[0], right[0])
		if err != nil {
			return nil, err
		}
		if behind {
			out, right = append(out, right[0]), right[1:]
		} else {
			out, left = append(out, left[0]), left[1:]
		}
	}
	return append(append(out, left...), right...), nil
}
