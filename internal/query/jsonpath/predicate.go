package jsonpath

import (
	"errors"

	"github.com/aslcheck/aslcheck/value"
)

// accepts reports whether a filter holds for item. Conditions are tried from the last to the first, as Jayway does: one
// that decides keeps an earlier one from failing.
func (e *evaluation) accepts(f *Filter, item value.Value) (bool, error) {
	if err := e.visit(); err != nil {
		return false, err
	}
	if len(f.Alternatives) == 0 {
		return false, &EvalError{Kind: Mismatch, Message: "The filter " + f.Source + " has no predicate"}
	}
	for i := len(f.Alternatives) - 1; i >= 0; i-- {
		ok, err := e.all(f.Alternatives[i].Conditions, item)
		if ok || err != nil {
			return ok, err
		}
	}
	return false, nil
}

func (e *evaluation) all(conditions []Condition, item value.Value) (bool, error) {
	for i := len(conditions) - 1; i >= 0; i-- {
		ok, err := e.holds(&conditions[i], item)
		if !ok || err != nil {
			return false, err
		}
	}
	return true, nil
}

func (e *evaluation) holds(c *Condition, item value.Value) (bool, error) {
	if c.Operator == Exists || c.Operator == Missing {
		return e.exists(c, item)
	}
	left, err := e.operand(c.Left, item)
	if err == nil {
		var right operandValue
		if right, err = e.operand(c.Right, item); err == nil {
			return compare(c.Operator, left, right)
		}
	}
	if notFound(err) {
		return false, nil
	}
	return false, err
}

// exists tests a path alone: null counts as missing. A path that starts at "$" is looked for in the item too, which is
// a slip of Jayway that the service shares.
func (e *evaluation) exists(c *Condition, item value.Value) (bool, error) {
	p, ok := c.Left.(*Path)
	if !ok {
		return false, errors.New("BUG: a condition without a path")
	}
	origin := item
	if p.kind == Context || p.kind == Variable {
		var err error
		if origin, err = p.start(e.scope); err != nil {
			return c.Operator == Missing && notFound(err), onlyUnexpected(err)
		}
	}
	v, err := p.follow(origin, true)
	if err != nil {
		return c.Operator == Missing && notFound(err), onlyUnexpected(err)
	}
	return v.IsNull() == (c.Operator == Missing), nil
}

// onlyUnexpected drops the error of a path that leads to nothing.
func onlyUnexpected(err error) error {
	if notFound(err) {
		return nil
	}
	return err
}

// An operandValue is what a side of a comparison comes to: a value, or a pattern.
type operandValue struct {
	value   value.Value
	pattern *Pattern
}

func (e *evaluation) operand(o Operand, item value.Value) (operandValue, error) {
	switch o := o.(type) {
	case *Literal:
		return operandValue{value: value.String(o.Text)}, nil
	case *Pattern:
		return operandValue{pattern: o}, nil
	case *Path:
		origin := item
		if o.kind != Item {
			var err error
			if origin, err = o.start(e.scope); err != nil {
				return operandValue{}, err
			}
		}
		v, err := o.follow(origin, false)
		return operandValue{value: v}, err
	}
	return operandValue{}, nil
}
