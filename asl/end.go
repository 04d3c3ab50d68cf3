package asl

// A Succeed ends its machine with success.
type Succeed struct {
	Header
	Dataflow
}

// Kind returns "Succeed".
func (*Succeed) Kind() string { return "Succeed" }

func (*Succeed) isState() {}

// A Fail ends the execution with an error, or the branch or iteration that it stands in.
type Fail struct {
	Header

	// Error and Cause may be JSONata expressions; the paths are of JSONPath and may be calls of intrinsic functions.
	Error, Cause, ErrorPath, CausePath Field[string]
}

// Kind returns "Fail".
func (*Fail) Kind() string { return "Fail" }

func (*Fail) isState() {}

func succeedTable() *table[Succeed] {
	t := newTable("a Succeed state",
		headerFields[Succeed](),
		dataflowFields(func(t *Succeed) *Dataflow { return &t.Dataflow }),
	)
	delete(t.fields, "Assign") // nothing follows that could read it
	t.names = without(t.names, "Assign")
	return t
}

func failTable() *table[Fail] {
	return newTable("a Fail state",
		headerFields[Fail](),
		[]field[Fail]{
			text("Error", func(t *Fail) *Field[string] { return &t.Error }).orExpression(),
			text("Cause", func(t *Fail) *Field[string] { return &t.Cause }).orExpression(),
			text("ErrorPath", func(t *Fail) *Field[string] { return &t.ErrorPath }).only(JSONPath),
			text("CausePath", func(t *Fail) *Field[string] { return &t.CausePath }).only(JSONPath),
		},
	).excludes("Error", "ErrorPath").excludes("Cause", "CausePath")
}
