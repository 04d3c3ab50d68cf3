package jsonpath

import "github.com/aslcheck/aslcheck/value"

// MaxVisits is the largest number of values that the evaluation of one path may look at. A payload of the service
// (256 KiB) has at most some 130,000 values, so that a deep scan stays far below; only scans of scans come near.
const MaxVisits = 4_000_000

// MaxResults is the largest number of values that one path may yield. An array of more does not fit into a payload of
// the service, even if every element takes two bytes.
const MaxResults = 500_000

// Eval returns the value that the path leads to; an array of values where the path is indefinite. The error is an
// *EvalError.
func (p *Path) Eval(scope Scope) (value.Value, error) {
	start, err := p.start(scope)
	if err != nil {
		return value.Undefined, err
	}
	switch {
	case len(p.steps) == 0:
		return p.followNames(start)
	case p.Definite():
		return p.followSteps(start, false)
	}
	e := evaluation{scope: scope, steps: p.steps, definiteFrom: int(p.definiteFrom)}
	if err := e.apply(0, start); err != nil {
		return value.Undefined, err
	}
	if e.part.Len() == len(e.results) && e.part.Len() > 0 {
		return e.part, nil
	}
	return value.Array(e.results...), nil
}

// start returns the value of the root.
func (p *Path) start(scope Scope) (value.Value, error) {
	var v value.Value
	switch p.kind {
	case Document, Item:
		v = scope.Document()
	case Context:
		v = scope.Context()
	case Variable:
		name := p.variable()
		var ok bool
		if v, ok = scope.Variable(name); !ok {
			return v, &EvalError{Kind: UnknownVariable, Message: "The variable '" + name + "' is not assigned"}
		}
	}
	if v.IsUndefined() {
		return v, &EvalError{Kind: NotFound, Message: "No results for path: $"}
	}
	return v, nil
}

// follow walks a definite path from v. Where required is set, ['a','b'] demands all its names, as a test of existence
// in a filter does.
func (p *Path) follow(v value.Value, required bool) (value.Value, error) {
	if len(p.steps) == 0 {
		return p.followNames(v)
	}
	return p.followSteps(v, required)
}

func (p *Path) followNames(v value.Value) (value.Value, error) {
	for i, name := range p.names {
		member, ok := v.Get(name)
		if !ok {
			return value.Undefined, p.missingName(i, v)
		}
		v = member
	}
	return v, nil
}

func (p *Path) followSteps(v value.Value, required bool) (value.Value, error) {
	origin := v
	for i, step := range p.steps {
		switch step := step.(type) {
		case *Child:
			member, ok := v.Get(step.Name)
			if !ok {
				return value.Undefined, missingMember(step.Name, i == len(p.steps)-1, v, trailOf(p.steps[:i], origin))
			}
			v = member
		case *Index:
			at := step.at(v)
			if at < 0 || at >= v.Len() || v.Kind() != value.ArrayKind {
				return value.Undefined, badIndex(p.steps, i, v, trailOf(p.steps[:i], origin), at)
			}
			v = v.At(at)
		case *Children:
			merged, err := pick(p.steps, i, v, required, trailOf(p.steps[:i], origin))
			if err != nil {
				return value.Undefined, err
			}
			v = merged
		case *Dollar:
		case *Indices, *Slice, *Wildcard, *DeepScan, *Filter:
			panic("BUG: an indefinite step in a definite path")
		}
	}
	return v, nil
}

// at returns the index that s means for the array v.
func (s *Index) at(v value.Value) int {
	if s.FromEnd {
		return v.Len() + s.Value
	}
	return s.Value
}

// A trail writes the place of a value in the words of messages: $['a'][0]. It is called for errors alone.
type trail func() string

// trailOf is the trail behind definite steps, taken from origin.
func trailOf(steps []Step, origin value.Value) trail {
	return func() string {
		text := "$"
		for _, step := range steps {
			switch step := step.(type) {
			case *Child:
				text += "['" + step.Name + "']"
				origin, _ = origin.Get(step.Name)
			case *Index:
				at := step.at(origin)
				text += "[" + itoa(at) + "]"
				origin = origin.At(at)
			case *Dollar:
				text = "$"
			case *Children, *Indices, *Slice, *Wildcard, *DeepScan, *Filter:
			}
		}
		return text
	}
}

// missingName is the error for a name of a path of names alone, at a value that has no such member.
func (p *Path) missingName(i int, v value.Value) *EvalError {
	here := func() string { return "$" + fragmentsOf(p.names[:i]) }
	return missingMember(p.names[i], i == len(p.names)-1, v, here)
}

// missingMember is the error for the name of a step, maybe the last one, at a value that has no such member.
func missingMember(name string, last bool, v value.Value, here trail) *EvalError {
	step := "['" + name + "']"
	switch {
	case v.Kind() != value.ObjectKind:
		return &EvalError{Kind: NotFound, Message: "Property " + step + " not found in path " + here()}
	case last:
		return &EvalError{Kind: NotFound, Message: "No results for path: " + here() + step}
	default:
		return &EvalError{Kind: NotFound, Message: "Missing property in path " + here() + step}
	}
}

// badIndex is the error for step i, which selects elements, at a value that has not got element at.
func badIndex(steps []Step, i int, v value.Value, here trail, at int) *EvalError {
	switch v.Kind() {
	case value.NullKind:
		return &EvalError{Kind: NotFound, Message: "The path " + here() + " is null"}
	case value.ArrayKind:
		return &EvalError{
			Kind: NotFound, Message: "Index out of bounds when evaluating path " + here() + "[" + itoa(at) + "]",
			Beyond: i == len(steps)-1,
		}
	default:
		return &EvalError{Kind: Mismatch, Message: "Filter: " + fragments(steps[i:]) +
			" can only be applied to arrays. Current context is: " + javaText(v)}
	}
}

// pick evaluates step i, a Children, at v.
func pick(steps []Step, i int, v value.Value, required bool, here trail) (value.Value, error) {
	step, ok := steps[i].(*Children)
	switch {
	case !ok || v.Kind() != value.ObjectKind:
		return value.Undefined, &EvalError{Kind: NotFound, Message: "Property " + fragments(steps[i:i+1]) + " not found in path " + here()}
	case i < len(steps)-1:
		return value.Undefined, &EvalError{
			Kind:    Mismatch,
			Message: "Multi properties can only be used as path leafs: " + here() + fragments(steps[i:i+1]),
		}
	}
	var b value.ObjectBuilder
	for _, name := range step.Names {
		if member, ok := v.Get(name.Name); ok {
			b.Set(name.Name, member)
		} else if required {
			return value.Undefined, &EvalError{Kind: NotFound, Message: "Missing property in path " + here() + fragments(steps[i:i+1])}
		}
	}
	return b.Object(), nil
}
