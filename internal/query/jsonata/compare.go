package jsonata

import (
	"github.com/aslcheck/aslcheck/value"
)

// truth is the boolean that the language casts a value to; nothing is false.
func (ev *evaluation) truth(v value.Value) (bool, *Error) {
	if v.Kind() == value.BoolKind {
		return v.Bool(), nil
	}
	return ev.truthAt(v, 0)
}

func (ev *evaluation) truthAt(v value.Value, depth int) (bool, *Error) {
	switch v.Kind() {
	case value.BoolKind:
		return v.Bool(), nil
	case value.NumberKind:
		ok, err := isNumber(v)
		return ok && v.Float() != 0, err
	case value.StringKind:
		return v.Text() != "", nil
	case value.ArrayKind:
		return ev.anyTrue(v.Elems(), depth)
	case value.ObjectKind:
		return v.Len() > 0, nil
	case value.OpaqueKind:
		f := asFunction(v)
		return f == nil || v.Mark()&markWrapped == 0 && f.regex == nil, nil
	default:
		return false, nil
	}
}

func (ev *evaluation) anyTrue(elems []value.Value, depth int) (bool, *Error) {
	if err := ev.visit(len(elems), depth); err != nil {
		return false, err
	}
	found := false
	for i := range elems {
		ok, err := ev.truthAt(elems[i], depth+1)
		if err != nil {
			return false, err
		}
		found = found || ok
	}
	return found, nil
}

// same reports whether two values are one and the same: equal scalars, or the very same container.
func same(a, b value.Value) bool {
	if a.Kind() != b.Kind() {
		return false
	}
	switch a.Kind() {
	case value.ArrayKind:
		x, y := a.Elems(), b.Elems()
		return len(x) == len(y) && len(x) > 0 && &x[0] == &y[0]
	case value.ObjectKind:
		id := identity(a)
		return id != nil && id == identity(b)
	default:
		return equalScalars(a, b)
	}
}

// equalScalars compares two values of the same kind that are neither arrays nor objects. Functions equal themselves alone.
func equalScalars(a, b value.Value) bool {
	switch a.Kind() {
	case value.BoolKind:
		return a.Bool() == b.Bool()
	case value.NumberKind:
		return a.Float() == b.Float()
	case value.StringKind:
		return a.Text() == b.Text()
	case value.OpaqueKind:
		return a.Opaque() == b.Opaque()
	default:
		return true
	}
}

// equal reports whether two values are equal as JSON. A container equals itself, as in the reference.
func (ev *evaluation) equal(a, b value.Value, depth int) (bool, *Error) {
	if a.Kind() != b.Kind() {
		return false, nil
	}
	switch a.Kind() {
	case value.ArrayKind:
		return ev.equalElems(a, b, depth)
	case value.ObjectKind:
		return ev.equalMembers(a, b, depth)
	case value.StringKind:
		if len(a.Text()) != len(b.Text()) {
			return false, nil
		}
		if err := ev.weigh(a); err != nil {
			return false, err
		}
	}
	return equalScalars(a, b), nil
}

func (ev *evaluation) equalElems(a, b value.Value, depth int) (bool, *Error) {
	x, y := a.Elems(), b.Elems()
	if len(x) != len(y) || same(a, b) {
		return len(x) == len(y), nil
	}
	if err := ev.visit(len(x), depth); err != nil {
		return false, err
	}
	for i := range x {
		if ok, err := ev.equal(x[i], y[i], depth+1); !ok || err != nil {
			return false, err
		}
	}
	return true, nil
}

func (ev *evaluation) equalMembers(a, b value.Value, depth int) (bool, *Error) {
	members := a.Members()
	if len(members) != b.Len() || same(a, b) {
		return len(members) == b.Len(), nil
	}
	if err := ev.visit(len(members), depth); err != nil {
		return false, err
	}
	for i := range members {
		other, ok := b.Get(members[i].Key)
		if !ok {
			return false, nil
		}
		if ok, err := ev.equal(members[i].Value, other, depth+1); !ok || err != nil {
			return false, err
		}
	}
	return true, nil
}
