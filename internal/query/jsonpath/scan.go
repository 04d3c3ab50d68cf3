package jsonpath

import (
	"errors"
	"strings"

	"github.com/aslcheck/aslcheck/value"
)

// An evaluation collects the values of an indefinite path.
type evaluation struct {
	scope Scope
	steps []Step
	// definiteFrom is that of the path.
	definiteFrom int
	results      []value.Value
	// part is the array of the results, where they are elements in a row of another.
	part   value.Value
	visits int
	places []place // from the root, or the last Dollar, to the value at hand
	quiet  int     // > 0: a value that is not found is dropped, so that its message is not needed
}

// A place is a member (name) or an element (index) of a container.
type place struct {
	name  string
	index int // -1 for a member
}

// errDropped stands for an error that nobody will see.
var errDropped = &EvalError{Kind: NotFound}

// here returns the place of the value at hand for a message.
func (e *evaluation) here() string {
	var b strings.Builder
	b.WriteByte('$')
	for _, p := range e.places {
		if p.index < 0 {
			b.WriteString("['" + p.name + "']")
		} else {
			b.WriteString("[" + itoa(p.index) + "]")
		}
	}
	return b.String()
}

// lookEvery is how many values are visited between two looks at whether the evaluation is interrupted.
const lookEvery = 1024

func (e *evaluation) interrupted() bool {
	s, ok := e.scope.(Interrupter)
	return ok && s.Interrupted()
}

// visit counts the values that were looked at.
func (e *evaluation) visit() error {
	if e.visits++; e.visits > MaxVisits {
		return &EvalError{Kind: Limit, Message: "The path visits more than " + itoa(MaxVisits) + " values"}
	}
	if e.visits%lookEvery == 0 && e.interrupted() {
		return &EvalError{Kind: Limit, Message: "The evaluation was interrupted"}
	}
	return nil
}

// apply applies steps[i:] to v.
func (e *evaluation) apply(i int, v value.Value) error {
	if err := e.visit(); err != nil {
		return err
	}
	if i == len(e.steps) {
		if len(e.results) == MaxResults {
			return &EvalError{Kind: Limit, Message: "The path yields more than " + itoa(MaxResults) + " values"}
		}
		e.results = append(e.results, v)
		return nil
	}
	switch step := e.steps[i].(type) {
	case *Child:
		return e.child(i, step, v)
	case *Children:
		merged, err := pick(e.steps, i, v, false, e.here)
		if err != nil {
			return err
		}
		return e.apply(i+1, merged)
	case *Index:
		if err := e.array(i, v); err != nil {
			return err
		}
		return e.element(i, step.at(v), v)
	case *Indices:
		return e.indices(i, step, v)
	case *Slice:
		return e.slice(i, step, v)
	case *Wildcard:
		return e.wildcard(i, v)
	case *DeepScan:
		return e.scan(i+1, v)
	case *Dollar:
		saved := e.places
		e.places = nil
		err := e.apply(i+1, v)
		e.places = saved
		return err
	case *Filter:
		return e.filter(i, step, v)
	}
	return nil
}

// into applies steps[i:] to v, a part of the value at hand.
func (e *evaluation) into(i int, p place, v value.Value) error {
	depth := len(e.places)
	e.places = append(e.places, p)
	err := e.apply(i, v)
	e.places = e.places[:depth]
	return err
}

func (e *evaluation) child(i int, step *Child, v value.Value) error {
	member, ok := v.Get(step.Name)
	switch {
	case ok:
		return e.into(i+1, place{step.Name, -1}, member)
	case v.Kind() == value.ObjectKind && i < len(e.steps)-1 && max(i-1, 0) < e.definiteFrom:
		// A missing member yields nothing where the path, from the step before on, is indefinite.
		return nil
	case e.quiet > 0:
		return errDropped
	default:
		return missingMember(step.Name, i == len(e.steps)-1, v, e.here)
	}
}

// array returns the error of step i, which selects elements, unless v is an array.
func (e *evaluation) array(i int, v value.Value) error {
	switch {
	case v.Kind() == value.ArrayKind:
		return nil
	case v.IsNull() && e.quiet > 0:
		return errDropped
	default:
		return badIndex(e.steps, i, v, e.here, 0)
	}
}

func (e *evaluation) element(i, at int, v value.Value) error {
	switch {
	case at >= 0 && at < v.Len():
		return e.into(i+1, place{index: at}, v.At(at))
	case e.quiet > 0:
		return errDropped
	default:
		return badIndex(e.steps, i, v, e.here, at)
	}
}

func (e *evaluation) indices(i int, step *Indices, v value.Value) error {
	if err := e.array(i, v); err != nil {
		return err
	}
	for _, at := range step.Values {
		if err := e.element(i, at, v); err != nil {
			return err
		}
	}
	return nil
}

// takes reports whether the results are just a number of elements in a row that step i selects: then they share the memory of the
// array, as where a loop goes on with the rest of a list.
func (e *evaluation) takes(i, n int) bool {
	return i+1 == len(e.steps) && len(e.results) == 0 && n <= MaxResults && e.visits+n <= MaxVisits
}

