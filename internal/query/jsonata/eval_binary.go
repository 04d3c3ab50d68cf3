package jsonata

import (
	"math"

	"github.com/aslcheck/aslcheck/internal/query/jsonata/ecma"
	"github.com/aslcheck/aslcheck/value"
)

// binary evaluates an operator with two operands.
func (ev *evaluation) binary(n *code, in value.Value, fr *frame) (value.Value, *Error) {
	left, err := ev.eval(n.lhs, in, fr)
	if err != nil {
		return left, err
	}
	if n.op == opAnd || n.op == opOr {
		v, err := ev.logic(n, left, in, fr)
		return v, n.blame(err)
	}
	right, err := ev.eval(n.rhs, in, fr)
	if err != nil {
		return right, err
	}
	v, err := ev.operate(n.op, left, right)
	return v, n.blame(err)
}

// blame puts the operator into an error.
func (n *code) blame(err *Error) *Error {
	if err != nil && err.Code != CodeLimit {
		err.Offset, err.Token = int(n.at), n.text
	}
	return err
}

// longText is the length from which on comparing a text counts.
const longText = 1024

func (ev *evaluation) operate(op opCode, left, right value.Value) (value.Value, *Error) {
	switch op {
	case opAdd, opSub, opMul, opDiv, opMod:
		return arithmetic(op, left, right)
	case opEq, opNe:
		if left.IsUndefined() || right.IsUndefined() {
			return value.False, nil
		}
		if left.Kind() < value.ArrayKind && len(left.Text()) < longText {
			return value.Bool((left.Kind() == right.Kind() && equalScalars(left, right)) == (op == opEq)), nil
		}
		ok, err := ev.equal(left, right, 0)
		return value.Bool(ok == (op == opEq)), err
	case opLt, opLe, opGt, opGe:
		if len(left.Text()) >= longText {
			if err := ev.weigh(left); err != nil {
				return value.Undefined, err
			}
		}
		return compare(op, left, right)
	case opConcat:
		return ev.concat(left, right)
	case opRange:
		return ev.numbers(left, right)
	case opIn:
		return ev.includes(left, right)
	default:
		return value.Undefined, nil
	}
}

func (ev *evaluation) logic(n *code, left, in value.Value, fr *frame) (value.Value, *Error) {
	ok, err := ev.truth(left)
	if err != nil || ok == (n.op == opOr) {
		return value.Bool(ok), err
	}
	right, err := ev.eval(n.rhs, in, fr)
	if err != nil {
		return right, err
	}
	ok, err = ev.truth(right)
	return value.Bool(ok), err
}

// isNumber reports whether v is a number. A number out of range is an error; a value of another type is not.
func isNumber(v value.Value) (bool, *Error) {
	if v.Kind() != value.NumberKind {
		return false, nil
	}
	f := v.Float()
	if math.IsInf(f, 0) {
		return false, &Error{Code: "D1001", Offset: -1, Value: v}
	}
	return f == f, nil
}

func allNumbers(elems []value.Value) (bool, *Error) {
	all := true
	for i := range elems {
		ok, err := isNumber(elems[i])
		if err != nil {
			return false, err
		}
		all = all && ok
	}
	return all, nil
}

// operand checks one side of an arithmetic operator.
func operand(v value.Value, code string) *Error {
	if v.IsUndefined() {
		return nil
	}
	ok, err := isNumber(v)
	if err == nil && !ok {
		err = &Error{Code: code, Offset: -1, Value: v}
	}
	return err
}

func arithmetic(op opCode, left, right value.Value) (value.Value, *Error) {
	if err := operand(left, "T2001"); err != nil {
		return value.Undefined, err
	}
	if err := operand(right, "T2002"); err != nil {
		return value.Undefined, err
	}
	if left.IsUndefined() || right.IsUndefined() {
		return value.Undefined, nil
	}
	a, b := left.Float(), right.Float()
	switch op {
	case opAdd:
		a += b
	case opSub:
		a -= b
	case opMul:
		a *= b
	case opDiv:
		a /= b
	default:
		a = math.Mod(a, b)
	}
	return value.Float(a), nil
}

