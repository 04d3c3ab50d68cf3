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
}

type shapeKind uint8

const (
	objectShape shapeKind = iota
	arrayShape
	scalarShape
)

// deepest bounds the nesting of shapes, which would otherwise grow in loops.
const deepest = 8

func emptyObject() *shape { return &shape{} }

func closedObject(names ...string) *shape {
	s := &shape{members: map[string]*shape{}}
	for _, name := range names {
		s.members[name] = nil
	}
	return s
}

// errorShape is what a Catcher gives.
func errorShape() *shape {
	scalar := &shape{kind: scalarShape}
	return &shape{members: map[string]*shape{"Error": scalar, "Cause": scalar}}
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
func (s *shape) set(steps []string, v *shape, depth int) *shape {
	if len(steps) == 0 {
		return v
	}
	if depth > deepest || s != nil && s.kind == arrayShape {
		return nil
	}
	out := &shape{members: map[string]*shape{}, open: s == nil || s.open}
	var inner *shape
	if s != nil {
		for name, m := range s.members {
			out.members[name] = m
		}
		inner = s.members[steps[0]]
	}
	if inner == nil {
		_, known := out.members[steps[0]]
		if !known && !out.open {
			inner = emptyObject()
		}
	}
	out.members[steps[0]] = inner.set(steps[1:], v, depth+1)
	return out.limit(depth)
}

// limit cuts what lies too deep.
func (s *shape) limit(depth int) *shape {
	if s == nil || depth > deepest {
		return nil
	}
	if s.kind != objectShape || len(s.members) == 0 {
		return s
	}
	out := &shape{members: make(map[string]*shape, len(s.members)), open: s.open}
	for name, m := range s.members {
		out.members[name] = m.limit(depth + 1)
	}
	return out
}

// join returns what is known of a value that is one or the other.
func join(a, b *shape) *shape {
	if a == nil || b == nil || a.kind != b.kind {
		return nil
	}
	if a.kind != objectShape || a == b {
		return a
	}
	out := &shape{members: map[string]*shape{}, open: a.open || b.open}
	for name, m := range a.members {
		if other, ok := b.members[name]; ok {
			m = join(m, other)
		} else if b.open {
			m = nil
		}
		out.members[name] = m
	}
	for name, m := range b.members {
		if _, ok := a.members[name]; !ok {
			if a.open {
				m = nil
			}
			out.members[name] = m
		}
	}
	return out
}

func equalShapes(a, b *shape) bool {
	if a == b {
		return true
	}
	if a == nil || b == nil || a.kind != b.kind || a.open != b.open || len(a.members) != len(b.members) {
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
func constantShape(n *source.Node, depth int) *shape {
	if n == nil || asl.IsOpaque(n) || depth > deepest {
		return nil
	}
	switch n.Kind {
	case source.Object:
		s := &shape{members: map[string]*shape{}}
		for i := range n.Members {
			m := &n.Members[i]
			if asl.HasPlaceholder(m.Key) {
				s.open = true
			}
			s.members[m.Key] = constantShape(m.Value, depth+1)
		}
		return s
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
