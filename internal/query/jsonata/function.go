package jsonata

import "github.com/aslcheck/aslcheck/value"

// function is what an opaque value carries when it is a function. One of entry, lambda and native is set.
type function struct {
	entry *Function // a built-in function

	lambda *code
	frame  *frame
	input  value.Value

	native func(c *call, args []value.Value) (value.Value, *Error)
	arity  int
	sig    *signature
	regex  *regex // set for a regular expression, whose native applies it

	// A partial application calls of with its arguments put into the open places of preset.
	of     value.Value
	preset []value.Value
	open   []int
}

// call is what a built-in function sees of the evaluation that calls it.
type call struct {
	*evaluation
	input value.Value
}

// frame holds the variables of a lambda, a block or a tuple. A frame of tuple variables has no slots and does not count
// as a hop.
type frame struct {
	parent *frame
	slots  []value.Value
	tuple  *tuple
}

// smallFrame is a frame with its slots in the same piece of memory.
type smallFrame struct {
	frame
	slots [3]value.Value
}

func newFrame(parent *frame, size int) *frame {
	if size <= len(smallFrame{}.slots) {
		f := &smallFrame{}
		f.frame.parent = parent
		f.frame.slots = f.slots[:size]
		return &f.frame
	}
	return &frame{parent: parent, slots: make([]value.Value, size)}
}

// set binds a slot. A bound nothing is told apart from a slot not bound yet.
func (f *frame) set(slot int, v value.Value) {
	if v.IsUndefined() {
		v = boundNothing
	}
	f.slots[slot] = v
}

// IsFunction reports whether v is a function, which JSON cannot show.
func IsFunction(v value.Value) bool { return isFunction(v) }

func isFunction(v value.Value) bool { return asFunction(v) != nil }

// asFunction returns the function that v carries, or nil.
func asFunction(v value.Value) *function {
	if v.Kind() != value.OpaqueKind {
		return nil
	}
	f, _ := v.Opaque().(*function)
	return f
}

// native returns a function value made by the engine.
func native(arity int, impl func(c *call, args []value.Value) (value.Value, *Error)) value.Value {
	return value.Opaque(&function{native: impl, arity: arity})
}

// params returns how many parameters a function has.
func (f *function) params() int {
	switch {
	case f.entry != nil:
		return f.entry.arity
	case f.lambda != nil:
		return len(f.lambda.kids)
	case f.open != nil:
		return len(f.open)
	default:
		return f.arity
	}
}

// signature returns what arguments are checked against; nil for anything goes.
func (f *function) signature() *signature {
	switch {
	case f.entry != nil:
		return f.entry.sig
	case f.lambda != nil && f.lambda.extra != nil:
		return f.lambda.extra.signature
	default:
		return f.sig
	}
}
