package asl

import "github.com/aslcheck/aslcheck/source"

// A Map runs its processor once for each item.
type Map struct {
	Header
	Transition
	Dataflow
	Payload
	Recovery

	// ItemProcessor, or Iterator in the old form, holds the states to run.
	ItemProcessor, Iterator Field[*Machine]

	// ItemsPath is of JSONPath, Items of JSONata.
	ItemsPath    Field[string]
	Items        Tree
	ItemSelector Tree

	// The numbers may be JSONata expressions; the paths are of JSONPath. Of all paths of a Map, ItemsPath alone can start at
	// the context object ("Value is not a Reference Path", measured for the others).
	MaxConcurrency, ToleratedFailureCount         Field[int64]
	ToleratedFailurePercentage                    Field[float64]
	MaxConcurrencyPath, ToleratedFailureCountPath Field[string]
	ToleratedFailurePercentagePath                Field[string]

	Label        Field[string]
	ItemReader   *ItemReader
	ItemBatcher  *ItemBatcher
	ResultWriter *ResultWriter
}

// Kind returns "Map".
func (*Map) Kind() string { return "Map" }

func (*Map) isState() {}

// Processor returns the machine that runs for each item, in the new form or the old one; nil if there is none.
func (m *Map) Processor() *Machine {
	if m.ItemProcessor.Value != nil {
		return m.ItemProcessor.Value
	}
	return m.Iterator.Value
}

// Distributed reports whether the state runs as a Map Run. The ProcessorConfig decides, also under Iterator.
func (m *Map) Distributed() bool {
	p := m.Processor()
	return p != nil && p.ProcessorConfig != nil && p.ProcessorConfig.Mode.Value == "DISTRIBUTED"
}

func mapTable() *table[Map] {
	return newTable("a Map state",
		headerFields[Map](),
		transitionFields(func(t *Map) *Transition { return &t.Transition }),
		inputFields(func(t *Map) *Dataflow { return &t.Dataflow }),
		payloadFields(func(t *Map) *Payload { return &t.Payload }),
		[]field[Map]{
			processor("ItemProcessor", func(t *Map) *Field[*Machine] { return &t.ItemProcessor }),
			processor("Iterator", func(t *Map) *Field[*Machine] { return &t.Iterator }),
			text("ItemsPath", func(t *Map) *Field[string] { return &t.ItemsPath }).only(JSONPath).evaluated(InputStage, ReferencePath),
			items(),
			integer("MaxConcurrency", func(t *Map) *Field[int64] { return &t.MaxConcurrency }).orExpression().evaluated(InputStage, Scalar),
			text("MaxConcurrencyPath", func(t *Map) *Field[string] { return &t.MaxConcurrencyPath }).only(JSONPath).evaluated(InputStage, NumberPath),
			integer("ToleratedFailureCount", func(t *Map) *Field[int64] { return &t.ToleratedFailureCount }).orExpression().evaluated(InputStage, Scalar),
			text("ToleratedFailureCountPath", func(t *Map) *Field[string] { return &t.ToleratedFailureCountPath }).only(JSONPath).evaluated(InputStage, NumberPath),
			number("ToleratedFailurePercentage", func(t *Map) *Field[float64] { return &t.ToleratedFailurePercentage }).
				orExpression().from(0, 100).evaluated(InputStage, Scalar),
			text("ToleratedFailurePercentagePath", func(t *Map) *Field[string] { return &t.ToleratedFailurePercentagePath }).only(JSONPath).evaluated(InputStage, NumberPath),
			text("Label", func(t *Map) *Field[string] { return &t.Label }),
			itemReaderField(), itemBatcherField(), resultWriterField(),
			tree("ItemSelector", func(t *Map) *Tree { return &t.ItemSelector }).orExpression().evaluated(ItemStage, Template),
		},
		resultFields(func(t *Map) *Payload { return &t.Payload }),
		outputFields(func(t *Map) *Dataflow { return &t.Dataflow }),
		recoveryFields(func(t *Map) *Recovery { return &t.Recovery }),
	).needsOneOf("Next", "End").
		needsOneOf("ItemProcessor", "Iterator").
		excludes("ItemSelector", "Parameters").
		excludes("MaxConcurrency", "MaxConcurrencyPath").
		excludes("ToleratedFailureCount", "ToleratedFailureCountPath").
		excludes("ToleratedFailurePercentage", "ToleratedFailurePercentagePath").
		excludes("Items", "ItemsPath").
		without("Arguments") // a Map has ItemSelector instead
}

func processor(name string, at func(*Map) *Field[*Machine]) field[Map] {
	return custom(name, func(d *decoder, t *Map, m *source.Member) {
		*at(t) = fieldOf[*Machine](m)
		at(t).Value = d.inner(m.Value, t, d.tables.processor)
		at(t).Opaque = at(t).Value == nil
	})
}

// items reads Items, which is an array, or an expression that gives one.
func items() field[Map] {
	f := tree("Items", func(t *Map) *Tree { return &t.Items }).only(JSONata).orExpression().evaluated(InputStage, Template)
	f.read = func(d *decoder, t *Map, m *source.Member, f *traits, lang Language) {
		readTree(&t.Items, m, f, lang)
		if k := m.Value.Kind; k != source.Array && k != source.Object && !t.Items.Expression && !t.Items.Opaque && k != source.Invalid {
			t.Items.Opaque = true
			d.wrongType(m, "an array, an object or a JSONata expression", nil)
		}
	}
	return f
}
