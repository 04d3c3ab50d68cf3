package asl

// A Pass hands its input on, changed by its fields.
type Pass struct {
	Header
	Transition
	Dataflow

	// Result, Parameters and ResultPath are of JSONPath; ResultPath may be null.
	Result, Parameters Tree
	ResultPath         Field[string]
}

// Kind returns "Pass".
func (*Pass) Kind() string { return "Pass" }

func (*Pass) isState() {}

func passTable() *table[Pass] {
	return newTable("a Pass state",
		headerFields[Pass](),
		transitionFields(func(t *Pass) *Transition { return &t.Transition }),
		inputFields(func(t *Pass) *Dataflow { return &t.Dataflow }),
		[]field[Pass]{
			tree("Result", func(t *Pass) *Tree { return &t.Result }).only(JSONPath),
			tree("Parameters", func(t *Pass) *Tree { return &t.Parameters }).only(JSONPath).evaluated(InputStage, Template),
			text("ResultPath", func(t *Pass) *Field[string] { return &t.ResultPath }).only(JSONPath).orNull().evaluated(ResultStage, ResultPath),
		},
		outputFields(func(t *Pass) *Dataflow { return &t.Dataflow }),
	).needsOneOf("Next", "End")
}
