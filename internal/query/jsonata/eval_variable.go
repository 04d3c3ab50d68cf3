package jsonata

import "github.com/aslcheck/aslcheck/value"

// variable returns what a variable stands for: the context, a binding of the text, a host variable or a built-in
// function, in that order.
func (ev *evaluation) variable(n *code, in value.Value, fr *frame) value.Value {
	if n.text == "" {
		if in.Mark()&markOuter != 0 {
			return in.At(0)
		}
		return in
	}
	if fr != nil {
		if v, ok := fr.lookup(n.text, n.refs); ok {
			return v
		}
	}
	return ev.outside(n.text, n.val)
}

// outside looks a name up that the text does not bind.
func (ev *evaluation) outside(name string, builtin *value.Value) value.Value {
	if name == "$" {
		return ev.root
	}
	if ev.env.Vars != nil {
		if v, ok := ev.env.Vars(name); ok {
			return v.WithMark(v.Mark() & markWrapped)
		}
	}
	if builtin == nil {
		return value.Undefined
	}
	return *builtin
}

// lookup searches the frames outwards. refs lists the slots that may hold the name, the nearest first.
func (f *frame) lookup(name string, refs []varRef) (value.Value, bool) {
	hops := 0
	for ; f != nil; f = f.parent {
		if f.slots == nil {
			if v, ok := f.tuple.get(name); ok {
				return v, true
			}
			continue
		}
		if len(refs) > 0 && refs[0].hops == hops {
			v := f.slots[refs[0].slot]
			if !v.IsUndefined() {
				return v, true
			}
			if v.Mark()&markBound != 0 {
				return value.Undefined, true
			}
			refs = refs[1:]
		}
		hops++
	}
	return value.Undefined, false
}

// tupleVariable looks a name up among the variables of tuples alone.
func (f *frame) tupleVariable(name string) (value.Value, bool) {
	return f.lookup(name, nil)
}

// slotted returns the nearest frame with slots.
func (f *frame) slotted() *frame {
	for f.slots == nil {
		f = f.parent
	}
	return f
}

// lookup returns the member key of an object, or the members of all objects in an array.
func (ev *evaluation) lookup(in value.Value, key string) (value.Value, *Error) {
	switch in.Kind() {
	case value.ObjectKind:
		v, _ := in.Get(key)
		return v, nil
	case value.ArrayKind:
		return ev.lookupElems(in.Elems(), key, 0)
	case value.OpaqueKind:
		if t, ok := in.Opaque().(*tuple); ok {
			v, _ := t.get(key)
			return v, nil
		}
	}
	return value.Undefined, nil
}

func (ev *evaluation) lookupElems(elems []value.Value, key string, depth int) (value.Value, *Error) {
	if err := ev.visit(len(elems), depth); err != nil {
		return value.Undefined, err
	}
	var out []value.Value
	for i := range elems {
		var v value.Value
		var err *Error
		if isArray(elems[i]) {
			v, err = ev.lookupElems(elems[i].Elems(), key, depth+1)
		} else {
			v, err = ev.lookup(elems[i], key)
		}
		if err != nil {
			return v, err
		}
		switch {
		case isArray(v):
			if err := ev.list(v.Len(), len(out)+v.Len()); err != nil {
				return v, err
			}
			out = append(out, v.Elems()...)
		case !v.IsUndefined():
			out = append(out, v)
		}
	}
	return sequence(out), nil
}

// wildcard returns the values of all members, arrays taken apart.
func (ev *evaluation) wildcard(in value.Value) (value.Value, *Error) {
	if in.Mark()&markOuter != 0 && in.Len() > 0 {
		in = in.At(0)
	}
	var out []value.Value
	mark := markSequence
	add := func(v value.Value) *Error {
		if isArray(v) {
			mark = 0 // jsonata-js joins arrays into a new one, which is not marked as a sequence
		}
		return ev.appendFlattened(&out, v, 0)
	}
	if err := ev.spend(in.Len() / partsPerStep); err != nil {
		return in, err
	}
	for _, m := range in.Members() {
		if err := add(m.Value); err != nil {
			return in, err
		}
	}
	for _, v := range in.Elems() {
		if err := add(v); err != nil {
			return in, err
		}
	}
	return value.Array(out...).WithMark(mark), nil
}

// appendFlattened appends a value, or what is in an array and in the arrays in it.
func (ev *evaluation) appendFlattened(out *[]value.Value, v value.Value, depth int) *Error {
	if !isArray(v) {
		*out = append(*out, v)
		return nil
	}
	if err := ev.visit(0, depth); err != nil {
		return err
	}
	if err := ev.list(v.Len(), len(*out)+v.Len()); err != nil {
		return err
	}
	for _, elem := range v.Elems() {
		if err := ev.appendFlattened(out, elem, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// descendants returns in and everything below it.
func (ev *evaluation) descendants(in value.Value) (value.Value, *Error) {
	if in.IsUndefined() {
		return in, nil
	}
	var out []value.Value
	if err := ev.descend(in, &out, 0); err != nil {
		return in, err
	}
	if len(out) == 1 {
		return out[0], nil
	}
	return sequence(out), nil
}

func (ev *evaluation) descend(in value.Value, out *[]value.Value, depth int) *Error {
	if depth > maxWalkDepth {
		return limitError(tokenDepth)
	}
	if err := ev.list(1, len(*out)+1); err != nil {
		return err
	}
	if isArray(in) {
		for _, elem := range in.Elems() {
			if err := ev.descend(elem, out, depth+1); err != nil {
				return err
			}
		}
		return nil
	}
	*out = append(*out, in)
	for _, m := range in.Members() {
		if err := ev.descend(m.Value, out, depth+1); err != nil {
			return err
		}
	}
	return nil
}