func (e *evaluation) take(part value.Value) error {
	if e.visits += part.Len(); part.Len() >= lookEvery && e.interrupted() {
		return &EvalError{Kind: Limit, Message: "The evaluation was interrupted"}
	}
	e.results, e.part = part.Elems(), part
	return nil
}

// slice follows Jayway: a negative bound counts from the end where it is the only one; in [from:to] a negative "from"
// is out of bounds and a negative "to" selects nothing.
func (e *evaluation) slice(i int, step *Slice, v value.Value) error {
	if err := e.array(i, v); err != nil {
		return err
	}
	from, to := 0, v.Len()
	switch {
	case step.To == nil:
		from = *step.From
		if from < 0 {
			from = max(0, from+v.Len())
		}
	case step.From == nil:
		if to = *step.To; to < 0 {
			to += v.Len()
		}
	default:
		from, to = *step.From, *step.To
	}
	if v.Len() == 0 {
		return nil
	}
	if to = min(to, v.Len()); from >= 0 && from < to && e.takes(i, to-from) {
		return e.take(v.Part(from, to))
	}
	for at := from; at < to; at++ {
		if err := e.element(i, at, v); err != nil {
			return err
		}
	}
	return nil
}

// wildcard drops the elements of an array at which the rest of the path leads to nothing; at members of an object that
// is an error.
func (e *evaluation) wildcard(i int, v value.Value) error {
	for _, m := range v.Members() {
		if err := e.into(i+1, place{m.Key, -1}, m.Value); err != nil {
			return err
		}
	}
	if v.Len() > 0 && v.Kind() == value.ArrayKind && e.takes(i, v.Len()) {
		return e.take(v.Part(0, v.Len()))
	}
	for at, elem := range v.Elems() {
		e.quiet++
		err := e.into(i+1, place{index: at}, elem)
		e.quiet--
		if err != nil && !notFound(err) {
			return err
		}
	}
	return nil
}

// notFound reports whether err says that a path leads to nothing.
func notFound(err error) bool {
	var e *EvalError
	return errors.As(err, &e) && e.Kind == NotFound
}

// scan applies steps[i:] to v and to everything inside it.
func (e *evaluation) scan(i int, v value.Value) error {
	if err := e.visit(); err != nil {
		return err
	}
	if v.Len() == 0 && v.Kind() != value.ArrayKind && v.Kind() != value.ObjectKind {
		return nil
	}
	ok, err := e.matches(e.steps[i], v)
	if err != nil {
		return err
	}
	if ok {
		if err := e.scanned(i, v); err != nil {
			return err
		}
	}
	return e.descend(v, func(part value.Value) error { return e.scan(i, part) })
}

// scanned applies the step behind a scan to a container that it matches. At an array, all elements count, whatever
// the step selects, unless it is the last one.
func (e *evaluation) scanned(i int, v value.Value) error {
	if v.Kind() == value.ObjectKind || i == len(e.steps)-1 {
		return e.apply(i, v)
	}
	return e.descend(v, func(part value.Value) error { return e.apply(i+1, part) })
}

// descend calls do for every part of v, with its place set.
func (e *evaluation) descend(v value.Value, do func(value.Value) error) error {
	depth := len(e.places)
	for _, m := range v.Members() {
		e.places = append(e.places[:depth], place{m.Key, -1})
		if err := do(m.Value); err != nil {
			return err
		}
	}
	for at, elem := range v.Elems() {
		e.places = append(e.places[:depth], place{index: at})
		if err := do(elem); err != nil {
			return err
		}
	}
	e.places = e.places[:depth]
	return nil
}

// matches reports whether a scan applies step at v.
func (e *evaluation) matches(step Step, v value.Value) (bool, error) {
	switch step := step.(type) {
	case *Child:
		_, ok := v.Get(step.Name)
		return ok, nil
	case *Children:
		ok := v.Kind() == value.ObjectKind
		for _, name := range step.Names {
			_, has := v.Get(name.Name)
			ok = ok && has
		}
		return ok, nil
	case *Index, *Indices, *Slice:
		return v.Kind() == value.ArrayKind, nil
	case *Wildcard:
		return true, nil
	case *Filter:
		return e.accepts(step, v)
	case *DeepScan, *Dollar:
	}
	return false, nil
}

func (e *evaluation) filter(i int, step *Filter, v value.Value) error {
	switch v.Kind() {
	case value.ObjectKind:
		ok, err := e.accepts(step, v)
		if err != nil || !ok {
			return err
		}
		return e.apply(i+1, v)
	case value.ArrayKind:
		for at, elem := range v.Elems() {
			ok, err := e.accepts(step, elem)
			if err != nil {
				return err
			}
			if ok {
				if err := e.into(i+1, place{index: at}, elem); err != nil {
					return err
				}
			}
		}
		return nil
	default:
		return &EvalError{Kind: Mismatch, Message: "Filter: " + fragments(e.steps[i:]) +
			" can not be applied to primitives. Current context is: " + javaText(v)}
	}
}