func (ev *evaluation) negate(n *code, in value.Value, fr *frame) (value.Value, *Error) {
	v, err := ev.eval(n.lhs, in, fr)
	if err != nil || v.IsUndefined() {
		return v, err
	}
	ok, err := isNumber(v)
	if err != nil {
		return v, err
	}
	if !ok {
		return v, &Error{Code: "D1002", Offset: int(n.at), Token: "-", Value: v}
	}
	return value.Float(-v.Float()), nil
}

// orderable reports whether v can stand beside < and the like.
func orderable(v value.Value) bool {
	return v.Kind() == value.StringKind || v.Kind() == value.NumberKind
}

func compare(op opCode, left, right value.Value) (value.Value, *Error) {
	leftOK := left.IsUndefined() || orderable(left)
	rightOK := right.IsUndefined() || orderable(right)
	if !leftOK || !rightOK {
		bad := left
		if orderable(left) {
			bad = right
		}
		return value.Undefined, &Error{Code: "T2010", Offset: -1, Value: bad}
	}
	if left.IsUndefined() || right.IsUndefined() {
		return value.Undefined, nil
	}
	if left.Kind() != right.Kind() {
		return value.Undefined, &Error{Code: "T2009", Offset: -1, Value: left, Value2: right}
	}
	var less, equal bool
	if left.Kind() == value.NumberKind {
		a, b := left.Float(), right.Float()
		if a != a || b != b {
			return value.False, nil
		}
		less, equal = a < b, a == b
	} else {
		order := ecma.Compare(left.Text(), right.Text())
		less, equal = order < 0, order == 0
	}
	switch op {
	case opLt:
		return value.Bool(less), nil
	case opLe:
		return value.Bool(less || equal), nil
	case opGt:
		return value.Bool(!less && !equal), nil
	default:
		return value.Bool(!less), nil
	}
}

func (ev *evaluation) includes(left, right value.Value) (value.Value, *Error) {
	if left.IsUndefined() || right.IsUndefined() {
		return value.False, nil
	}
	var buf [1]value.Value
	elems := items(right, &buf)
	if err := ev.spend(len(elems) / partsPerStep); err != nil {
		return value.Undefined, err
	}
	for i := range elems {
		if same(left, elems[i]) {
			return value.True, nil
		}
	}
	return value.False, nil
}

func (ev *evaluation) concat(left, right value.Value) (value.Value, *Error) {
	a, err := ev.text(left)
	if err != nil {
		return value.Undefined, err
	}
	b, err := ev.text(right)
	if err != nil {
		return value.Undefined, err
	}
	joined := ecma.Join(a, b)
	if err := ev.allocate(textBytes(joined) + textBytes(a) + textBytes(b)); err != nil {
		return value.Undefined, err
	}
	return value.String(joined), nil
}

// maxRange is the largest number of elements that a range may have.
const maxRange = 10_000_000

// numbers evaluates the range operator.
func (ev *evaluation) numbers(left, right value.Value) (value.Value, *Error) {
	for _, side := range [...]struct {
		v    value.Value
		code string
	}{{left, "T2003"}, {right, "T2004"}} {
		f := side.v.Float()
		if !side.v.IsUndefined() && (side.v.Kind() != value.NumberKind || f != math.Trunc(f) || math.IsInf(f, 0)) {
			return value.Undefined, &Error{Code: side.code, Offset: -1, Value: side.v}
		}
	}
	from, to := left.Float(), right.Float()
	if left.IsUndefined() || right.IsUndefined() || from > to {
		return value.Undefined, nil
	}
	size := to - from + 1
	if size > maxRange {
		return value.Undefined, &Error{Code: "D2014", Offset: -1, Value: value.Float(size)}
	}
	if err := ev.allocate(rangeOperatorBytes(int(size))); err != nil {
		return value.Undefined, err
	}
	out := make([]value.Value, int(size))
	for i := range out {
		out[i] = value.Float(from + float64(i))
	}
	return sequence(out), nil
}
