package asl

import (
	"strconv"

	"github.com/aslcheck/aslcheck/source"
)

// A Stage says when in the life of a state a field is evaluated, and with that what it can see.
type Stage uint8

// The stages. InputStage is before the state does its work, ItemStage once for each item of a Map, SelectStage and
// ResultStage after it succeeded, RuleStage when a Choice Rule holds, CatchStage after an error was caught.
const (
	InputStage Stage = iota
	ItemStage
	SelectStage
	ResultStage
	RuleStage
	CatchStage
)

// A Content says what an evaluated field holds, and with that how it is compiled.
type Content uint8

// The contents. AnyPath is a path that is read, ReferencePath one that must lead to a single value, ResultPath a
// Reference Path into the state's own document, which is written. NumberPath is a Reference Path that can't start at the
// context object. PathOrCall may be a call of an intrinsic function
// instead. Template is any JSON with paths or JSONata expressions inside. Scalar is a JSONata expression where the field
// otherwise has a plain value, which is not evaluated.
const (
	AnyPath Content = iota + 1
	ReferencePath
	ResultPath
	NumberPath
	PathOrCall
	Template
	Scalar
)

// An Evaluated is a field of a state that is set and evaluated while the state runs: a path, a template or an expression.
// Each is declared once, in the list of fields of the state it belongs to; EachEvaluated reads the declarations.
type Evaluated struct {
	State State
	// Name is the name of the field. Location is the path to it inside the state, spelled as the service does, such as
	// "Catch[0]/Output".
	Name, Location string
	Stage          Stage
	Content        Content
	// Node is the value. Null, Opaque and Expression are those of the Field.
	Node                     *source.Node
	Null, Opaque, Expression bool
	// Catcher and Rule are set in fields that belong to one.
	Catcher *Catcher
	Rule    *ChoiceRule
	// Key identifies the field: it is the address of the Field in the model.
	Key any
}

// A Declaration says of a field of the language that its value is evaluated.
type Declaration struct {
	// Kind is the Type of the states that have the field.
	Kind string
	// Name and Location are those of an Evaluated; elements of arrays have the index 0.
	Name, Location string
	Stage          Stage
	Content        Content
	// Languages are the query languages that have the field.
	Languages []Language
}

// Declarations returns every evaluated field of the language, by the kinds of states in the order of Types.
func Declarations() []Declaration {
	t := theTables.get()
	var all []Declaration
	for _, kind := range []struct {
		name string
		list []Declaration
	}{
		{"Task", t.task.declarations()},
		{"Pass", t.pass.declarations()},
		{"Choice", t.choice.declarations()},
		{"Wait", t.wait.declarations()},
		{"Succeed", t.succeed.declarations()},
		{"Fail", t.fail.declarations()},
		{"Parallel", t.parallel.declarations()},
		{"Map", t.mapState.declarations()},
	} {
		for _, d := range kind.list {
			d.Kind = kind.name
			all = append(all, d)
		}
	}
	return all
}

// declarations returns the evaluated fields of a table, and those inside its fields.
func (t *table[T]) declarations() []Declaration {
	var list []Declaration
	for _, f := range t.evaluated {
		if f.holds != nil {
			list = append(list, f.holds()...)
			continue
		}
		d := Declaration{Name: f.name, Location: f.name, Stage: f.stage, Content: f.content}
		for _, lang := range []Language{JSONPath, JSONata} {
			// A plain value instead of an expression is all that JSONPath has of a Scalar.
			if f.in.has(lang) && (f.content != Scalar || lang == JSONata) {
				d.Languages = append(d.Languages, lang)
			}
		}
		list = append(list, d)
	}
	return list
}

// declarationsIn returns the evaluated fields of a table below a name.
func declarationsIn[T any](name string, t *table[T]) []Declaration {
	list := t.declarations()
	for i := range list {
		list[i].Location = name + "/" + list[i].Location
	}
	return list
}

// EachEvaluated calls yield with the index of a state and each of its evaluated fields that is set, in the order of the
// states and of evaluation. What yield gets is only valid until it returns.
func EachEvaluated(states []State, yield func(int, *Evaluated)) {
	t := theTables.get()
	w := &walker{yield: yield}
	for i, st := range states {
		w.at, w.state = i, st
		t.walk(w, st)
	}
}

// walk visits the evaluated fields of a state.
func (t *tables) walk(w *walker, st State) {
	switch st := st.(type) {
	case *Task:
		t.task.walk(w, st)
	case *Pass:
		t.pass.walk(w, st)
	case *Choice:
		t.choice.walk(w, st)
	case *Wait:
		t.wait.walk(w, st)
	case *Succeed:
		t.succeed.walk(w, st)
	case *Fail:
		t.fail.walk(w, st)
	case *Parallel:
		t.parallel.walk(w, st)
	case *Map:
		t.mapState.walk(w, st)
	case *Unknown:
	}
}

// A walker goes over the evaluated fields of states, one after the other.
type walker struct {
	at      int
	state   State
	prefix  string
	catcher *Catcher
	rule    *ChoiceRule
	yield   func(int, *Evaluated)
	found   Evaluated // what yield gets, in one piece of memory
}

// walk visits the evaluated fields of t in the order of the table.
func (t *table[T]) walk(w *walker, of *T) {
	for _, f := range t.evaluated {
		f.walk(w, of, &f.traits)
	}
}

// walkInside is walk for something that is inside the state, below the given name.
func walkInside[T any](w *walker, name string, t *table[T], of *T) {
	w.inside(name, func() { t.walk(w, of) })
}

func (w *walker) inside(name string, walk func()) {
	outer := w.prefix
	w.prefix += name + "/"
	walk()
	w.prefix = outer
}

// element returns the name of an element of an array, such as "Catch[0]".
func element(name string, i int) string { return name + "[" + strconv.Itoa(i) + "]" }

// visitor returns what visits the field at the given address.
func visitor[T, V any](at func(*T) *Field[V]) func(*walker, *T, *traits) {
	return func(w *walker, t *T, f *traits) { visit(w, f.name, f.stage, f.content, at(t)) }
}

// visit yields a field if it is set.
func visit[V any](w *walker, name string, stage Stage, content Content, f *Field[V]) {
	if !f.Set || content == Scalar && !f.Expression {
		return
	}
	w.found = Evaluated{
		State: w.state, Name: name, Location: w.prefix + name, Stage: stage, Content: content,
		Node: f.Node, Null: f.Null, Opaque: f.Opaque, Expression: f.Expression,
		Catcher: w.catcher, Rule: w.rule, Key: f,
	}
	w.yield(w.at, &w.found)
}
