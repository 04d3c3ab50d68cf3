package asl

import (
	"math"

	"github.com/aslcheck/aslcheck/source"
)

// languages is the set of query languages in which a field exists.
type languages uint8

const (
	inJSONPath languages = 1 << iota
	inJSONata
	inBoth = inJSONPath | inJSONata
)

func (l languages) has(lang Language) bool { return l&(1<<lang) != 0 }

// The traits of a field are what can be said about it without the struct that it is in.
type traits struct {
	name     string
	in       languages
	must     bool
	nullable bool
	// expression says that in JSONata the value may be an expression instead.
	expression bool
	enum       []string
	min, max   float64

	// content and stage say how and when the value is evaluated; content is 0 for a field that is not evaluated itself.
	content Content
	stage   Stage
	// set has the field alone.
	set fieldSet
}

// A field describes one field of the struct T: its name, the languages that have it, and how it is read in one of them.
type field[T any] struct {
	traits
	read func(d *decoder, t *T, m *source.Member, f *traits, lang Language)
	// walk visits the field, or the fields inside it, which holds lists.
	walk  func(w *walker, t *T, f *traits)
	holds func() []Declaration
}

func (f field[T]) required() field[T] { f.must = true; return f }

func (f field[T]) orNull() field[T] { f.nullable = true; return f }

func (f field[T]) orExpression() field[T] { f.expression = true; return f }

func (f field[T]) only(lang Language) field[T] { f.in = 1 << lang; return f }

func (f field[T]) oneOf(names ...string) field[T] { f.enum = names; return f }

func (f field[T]) from(low, high float64) field[T] { f.min, f.max = low, high; return f }

// evaluated declares that the value is evaluated while the state runs.
func (f field[T]) evaluated(stage Stage, content Content) field[T] {
	f.stage, f.content = stage, content
	return f
}

// holding declares which evaluated fields are inside the value, and how they are visited.
func (f field[T]) holding(inside func() []Declaration, walk func(w *walker, t *T)) field[T] {
	f.walk, f.holds = func(w *walker, t *T, _ *traits) { walk(w, t) }, inside
	return f
}

// custom is a field that read decodes on its own.
func custom[T any](name string, read func(d *decoder, t *T, m *source.Member)) field[T] {
	return field[T]{
		traits: traits{name: name, in: inBoth},
		read:   func(d *decoder, t *T, m *source.Member, _ *traits, _ Language) { read(d, t, m) },
	}
}

func text[T any](name string, at func(*T) *Field[string]) field[T] {
	return field[T]{
		traits: traits{name: name, in: inBoth}, walk: visitor(at),
		read: func(d *decoder, t *T, m *source.Member, f *traits, lang Language) { d.text(at(t), m, f, lang) },
	}
}

func boolean[T any](name string, at func(*T) *Field[bool]) field[T] {
	return field[T]{
		traits: traits{name: name, in: inBoth}, walk: visitor(at),
		read: func(d *decoder, t *T, m *source.Member, f *traits, lang Language) { d.boolean(at(t), m, f, lang) },
	}
}

func integer[T any](name string, at func(*T) *Field[int64]) field[T] {
	return field[T]{
		traits: traits{name: name, in: inBoth, max: maxSeconds}, walk: visitor(at),
		read: func(d *decoder, t *T, m *source.Member, f *traits, lang Language) { d.integer(at(t), m, f, lang) },
	}
}

func number[T any](name string, at func(*T) *Field[float64]) field[T] {
	return field[T]{
		traits: traits{name: name, in: inBoth, max: math.MaxFloat64}, walk: visitor(at),
		read: func(d *decoder, t *T, m *source.Member, f *traits, lang Language) { d.number(at(t), m, f, lang) },
	}
}

// tree is a field that may hold any JSON.
func tree[T any](name string, at func(*T) *Tree) field[T] {
	return field[T]{
		traits: traits{name: name, in: inBoth}, walk: visitor(at),
		read: func(_ *decoder, t *T, m *source.Member, f *traits, lang Language) { readTree(at(t), m, f, lang) },
	}
}

// object is a field that must hold a JSON object; in JSONata it may be an expression where that is allowed.
func object[T any](name string, at func(*T) *Tree) field[T] {
	return field[T]{
		traits: traits{name: name, in: inBoth}, walk: visitor(at),
		read: func(d *decoder, t *T, m *source.Member, f *traits, lang Language) { d.object(at(t), m, f, lang) },
	}
}
