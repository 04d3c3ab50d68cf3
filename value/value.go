package value

import (
	"math"
	"strconv"
	"sync/atomic"
)

// Kind says what a Value is. The zero Kind is Undefined.
type Kind uint8

// The kinds of values. Undefined is the absence of a value, which differs from Null. Opaque never occurs in JSON: it carries
// a foreign Go value, such as a function, through the evaluation of one expression.
const (
	UndefinedKind Kind = iota
	NullKind
	BoolKind
	NumberKind
	StringKind
	ArrayKind
	ObjectKind
	OpaqueKind
)

var kindNames = [...]string{"undefined", "null", "boolean", "number", "string", "array", "object", "opaque"}

// String returns the JSON name of k, such as "boolean".
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "kind(" + strconv.Itoa(int(k)) + ")"
}

// A Value is an immutable JSON value. The zero Value is undefined. Values are safe for concurrent use and are compared
// with Equal, never with ==.
type Value struct {
	kind Kind
	mark Mark
	num  float64 // Number: the nearest float64; Bool: 0 or 1
	str  string  // String: its text; Number: the literal as written, "" when it was computed
	box  *box    // Array, Object, Opaque
}

// A Mark is a set of bits that an evaluator may attach to a Value for its own use. Marks are not part of the value: they
// do not count in comparisons and are not written.
type Mark uint8

// box is the part of a container that its copies share.
type box struct {
	text string // JSON text as parsed, "" once made by hand
	// verbatim says that the elements are written with the texts they were parsed from.
	verbatim bool
	depth    atomic.Int32 // of arrays and objects, 0 while unknown
	elems    []Value
	members  []Member
	opaque   any
	unread   *unread              // in place of elems, nil for none
	stem     atomic.Pointer[stem] // made when a large object is searched, or grows
	size     atomic.Int64         // 1 + length of the JSON text, 0 while unknown
}

// A Member is one key and value of an object.
type Member struct {
	Key   string
	Value Value
}

// Undefined is the absence of a value.
var Undefined = Value{}

// Null is the JSON null.
var Null = Value{kind: NullKind}

// True and False are the JSON booleans.
var (
	True  = Value{kind: BoolKind, num: 1}
	False = Value{kind: BoolKind}
)

// Bool returns the JSON boolean b.
func Bool(b bool) Value {
	if b {
		return True
	}
	return False
}

// Int returns the number i. It is exact: integers beyond 2^53 keep their digits.
func Int(i int64) Value {
	v := Value{kind: NumberKind, num: float64(i)}
	if i > 1<<53 || i < -1<<53 {
		v.str = strconv.FormatInt(i, 10)
	}
	return v
}

// Float returns the number f. NaN and the infinities have no JSON form; they are written as null.
func Float(f float64) Value {
	return Value{kind: NumberKind, num: f}
}

// Number returns the number with the given literal, which must follow the JSON grammar (Parse does when in doubt). The
// literal is kept and written back unchanged.
func Number(literal string) Value {
	return Value{kind: NumberKind, num: parseFloat(literal), str: literal}
}

// String returns the string s. Lone surrogates are kept in the three-byte form that UTF-8 would give them.
func String(s string) Value {
	return Value{kind: StringKind, str: s}
}

// Array returns the array of elems. It takes over the slice: the caller must not change it afterwards.
func Array(elems ...Value) Value {
	return Value{kind: ArrayKind, box: &box{elems: elems}}
}

// VerbatimArray is Array for elements that keep the text they were parsed from when the array is written. In all other
// containers what is inside is written without whitespace.
func VerbatimArray(elems ...Value) Value {
	return Value{kind: ArrayKind, box: &box{elems: elems, verbatim: true}}
}

// Object returns the object of members, which must have distinct keys. It takes over the slice: the caller must not
// change it afterwards. Use ObjectBuilder where keys may repeat.
func Object(members ...Member) Value {
	return Value{kind: ObjectKind, box: &box{members: members}}
}

// Opaque returns a value that carries x. It is written as null.
func Opaque(x any) Value {
	return Value{kind: OpaqueKind, box: &box{opaque: x}}
}

// Kind returns what v is.
func (v Value) Kind() Kind { return v.kind }

// IsUndefined reports whether v is undefined: the absence of a value.
func (v Value) IsUndefined() bool { return v.kind == UndefinedKind }

// IsNull reports whether v is the JSON null.
func (v Value) IsNull() bool { return v.kind == NullKind }

// Bool returns the boolean; false for every other kind.
func (v Value) Bool() bool { return v.kind == BoolKind && v.num != 0 }

// Float returns the number as a float64; 0 for every other kind.
func (v Value) Float() float64 {
	if v.kind != NumberKind {
		return 0
	}
	return v.num
}

// Int returns the number as an int64 and whether it is an integer in that range. 2.0 and 2e3 are integers.
func (v Value) Int() (int64, bool) {
	if v.kind != NumberKind {
		return 0, false
	}
	if v.str != "" {
		if i, err := strconv.ParseInt(v.str, 10, 64); err == nil {
			return i, true
		}
	}
	if v.num != math.Trunc(v.num) || v.num < -1<<63 || v.num >= 1<<63 {
		return 0, false
	}
	return int64(v.num), true
}

// Written returns the text of a number as it was read; "" for one that was computed and for every other kind.
func (v Value) Written() string {
	if v.kind != NumberKind {
		return ""
	}
	return v.str
}

// Literal returns the text of a number as it is written to JSON; "" for every other kind.
func (v Value) Literal() string {
	if v.kind != NumberKind {
		return ""
	}
	if v.str != "" {
		return v.str
	}
	return string(appendFloat(nil, v.num))
}

// Text returns the text of a string; "" for every other kind.
func (v Value) Text() string {
	if v.kind != StringKind {
		return ""
	}
	return v.str
}

// Opaque returns what an opaque value carries; nil for every other kind.
func (v Value) Opaque() any {
	if v.kind != OpaqueKind {
		return nil
	}
	return v.box.opaque
}

// Mark returns the marks attached to v.
func (v Value) Mark() Mark { return v.mark }

// WithMark returns v with exactly the marks m.
func (v Value) WithMark(m Mark) Value {
	v.mark = m
	return v
}
