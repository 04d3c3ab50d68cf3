package intrinsic

import (
	"github.com/aslcheck/aslcheck/value"
)

// Type is a set of JSON types.
type Type uint8

// The types. Any is every one of them.
const (
	StringType Type = 1 << iota
	NumberType
	BoolType
	NullType
	ArrayType
	ObjectType
	Any = StringType | NumberType | BoolType | NullType | ArrayType | ObjectType
)

// TypeOf returns the type of v; 0 where v is undefined.
func TypeOf(v value.Value) Type {
	switch v.Kind() {
	case value.StringKind:
		return StringType
	case value.NumberKind:
		return NumberType
	case value.BoolKind:
		return BoolType
	case value.NullKind:
		return NullType
	case value.ArrayKind:
		return ArrayType
	case value.ObjectKind:
		return ObjectType
	default:
		return 0
	}
}

// Arity returns the minimum and maximum number of arguments; most is -1 if f is variadic.
func (f *Function) Arity() (least, most int) {
	for _, p := range f.Params {
		switch {
		case p.Variadic:
			return least, -1
		case !p.Optional:
			least++
		}
		most++
	}
	return least, most
}

// param returns the parameter of argument i.
func (f *Function) param(i int) *Param { return &f.Params[min(i, len(f.Params)-1)] }

func (f *Function) variadic() bool {
	return len(f.Params) > 0 && f.Params[len(f.Params)-1].Variadic
}

// takes reports whether f may be called with n arguments.
func (f *Function) takes(n int) bool {
	least, most := f.Arity()
	return n >= least && (n <= most || most < 0)
}
