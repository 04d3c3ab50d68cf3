package asl

import "github.com/aslcheck/aslcheck/source"

// A Parallel runs its branches at the same time.
type Parallel struct {
	Header
	Transition
	Dataflow
	Payload
	Recovery

	Branches Field[[]*Machine]
}

// Kind returns "Parallel".
func (*Parallel) Kind() string { return "Parallel" }

func (*Parallel) isState() {}

func parallelTable() *table[Parallel] {
	branches := custom("Branches", func(d *decoder, t *Parallel, m *source.Member) {
		t.Branches = fieldOf[[]*Machine](m)
		items, ok := d.array(m, "an array of branches", source.Object)
		if !ok {
			t.Branches.Opaque = true
			return
		}
		if len(items) == 0 {
			d.report(RuleInvalidValue, m.Value.Span, "%q must not be empty", m.Key)
		}
		for i, item := range items {
			t.Branches.Opaque = t.Branches.Opaque || IsOpaque(item)
			branch := d.inner(item, t, d.tables.branch)
			if branch != nil {
				branch.Branch = i
				t.Branches.Value = appendOf(t.Branches.Value, len(items), branch)
			}
		}
	})
	return newTable("a Parallel state",
		headerFields[Parallel](),
		transitionFields(func(t *Parallel) *Transition { return &t.Transition }),
		inputFields(func(t *Parallel) *Dataflow { return &t.Dataflow }),
		payloadFields(func(t *Parallel) *Payload { return &t.Payload }),
		[]field[Parallel]{branches.required()},
		resultFields(func(t *Parallel) *Payload { return &t.Payload }),
		outputFields(func(t *Parallel) *Dataflow { return &t.Dataflow }),
		recoveryFields(func(t *Parallel) *Recovery { return &t.Recovery }),
	).needsOneOf("Next", "End")
}

// array returns the elements of a member that must be an array; false when its value is something else or unknown. A
// single value of the kind that the elements have can be made one.
func (d *decoder) array(m *source.Member, want string, single source.Kind) ([]*source.Node, bool) {
	n := m.Value
	if n.Kind == source.Array && !IsOpaque(n) {
		return n.Items, true
	}
	if n.Kind != source.Invalid && !IsOpaque(n) {
		var fixes []source.Fix
		if n.Kind == single {
			fixes = enclose(n)
		}
		d.wrongType(m, want, fixes)
	}
	return nil, false
}

// appendOf appends to a list that gets at most n elements. One without elements stays nil.
func appendOf[T any](list []T, n int, element T) []T {
	if list == nil {
		list = make([]T, 0, n)
	}
	return append(list, element)
}

// objectNode reports an element that must be an object and is not; it returns whether it is one.
func (d *decoder) objectNode(n *source.Node, what string) bool {
	if n.Kind == source.Object && !IsOpaque(n) {
		return true
	}
	if n.Kind != source.Invalid && !IsOpaque(n) {
		d.report(RuleWrongType, n.Span, "%s must be an object, not %s", what, describe(n))
	}
	return false
}
