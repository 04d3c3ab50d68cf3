package asl

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

// inputFields and outputFields are what Dataflow has: the fields that are evaluated first, and those that are evaluated
// after all others of a state but its Catchers.
func inputFields[T any](at func(*T) *Dataflow) []field[T] {
	return []field[T]{
		text("InputPath", func(t *T) *Field[string] { return &at(t).InputPath }).only(JSONPath).orNull().evaluated(InputStage, AnyPath),
	}
}

func outputFields[T any](at func(*T) *Dataflow) []field[T] {
	return []field[T]{
		object("Assign", func(t *T) *Tree { return &at(t).Assign }).evaluated(ResultStage, Template),
		tree("Output", func(t *T) *Tree { return &at(t).Output }).only(JSONata).orExpression().evaluated(ResultStage, Template),
		text("OutputPath", func(t *T) *Field[string] { return &at(t).OutputPath }).only(JSONPath).orNull().evaluated(ResultStage, AnyPath),
	}
}

// payloadFields and resultFields are what Payload has: what a state sends, and what it makes of the answer.
func payloadFields[T any](at func(*T) *Payload) []field[T] {
	return []field[T]{
		tree("Parameters", func(t *T) *Tree { return &at(t).Parameters }).only(JSONPath).evaluated(InputStage, Template),
		tree("Arguments", func(t *T) *Tree { return &at(t).Arguments }).only(JSONata).orExpression().evaluated(InputStage, Template),
	}
}

func resultFields[T any](at func(*T) *Payload) []field[T] {
	return []field[T]{
		object("ResultSelector", func(t *T) *Tree { return &at(t).ResultSelector }).only(JSONPath).evaluated(SelectStage, Template),
		text("ResultPath", func(t *T) *Field[string] { return &at(t).ResultPath }).only(JSONPath).orNull().evaluated(ResultStage, ResultPath),
	}
}
