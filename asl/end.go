package asl

// A Succeed ends its machine with success.
type Succeed struct {
	Header
	Dataflow
}

// Kind returns "Succeed".
func (*Succeed) Kind() string { return "Succeed" }

func (*Succeed) isState() {}

// A Fail ends the execution with an error, or the branch or iteration that contains it.
type Fail struct {
	Header

	// Error and Cause may be JSONata expressions; the paths are of JSONPath and may be calls of intrinsic functions.
	Error, Cause, ErrorPath, CausePath Field[string]
}

// Kind returns "Fail".
func (*Fail) Kind() string { return "Fail" }

func (*Fail) isState() {}

func succeedTable() *table[Succeed] {
	return newTable("a Succeed state",
		headerFields[Succeed](),
		inputFields(func(t *Succeed) *Dataflow { return &t.Dataflow }),
		outputFields(func(t *Succeed) *Dataflow { return &t.Dataflow }),
	).without("Assign") // nothing follows that could read it
}

func failTable() *table[Fail] {
	return newTable("a Fail state",
		headerFields[Fail](),
		[]field[Fail]{
			text("Error", func(t *Fail) *Field[string] { return &t.Error }).orExpression().evaluated(InputStage, Scalar),
			text("Cause", func(t *Fail) *Field[string] { return &t.Cause }).orExpression().evaluated(InputStage, Scalar),
			text("ErrorPath", func(t *Fail) *Field[string] { return &t.ErrorPath }).only(JSONPath).evaluated(InputStage, PathOrCall),
			text("CausePath", func(t *Fail) *Field[string] { return &t.CausePath }).only(JSONPath).evaluated(InputStage, PathOrCall),
		},
	).excludes("Error", "ErrorPath").excludes("Cause", "CausePath")
}
