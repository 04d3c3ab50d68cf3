package jsonata

import "github.com/aslcheck/aslcheck/value"

// tuple is an item on its way through a path that binds variables: the item and the variables bound for it so far.
// Tuples are not changed once made.
type tuple struct {
	at    value.Value
	binds []bind
}

type bind struct {
	name string
	v    value.Value
}

// get returns a variable of the tuple.
func (t *tuple) get(name string) (value.Value, bool) {
	for i := range t.binds {
		if t.binds[i].name == name {
			return t.binds[i].v, true
		}
	}
	return value.Undefined, false
}

// with returns t with a variable bound besides.
func (t *tuple) with(name string, v value.Value) *tuple {
	binds := make([]bind, len(t.binds), len(t.binds)+1)
	copy(binds, t.binds)
	for i := range binds {
		if binds[i].name == name {
			binds[i].v = v
			return &tuple{at: t.at, binds: binds}
		}
	}
	return &tuple{at: t.at, binds: append(binds, bind{name, v})}
}

// merge returns t with all that other has.
func (t *tuple) merge(other *tuple) *tuple {
	out := &tuple{at: other.at, binds: t.binds}
	for _, b := range other.binds {
		out = out.with(b.name, b.v)
	}
	return out
}

// frame makes the variables of the tuple visible.
func (t *tuple) frame(parent *frame) *frame { return &frame{parent: parent, tuple: t} }

// asTuple returns the tuple in an item of a stream.
func asTuple(v value.Value) *tuple {
	if t, ok := v.Opaque().(*tuple); ok {
		return t
	}
	return &tuple{at: v}
}

func tupleValue(t *tuple) value.Value { return value.Opaque(t) }

// tuplePath evaluates a path from step start on, where its first step with variables is.
func (ev *evaluation) tuplePath(n *code, start int, s *stream, fr *frame) (value.Value, *Error) {
	inputs := s.many
	if !s.multi {
		inputs = []value.Value{s.one}
	}
	tuples := value.Undefined
	for i := start; i < len(n.kids); i++ {
		var err *Error
		if i == 0 && n.kids[i].consArray {
			s := stream{many: inputs, multi: true}
			if err = ev.firstArray(n.kids[i], value.Array(inputs...), &s, fr); err == nil {
				inputs = s.many
			}
			continue
		}
		if tuples, err = ev.tupleStep(n.kids[i], inputs, tuples, fr); err != nil {
			return tuples, err
		}
	}
	if n.hasGroup() {
		return ev.group(n.group, tuples, fr)
	}
	if n.tuple {
		return tuples, nil
	}
	return n.keptSequence(tupleItems(tuples)), nil
}

func (n *code) keptSequence(out []value.Value) value.Value {
	v := sequence(out)
	if n.keepSingleton {
		v = addMark(v, markKeep)
	}
	return v
}

// tupleItems returns the items of a stream without their variables.
func tupleItems(tuples value.Value) []value.Value {
	out := make([]value.Value, 0, tuples.Len())
	for _, v := range tuples.Elems() {
		out = append(out, asTuple(v).at)
	}
	return out
}

// tupleStep evaluates a step for each tuple. Where tuples is undefined the inputs are the first ones.
func (ev *evaluation) tupleStep(step *code, inputs []value.Value, tuples value.Value, fr *frame) (value.Value, *Error) {
	var result value.Value
	var err *Error
	if step.kind == kindSort {
		result, err = ev.tupleSort(step, inputs, tuples, fr)
	} else {
		result, err = ev.tupleItemsStep(step, inputs, tuples, fr)
	}
	if err != nil || step.extra == nil {
		return result, err
	}
	return ev.tupleStages(step.stages, result, fr)
}

func (ev *evaluation) tupleSort(step *code, inputs []value.Value, tuples value.Value, fr *frame) (value.Value, *Error) {
	if !tuples.IsUndefined() {
		return ev.sorted(step, tuples, fr)
	}
	v, err := ev.sorted(step, sequence(inputs), fr)
	if err != nil {
		return v, err
	}
	out := make([]value.Value, 0, v.Len())
	for i, item := range v.Elems() {
		t := &tuple{at: item}
		if step.index != "" {
			t = t.with(step.index, value.Float(float64(i)))
		}
		out = append(out, tupleValue(t))
	}
	return tupleStream(out), nil
}

func tupleStream(out []value.Value) value.Value {
	return value.Array(out...).WithMark(markSequence | markTuples)
}

func (ev *evaluation) tupleItemsStep(step *code, inputs []value.Value, tuples value.Value, fr *frame) (value.Value, *Error) {
	elems := inputs
	if !tuples.IsUndefined() {
		elems = tuples.Elems()
	}
	var out []value.Value
	for _, elem := range elems {
		t := &tuple{at: elem}
		if !tuples.IsUndefined() {
			t = asTuple(elem)
		}
		v, err := ev.eval(step, t.at, t.frame(fr))
		if err != nil {
			return v, err
		}
		if v.IsUndefined() {
			continue
		}
		n := 1
		if isArray(v) {
			n = v.Len()
		}
		if err := ev.list(n, len(out)+n); err != nil {
			return v, err
		}
		if err := ev.grow(valueBytes * 4 * n); err != nil {
			return v, err
		}
		out = step.bindTuples(out, t, v)
	}
	return tupleStream(out), nil
}

// bindTuples appends a tuple for each item of v, the result of the step for the tuple t.
func (n *code) bindTuples(out []value.Value, t *tuple, v value.Value) []value.Value {
	var buf [1]value.Value
	for i, item := range items(v, &buf) {
		if v.Mark()&markTuples != 0 {
			out = append(out, tupleValue(t.merge(asTuple(item))))
			continue
		}
		next := &tuple{at: item, binds: t.binds}
		if n.extra != nil {
			if n.focus != "" {
				next.at = t.at
				next = next.with(n.focus, item)
			}
			if n.index != "" {
				next = next.with(n.index, value.Float(float64(i)))
			}
			if n.ancestor != nil {
				next = next.with(n.ancestor.label, t.at)
			}
		}
		out = append(out, tupleValue(next))
	}
	return out
}

// tupleStages applies predicates and # in their order to a stream.
func (ev *evaluation) tupleStages(stages []stage, v value.Value, fr *frame) (value.Value, *Error) {
	var err *Error
	for _, st := range stages {
		if st.filter != nil {
			if v, err = ev.filter(st.filter, v, fr); err != nil {
				return v, err
			}
			continue
		}
		out := make([]value.Value, 0, v.Len())
		for i, item := range v.Elems() {
			out = append(out, tupleValue(asTuple(item).with(st.index, value.Float(float64(i)))))
		}
		v = value.Array(out...).WithMark(v.Mark())
	}
	return v, nil
}
