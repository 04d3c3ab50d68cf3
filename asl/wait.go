package asl

// A Wait delays for some seconds or until a time.
type Wait struct {
	Header
	Transition
	Dataflow

	// Seconds and Timestamp may be JSONata expressions; the paths are of JSONPath.
	Seconds                    Field[int64]
	Timestamp                  Field[string]
	SecondsPath, TimestampPath Field[string]
}

// Kind returns "Wait".
func (*Wait) Kind() string { return "Wait" }

func (*Wait) isState() {}

func waitTable() *table[Wait] {
	return newTable("a Wait state",
		headerFields[Wait](),
		transitionFields(func(t *Wait) *Transition { return &t.Transition }),
		inputFields(func(t *Wait) *Dataflow { return &t.Dataflow }),
		[]field[Wait]{
			integer("Seconds", func(t *Wait) *Field[int64] { return &t.Seconds }).orExpression().evaluated(InputStage, Scalar),
			text("Timestamp", func(t *Wait) *Field[string] { return &t.Timestamp }).orExpression().evaluated(InputStage, Scalar),
			text("SecondsPath", func(t *Wait) *Field[string] { return &t.SecondsPath }).only(JSONPath).evaluated(InputStage, ReferencePath),
			text("TimestampPath", func(t *Wait) *Field[string] { return &t.TimestampPath }).only(JSONPath).evaluated(InputStage, ReferencePath),
		},
		outputFields(func(t *Wait) *Dataflow { return &t.Dataflow }),
	).needsOneOf("Next", "End").needsOneOf("Seconds", "Timestamp", "SecondsPath", "TimestampPath")
}
