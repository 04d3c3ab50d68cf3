package jsonata

import "github.com/aslcheck/aslcheck/value"

// applyTo calls a function with an item and, as far as it has parameters for them, its key or index and the whole.
func (ev *evaluation) applyTo(fn, item, key, whole value.Value) (value.Value, *Error) {
	f := asFunction(fn)
	if f == nil {
		return value.Undefined, &Error{Code: "T1006", Offset: -1}
	}
	n := min(max(f.params(), 1), 3)
	if f.lambda != nil && f.signature() == nil {
		return ev.applyLambda(f, n, item, key, whole)
	}
	base := len(ev.args)
	ev.args = append(ev.args, item, key, whole)
	v, err := ev.apply(fn, ev.args[base:base+n:base+n], value.Null, "", 0)
	ev.args = ev.args[:base]
	return v, err
}

// applyLambda puts the arguments right into the frame of the lambda.
func (ev *evaluation) applyLambda(f *function, n int, item, key, whole value.Value) (value.Value, *Error) {
	inner := newFrame(f.frame, int(f.lambda.frame))
	params := f.lambda.kids
	if len(params) > 0 {
		inner.set(int(params[0].frame), item)
	}
	if n > 1 && len(params) > 1 {
		inner.set(int(params[1].frame), key)
	}
	if n > 2 && len(params) > 2 {
		inner.set(int(params[2].frame), whole)
	}
	for _, param := range params[min(n, len(params)):] {
		inner.slots[param.frame] = boundNothing
	}
	v, err := ev.body(f, inner)
	if err == nil && v.Mark()&markTail != 0 {
		return ev.bounce(value.Null)
	}
	return v, err
}

// invoke2 calls a function with two arguments.
func (ev *evaluation) invoke2(fn, a, b value.Value) (value.Value, *Error) {
	base := len(ev.args)
	ev.args = append(ev.args, a, b)
	v, err := ev.apply(fn, ev.args[base:base+2:base+2], value.Null, "", 0)
	ev.args = ev.args[:base]
	return v, err
}

func fnMap(c *call, args []value.Value) (value.Value, *Error) {
	if args[0].IsUndefined() {
		return value.Undefined, nil
	}
	list, fn := args[0], args[1]
	out := make([]value.Value, 0, list.Len())
	for i, item := range list.Elems() {
		v, err := c.applyTo(fn, item, value.Float(float64(i)), list)
		if err != nil {
			return v, err
		}
		if !v.IsUndefined() {
			out = append(out, v)
		}
	}
	return sequence(out), c.grow(len(out) * valueBytes)
}

func fnFilter(c *call, args []value.Value) (value.Value, *Error) {
	if args[0].IsUndefined() {
		return value.Undefined, nil
	}
	list, fn := args[0], args[1]
	var out []value.Value
	for i, item := range list.Elems() {
		v, err := c.applyTo(fn, item, value.Float(float64(i)), list)
		if err != nil {
			return v, err
		}
		ok, err := c.truth(v)
		if err != nil {
			return v, err
		}
		if ok {
			out = append(out, item)
		}
	}
	return sequence(out), c.grow(len(out) * valueBytes)
}

func fnSingle(c *call, args []value.Value) (value.Value, *Error) {
	if args[0].IsUndefined() {
		return value.Undefined, nil
	}
	list, fn := args[0], args[1]
	found, result := false, value.Undefined
	for i, item := range list.Elems() {
		ok := true
		if !fn.IsUndefined() {
			v, err := c.applyTo(fn, item, value.Float(float64(i)), list)
			if err != nil {
				return v, err
			}
			if ok, err = c.truth(v); err != nil {
				return v, err
			}
		}
		if !ok {
			continue
		}
		if found {
			return value.Undefined, &Error{Code: "D3138", Offset: -1, Index: i}
		}
		found, result = true, item
	}
	if !found {
		return value.Undefined, &Error{Code: "D3139", Offset: -1}
	}
	return result, nil
}

func fnReduce(c *call, args []value.Value) (value.Value, *Error) {
	if args[0].IsUndefined() {
		return value.Undefined, nil
	}
	list, fn, result := args[0], args[1], args[2]
	arity := asFunction(fn).arityOr(0)
	if arity < 2 {
		return value.Undefined, &Error{Code: "D3050", Offset: -1, Index: 1}
	}
	elems := list.Elems()
	next := 0
	if result.IsUndefined() && len(elems) > 0 {
		result, next = elems[0], 1
	}
	for i := next; i < len(elems); i++ {
		base := len(c.args)
		c.args = append(c.args, result, elems[i], value.Float(float64(i)), list)
		end := base + min(arity, 4)
		v, err := c.apply(fn, c.args[base:end:end], value.Null, "", 0)
		c.args = c.args[:base]
		if err != nil {
			return v, err
		}
		result = v
	}
	return result, nil
}

// arityOr returns the number of parameters, or n if f is nil.
func (f *function) arityOr(n int) int {
	if f == nil {
		return n
	}
	return f.params()
}
