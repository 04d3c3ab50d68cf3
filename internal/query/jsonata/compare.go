package jsonata

import (
	"github.com/aslcheck/aslcheck/value"
)

// truth is the boolean that the language casts a value to; nothing is false.
func truth(v value.Value) (bool, *Error) {
	switch v.Kind() {
	case value.BoolKind:
		return v.Bool(), nil
	case value.NumberKind:
		ok, err := isNumber(v)
		return ok && v.Float() != 0, err
	case value.StringKind:
		return v.Text() != "", nil
	case value.ArrayKind:
		return anyTrue(v.Elems())
	case value.ObjectKind:
		return v.Len() > 0, nil
	case value.OpaqueKind:
		f := asFunction(v)
		return f == nil || v.Mark()&markWrapped == 0 && f.regex == nil, nil
	default:
		return false, nil
	}
}

func anyTrue(elems []value.Value) (bool, *Error) {
	found := false
	for i := range elems {
		ok, err := truth(elems[i])
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
		return deepEqual(a, b)
	}
}

// deepEqual reports whether two values are equal as JSON. Functions equal themselves alone.
func deepEqual(a, b value.Value) bool {
	if a.Kind() != b.Kind() {
		return false
	}
	switch a.Kind() {
	case value.BoolKind:
		return a.Bool() == b.Bool()
	case value.NumberKind:
		return a.Float() == b.Float()
	case value.StringKind:
		return a.Text() == b.Text()
	case value.ArrayKind:
		return equalElems(a.Elems(), b.Elems())
	case value.ObjectKind:
		return equalMembers(a, b)
	case value.OpaqueKind:
		return a.Opaque() == b.Opaque()
	default:
		return true
	}
}

func equalElems(a, b []value.Value) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !deepEqual(a[i], b[i]) {
			return false
		}
	}
	return true
}

func equalMembers(a, b value.Value) bool {
	members := a.Members()
	if len(members) != b.Len() {
		return false
	}
	for i := range members {
		other, ok := b.Get(members[i].Key)
		if !ok || !deepEqual(members[i].Value, other) {
			return false
		}
	}
	return true
}
