package analyzer

import (
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

// A shape is what is known about a JSON value: which members it can have. nil is any value at all. A shape does not
// change once it is made.
type shape struct {
	// members are those that an object may have; open says that it may have others, too.
	members map[string]*shape
	open    bool
	kind    shapeKind
	// size is the number of shapes in it, counted as often as they occur.
	size int
}

type shapeKind uint8

const (
	objectShape shapeKind = iota
	arrayShape
	scalarShape
)

// largest bounds the size of shapes, which would otherwise grow in loops. Of a larger value nothing is known.
const largest = 2_000

// object returns the shape of an object with the given members.
func object(members map[string]*shape, open bool) *shape {
	size := 1
	for _, m := range members {
		size++
		if m != nil {
			size += m.size
		}
	}
	if size > largest {
		return nil
	}
	return &shape{members: members, open: open, size: size}
}

func emptyObject() *shape { return object(nil, false) }

func closedObject(names ...string) *shape {
	members := map[string]*shape{}
	for _, name := range names {
		members[name] = nil
	}
	return object(members, false)
}

// errorShape is what a Catcher gives.
func errorShape() *shape {
	scalar := &shape{kind: scalarShape}
	return object(map[string]*shape{"Error": scalar, "Cause": scalar}, false)
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
			inner, ok := s.members[name]
			if !ok {
				return nil, s.open
			}
			s = inner
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
	members := map[string]*shape{}
	open := s == nil || s.open
	var inner *shape
	if s != nil {
		for name, m := range s.members {
			members[name] = m
		}
		inner = s.members[steps[0]]
	}
	if _, known := members[steps[0]]; !known && !open {
		inner = emptyObject()
	}
	members[steps[0]] = inner.set(steps[1:], v)
	return object(members, open)
}

// join returns what is known of a value that is one or the other.
func join(a, b *shape) *shape {
	if a == nil || b == nil || a.kind != b.kind {
		return nil
	}
	if a.kind != objectShape || a == b {
		return a
	}
	members := make(map[string]*shape, len(a.members))
	for name, m := range a.members {
		if other, ok := b.members[name]; ok {
			m = join(m, other)
		} else if b.open {
			m = nil
		}
		members[name] = m
	}
	for name, m := range b.members {
		if _, ok := a.members[name]; !ok {
			if a.open {
				m = nil
			}
			members[name] = m
		}
	}
	return object(members, a.open || b.open)
}

func equalShapes(a, b *shape) bool {
	if a == b {
		return true
	}
	if a == nil || b == nil || a.kind != b.kind || a.open != b.open || a.size != b.size || len(a.members) != len(b.members) {
		return false
	}
	for name, m := range a.members {
		other, ok := b.members[name]
		if !ok || !equalShapes(m, other) {
			return false
		}
	}
	return true
}

// constantShape returns the shape of a value as it stands in the definition.
func constantShape(n *source.Node) *shape {
	if n == nil || asl.IsOpaque(n) {
		return nil
	}
	switch n.Kind {
	case source.Object:
		members, open := make(map[string]*shape, len(n.Members)), false
		for i := range n.Members {
			m := &n.Members[i]
			open = open || asl.HasPlaceholder(m.Key)
			members[m.Key] = constantShape(m.Value)
		}
		return object(members, open)
	case source.Array:
		return &shape{kind: arrayShape}
	case source.Bool, source.Number, source.String, source.Null:
		return &shape{kind: scalarShape}
	case source.Invalid, source.Placeholder:
		return nil
	default:
		return nil
	}
}
