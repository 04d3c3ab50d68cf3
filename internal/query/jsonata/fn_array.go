package jsonata

import (
	"math"

	"github.com/aslcheck/aslcheck/value"
)

func fnCount(_ *call, args []value.Value) (value.Value, *Error) {
	return value.Float(float64(args[0].Len())), nil
}

func fnAppend(c *call, args []value.Value) (value.Value, *Error) {
	if err := c.grow((args[0].Len() + args[1].Len() + 2) * valueBytes); err != nil {
		return value.Undefined, err
	}
	return appendTo(args[0], args[1]), nil
}

func fnReverse(c *call, args []value.Value) (value.Value, *Error) {
	elems := args[0].Elems()
	if len(elems) <= 1 {
		return args[0], nil
	}
	if err := c.grow(len(elems) * valueBytes); err != nil {
		return value.Undefined, err
	}
	out := make([]value.Value, len(elems))
	for i := range elems {
		out[len(out)-1-i] = elems[i]
	}
	return value.Array(out...), nil
}

func fnShuffle(c *call, args []value.Value) (value.Value, *Error) {
	elems := args[0].Elems()
	if len(elems) <= 1 {
		return args[0], nil
	}
	if err := c.grow(len(elems) * valueBytes); err != nil {
		return value.Undefined, err
	}
	out := make([]value.Value, len(elems))
	for i := range elems {
		j := int(math.Floor(c.nextRandom() * float64(i+1)))
		out[i] = out[j]
		out[j] = elems[i]
	}
	return value.Array(out...), nil
}

func fnDistinct(c *call, args []value.Value) (value.Value, *Error) {
	elems := args[0].Elems()
	if len(elems) <= 1 {
		return args[0], nil
	}
	seen := distinctSet{scalars: map[scalar]bool{}}
	out := make([]value.Value, 0, len(elems))
	for _, elem := range elems {
		fresh, err := seen.add(c.evaluation, elem)
		if err != nil {
			return value.Undefined, err
		}
		if fresh {
			out = append(out, elem)
		}
	}
	return value.Array(out...).WithMark(args[0].Mark() & markSequence), nil
}

// distinctSet finds equal values: scalars by hash, containers by comparing all.
type distinctSet struct {
	scalars    map[scalar]bool
	containers []value.Value
}

type scalar struct {
	kind value.Kind
	num  float64
	text string
}

func (s *distinctSet) add(ev *evaluation, v value.Value) (bool, *Error) {
	key := scalar{kind: v.Kind()}
	switch v.Kind() {
	case value.ArrayKind, value.ObjectKind, value.OpaqueKind:
		for _, other := range s.containers {
			if err := ev.step(); err != nil {
				return false, err
			}
			if ok, err := ev.equal(v, other, 0); ok || err != nil {
				return false, err
			}
		}
		s.containers = append(s.containers, v)
		return true, nil
	case value.NumberKind:
		key.num = v.Float()
		if key.num != key.num {
			return true, nil // what is not a number equals nothing
		}
	case value.BoolKind:
		if v.Bool() {
			key.num = 1
		}
	case value.StringKind:
		key.text = v.Text()
	}
	fresh := !s.scalars[key]
	s.scalars[key] = true
	return fresh, nil
}

func fnZip(c *call, args []value.Value) (value.Value, *Error) {
	length := 0
	for i, arg := range args {
		if i == 0 || arg.Len() < length {
			length = arg.Len()
		}
	}
	if err := c.grow((length + 1) * (len(args)*valueBytes + containerBytes)); err != nil {
		return value.Undefined, err
	}
	out := make([]value.Value, length)
	for i := range out {
		row := make([]value.Value, len(args))
		for j, arg := range args {
			row[j] = arg.At(i)
		}
		out[i] = value.Array(row...)
	}
	return value.Array(out...), nil
}

func fnSort(c *call, args []value.Value) (value.Value, *Error) {
	elems := args[0].Elems()
	if len(elems) <= 1 {
		return args[0], nil
	}
	after := func(a, b int) (bool, *Error) { return compareScalars(elems[a], elems[b]) > 0, c.step() }
	if args[1].IsUndefined() {
		if ok, err := sortable(elems); err != nil || !ok {
			if err == nil {
				err = &Error{Code: "D3070", Offset: -1, Index: 1}
			}
			return value.Undefined, err
		}
	} else {
		after = func(a, b int) (bool, *Error) {
			v, err := c.invoke2(args[1], elems[a], elems[b])
			if err != nil {
				return false, err
			}
			return jsTrue(v), nil
		}
	}
	return sorted(elems, after)
}

// sortable reports whether all elements are numbers, or all strings.
func sortable(elems []value.Value) (bool, *Error) {
	if ok, err := allNumbers(elems); ok || err != nil {
		return ok, err
	}
	for i := range elems {
		if elems[i].Kind() != value.StringKind {
			return false, nil
		}
	}
	return true, nil
}

// jsTrue is what ECMAScript takes for true, which differs from what the language does: an empty array is.
func jsTrue(v value.Value) bool {
	switch v.Kind() {
	case value.UndefinedKind, value.NullKind:
		return false
	case value.BoolKind:
		return v.Bool()
	case value.NumberKind:
		return v.Float() != 0 && v.Float() == v.Float()
	case value.StringKind:
		return v.Text() != ""
	default:
		return true
	}
}
