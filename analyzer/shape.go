package analyzer

import (
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/awsapi"
	"github.com/aslcheck/aslcheck/source"
)

// A shape is what is known about a JSON value: which members it can have. nil is any value at all. A shape does not
// change once it is made.
type shape struct {
	// members are those that an object may have; open says that it may have others, too.
	members members
	open    bool
	kind    shapeKind
	// api says what the members are instead, for a value that a service gave.
	api *awsapi.Shape
	// size is the number of shapes in it, counted as often as they occur.
	size int
}

type shapeKind uint8

const (
	objectShape shapeKind = iota
	arrayShape
	scalarShape
)

// largest limits the size of shapes, which would otherwise grow in loops. Of a larger value nothing is known.
const largest = 1_000

// object returns the shape of an object with the given members.
func object(all members, open bool) *shape {
	size := 1
	for _, m := range all {
		size++
		if m.value != nil {
			size += m.value.size
		}
	}
	if size > largest {
		return nil
	}
	return &shape{members: all, open: open, size: size}
}

// objectOf returns the shape of an object in the definition, of whose members the values are given.
func objectOf(n *source.Node, value func(*source.Node) *shape) *shape {
	list, open := make([]member, len(n.Members)), false
	for i := range n.Members {
		m := &n.Members[i]
		open = open || asl.HasPlaceholder(m.Key)
		list[i] = member{m.Key, value(m.Value)}
	}
	return object(newMembers(list), open)
}

// The shapes about which nothing else is known, an object without members, and what a Catcher gives.
var (
	anyArray    = shape{kind: arrayShape}
	anyScalar   = shape{kind: scalarShape}
	emptyObject = object(nil, false)
	errorShape  = object(members{{"Cause", &anyScalar}, {"Error", &anyScalar}}, false)
)

// has reports whether something can be at a path of names, as get does.
func (s *shape) has(steps []string) bool {
	for i, name := range steps {
		switch {
		case s == nil || s.kind == arrayShape:
			return true
		case s.kind == scalarShape:
			return false
		case s.api != nil:
			return hasMember(s.api, steps[i:])
		}
		at, ok := s.members.find(name)
		if !ok {
			return s.open
		}
		s = s.members[at].value
	}
	return true
}

// get returns what is at a path of names, and false when nothing can be there. A path through an array, or one that goes
// on with something else than names, may lead anywhere.
func (s *shape) get(steps []string, whole bool) (*shape, bool) {
	for _, name := range steps {
		if s == nil {
			return nil, true
		}
		switch s.kind {
		case arrayShape:
			return nil, true
		case scalarShape:
			return nil, false
		case objectShape:
			if s.api != nil {
				inner, ok := s.apiMember(name)
				if !ok {
					return nil, false
				}
				s = inner
				continue
			}
			at, ok := s.members.find(name)
			if !ok {
				return nil, s.open
			}
			s = s.members[at].value
		}
	}
	if !whole {
		return nil, true
	}
	return s, true
}

// set returns s with v at a path of names, which must be the whole path.
func (s *shape) set(steps []string, v *shape) *shape {
	if len(steps) == 0 {
		return v
	}
	if s != nil && s.kind == arrayShape {
		return nil
	}
	s = s.plain()
	var all members
	if s != nil {
		all = s.members
	}
	open := s == nil || s.open
	var inner *shape
	if at, known := all.find(steps[0]); known {
		inner = all[at].value
	} else if !open {
		inner = emptyObject
	}
	return object(all.with(steps[0], inner.set(steps[1:], v)), open)
}

// join returns what is known of a value that is one or the other.
func join(a, b *shape) *shape {
	if a == nil || b == nil || a.kind != b.kind {
		return nil
	}
	switch {
	case a == b, a.api != nil && a.api == b.api, a.kind == arrayShape:
		return a
	case a.kind == scalarShape:
		return &anyScalar
	}
	if a, b = a.plain(), b.plain(); a == nil || b == nil {
		return nil
	}
	return object(merge(a.members, b.members, a.open, b.open), a.open || b.open)
}

func equalShapes(a, b *shape) bool {
	if a == b {
		return true
	}
	if a == nil || b == nil || a.kind != b.kind || a.open != b.open || a.api != b.api || a.size != b.size || len(a.members) != len(b.members) {
		return false
	}
	for i, m := range a.members {
		if other := b.members[i]; m.name != other.name || !equalShapes(m.value, other.value) {
			return false
		}
	}
	return true
}

// constantShape returns the shape of a literal value of the definition.
func constantShape(n *source.Node) *shape {
	if n == nil || asl.IsOpaque(n) {
		return nil
	}
	switch n.Kind {
	case source.Object:
		return objectOf(n, constantShape)
	case source.Array:
		return &anyArray
	case source.Bool, source.Number, source.String, source.Null:
		return &anyScalar
	case source.Invalid, source.Placeholder:
		return nil
	default:
		return nil
	}
}
