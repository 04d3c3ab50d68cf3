package jsonata

import "github.com/aslcheck/aslcheck/value"

// The marks that an evaluation hangs on values. They say how an array came about, which decides whether it is taken
// apart again.
const (
	markSequence value.Mark = 1 << iota // a sequence: flattens, and one of a single item is that item
	markKeep                            // a sequence that stays an array even with a single item
	markCons                            // an array constructor as a step: does not flatten
	markOuter                           // the array around an input that is an array itself
	markTuples                          // a stream of tuples
	markWrapped                         // a function that was passed as an argument
	markBound                           // on undefined in a slot: bound to nothing, as opposed to not bound
	markTail                            // not a value: the call kept in the evaluation is to be made
)

var (
	emptySequence = value.Array().WithMark(markSequence)
	boundNothing  = value.Undefined.WithMark(markBound)
)

// sequence returns the sequence of items.
func sequence(items []value.Value) value.Value {
	if len(items) == 0 {
		return emptySequence
	}
	return value.Array(items...).WithMark(markSequence)
}

func isArray(v value.Value) bool { return v.Kind() == value.ArrayKind }

func isSequence(v value.Value) bool { return v.Mark()&markSequence != 0 && isArray(v) }

// addMark returns v with the marks m besides those it has.
func addMark(v value.Value, m value.Mark) value.Value { return v.WithMark(v.Mark() | m) }

// finish is how every evaluation of a node ends: an empty sequence is nothing, one of a single item is that item.
func (n *code) finish(v value.Value) value.Value {
	if v.Mark()&(markSequence|markTuples) != markSequence || !isArray(v) {
		return v
	}
	if n.keepArray {
		v = addMark(v, markKeep)
	}
	switch v.Len() {
	case 0:
		return value.Undefined
	case 1:
		if v.Mark()&markKeep == 0 {
			return v.At(0)
		}
	}
	return v
}

// items returns the elements of an array, or the value alone in buf.
func items(v value.Value, buf *[1]value.Value) []value.Value {
	if isArray(v) {
		return v.Elems()
	}
	buf[0] = v
	return buf[:]
}

// appendTo joins two values into one plain array, not a sequence; an undefined value adds nothing.
func appendTo(a, b value.Value) value.Value {
	if a.IsUndefined() {
		return b
	}
	if b.IsUndefined() {
		return a
	}
	var bufA, bufB [1]value.Value
	right := items(b, &bufB)
	if a.Kind() == value.ArrayKind {
		return a.Append(right...)
	}
	left := items(a, &bufA)
	out := make([]value.Value, 0, len(left)+len(right))
	return value.Array(append(append(out, left...), right...)...)
}
