package asl

import "slices"

// without returns names less one of them.
func without(names []string, name string) []string {
	return slices.DeleteFunc(names, func(s string) bool { return s == name })
}

// headerFields are the fields of every state. T must embed Header.
func headerFields[T any, P interface {
	*T
	State
}]() []field[T] {
	return []field[T]{
		text("Type", func(t *T) *Field[string] { return &P(t).Head().Type }).required(),
		text("Comment", func(t *T) *Field[string] { return &P(t).Head().Comment }),
		text("QueryLanguage", func(t *T) *Field[string] { return &P(t).Head().QueryLanguage }).
			oneOf(JSONPath.String(), JSONata.String()),
	}
}

func transitionFields[T any](at func(*T) *Transition) []field[T] {
	return []field[T]{
		text("Next", func(t *T) *Field[string] { return &at(t).Next }),
		boolean("End", func(t *T) *Field[bool] { return &at(t).End }),
	}
}

func dataflowFields[T any](at func(*T) *Dataflow) []field[T] {
	return []field[T]{
		text("InputPath", func(t *T) *Field[string] { return &at(t).InputPath }).only(JSONPath).orNull(),
		text("OutputPath", func(t *T) *Field[string] { return &at(t).OutputPath }).only(JSONPath).orNull(),
		object("Assign", func(t *T) *Tree { return &at(t).Assign }),
		tree("Output", func(t *T) *Tree { return &at(t).Output }).only(JSONata).orExpression(),
	}
}

func payloadFields[T any](at func(*T) *Payload) []field[T] {
	return []field[T]{
		tree("Parameters", func(t *T) *Tree { return &at(t).Parameters }).only(JSONPath),
		object("ResultSelector", func(t *T) *Tree { return &at(t).ResultSelector }).only(JSONPath),
		text("ResultPath", func(t *T) *Field[string] { return &at(t).ResultPath }).only(JSONPath).orNull(),
		tree("Arguments", func(t *T) *Tree { return &at(t).Arguments }).only(JSONata).orExpression(),
	}
}
