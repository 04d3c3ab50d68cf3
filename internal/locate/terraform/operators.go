package terraform

import (
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/aslcheck/aslcheck/source"
)

// binary evaluates an operator with two operands that are known scalars.
func (e *evaluator) binary(x *hclsyntax.BinaryOpExpr, s *scope) *value {
	left, right := e.eval(x.LHS, s), e.eval(x.RHS, s)
	at := s.origin.span(x.SrcRange)
	switch x.Op {
	case hclsyntax.OpLogicalAnd:
		if isFalse(left) || isFalse(right) {
			return boolean(at, false)
		}
	case hclsyntax.OpLogicalOr:
		if isTrue(left) || isTrue(right) {
			return boolean(at, true)
		}
	case hclsyntax.OpEqual, hclsyntax.OpNotEqual:
		if equal, ok := isEqual(left, right); ok {
			return boolean(at, equal == (x.Op == hclsyntax.OpEqual))
		}
		return e.unknown(x, s)
	}
	a, okA := scalarCty(left)
	b, okB := scalarCty(right)
	if !okA || !okB {
		return e.unknown(x, s)
	}
	return e.operate(x, s, x.Op, a, b)
}

func (e *evaluator) unary(x *hclsyntax.UnaryOpExpr, s *scope) *value {
	v, ok := scalarCty(e.eval(x.Val, s))
	if !ok {
		return e.unknown(x, s)
	}
	return e.operate(x, s, x.Op, v)
}

// operate applies an operator as the library does.
func (e *evaluator) operate(x hclsyntax.Expression, s *scope, op *hclsyntax.Operation, operands ...cty.Value) *value {
	if result, ok := callSafely(op.Impl, operands); ok {
		return e.fromCty(result, s.origin.span(x.Range()), 0)
	}
	return e.unknown(x, s)
}

// isEqual compares two values, and reports whether that can be said.
func isEqual(a, b *value) (equal, ok bool) {
	if a.kind == source.Null || b.kind == source.Null {
		return a.kind == b.kind, !a.isUnknown() && !b.isUnknown()
	}
	left, okA := a.scalar()
	right, okB := b.scalar()
	return left == right && a.kind == b.kind, okA && okB
}

func scalarCty(v *value) (cty.Value, bool) {
	text, ok := v.scalar()
	if !ok {
		return cty.NilVal, false
	}
	switch v.kind {
	case source.Number:
		n, err := cty.ParseNumberVal(text)
		return n, err == nil
	case source.Bool:
		return cty.BoolVal(text == "true"), true
	default:
		return cty.StringVal(text), true
	}
}
