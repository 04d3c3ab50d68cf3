package asl

import (
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/source"
)

// An ItemReader says from where a distributed Map takes its items.
type ItemReader struct {
	Span     source.Span
	Node     *source.Node
	Language Language

	Resource              Field[string]
	Parameters, Arguments Tree
	ReaderConfig          *ReaderConfig
}

// A ReaderConfig says how the object that an ItemReader reads is made.
type ReaderConfig struct {
	Span     source.Span
	Node     *source.Node
	Language Language

	InputType, ManifestType, Transformation Field[string]
	CSVHeaderLocation, CSVDelimiter         Field[string]
	CSVHeaders                              Field[[]Field[string]]
	MaxItems                                Field[int64]
	MaxItemsPath, ItemsPointer              Field[string]
}

// An ItemBatcher says how a distributed Map groups items.
type ItemBatcher struct {
	Span     source.Span
	Node     *source.Node
	Language Language

	BatchInput                                      Tree
	MaxItemsPerBatch, MaxInputBytesPerBatch         Field[int64]
	MaxItemsPerBatchPath, MaxInputBytesPerBatchPath Field[string]
}

// A ResultWriter says where a distributed Map writes its results.
type ResultWriter struct {
	Span     source.Span
	Node     *source.Node
	Language Language

	Resource              Field[string]
	Parameters, Arguments Tree
	WriterConfig          *WriterConfig
}

// A WriterConfig says in which form a ResultWriter writes.
type WriterConfig struct {
	Span source.Span
	Node *source.Node

	OutputType, Transformation Field[string]
}

func itemReaderField() field[Map] {
	return custom("ItemReader", func(d *decoder, t *Map, m *source.Member) {
		if d.objectNode(m.Value, `"ItemReader"`) {
			t.ItemReader = &ItemReader{Span: m.Value.Span, Node: m.Value, Language: t.Language}
			d.tables.itemReader.decode(d, m.Value, t.ItemReader, t.Language)
		}
	}).holding(func() []Declaration { return declarationsIn("ItemReader", theTables.get().itemReader) }, func(w *walker, t *Map) {
		if t.ItemReader != nil {
			walkInside(w, "ItemReader", theTables.get().itemReader, t.ItemReader)
		}
	})
}

func itemBatcherField() field[Map] {
	return custom("ItemBatcher", func(d *decoder, t *Map, m *source.Member) {
		if d.objectNode(m.Value, `"ItemBatcher"`) {
			t.ItemBatcher = &ItemBatcher{Span: m.Value.Span, Node: m.Value, Language: t.Language}
			d.tables.itemBatcher.decode(d, m.Value, t.ItemBatcher, t.Language)
		}
	}).holding(func() []Declaration { return declarationsIn("ItemBatcher", theTables.get().itemBatcher) }, func(w *walker, t *Map) {
		if t.ItemBatcher != nil {
			walkInside(w, "ItemBatcher", theTables.get().itemBatcher, t.ItemBatcher)
		}
	})
}

func resultWriterField() field[Map] {
	return custom("ResultWriter", func(d *decoder, t *Map, m *source.Member) {
		if d.objectNode(m.Value, `"ResultWriter"`) {
			t.ResultWriter = &ResultWriter{Span: m.Value.Span, Node: m.Value, Language: t.Language}
			d.tables.resultWriter.decode(d, m.Value, t.ResultWriter, t.Language)
			d.checkResultWriter(t.ResultWriter)
		}
	}).holding(func() []Declaration { return declarationsIn("ResultWriter", theTables.get().resultWriter) }, func(w *walker, t *Map) {
		if t.ResultWriter != nil {
			walkInside(w, "ResultWriter", theTables.get().resultWriter, t.ResultWriter)
		}
	})
}

func itemReaderTable() *table[ItemReader] {
	return newTable("an ItemReader", []field[ItemReader]{
		text("Resource", func(t *ItemReader) *Field[string] { return &t.Resource }).required(),
		object("Parameters", func(t *ItemReader) *Tree { return &t.Parameters }).only(JSONPath).evaluated(InputStage, Template),
		object("Arguments", func(t *ItemReader) *Tree { return &t.Arguments }).only(JSONata).orExpression().evaluated(InputStage, Template),
		custom("ReaderConfig", func(d *decoder, t *ItemReader, m *source.Member) {
			if d.objectNode(m.Value, `"ReaderConfig"`) {
				t.ReaderConfig = &ReaderConfig{Span: m.Value.Span, Node: m.Value, Language: t.Language}
				d.tables.readerConfig.decode(d, m.Value, t.ReaderConfig, t.Language)
				d.checkReaderConfig(t.ReaderConfig)
			}
		}).holding(func() []Declaration { return declarationsIn("ReaderConfig", theTables.get().readerConfig) }, func(w *walker, t *ItemReader) {
			if t.ReaderConfig != nil {
				walkInside(w, "ReaderConfig", theTables.get().readerConfig, t.ReaderConfig)
			}
		}),
	})
}

func readerConfigTable() *table[ReaderConfig] {
	return newTable("a ReaderConfig", []field[ReaderConfig]{
		text("InputType", func(t *ReaderConfig) *Field[string] { return &t.InputType }).
			oneOf("CSV", "JSON", "JSONL", "PARQUET", "MANIFEST"),
		text("ManifestType", func(t *ReaderConfig) *Field[string] { return &t.ManifestType }).
			oneOf("ATHENA_DATA", "S3_INVENTORY"),
		text("Transformation", func(t *ReaderConfig) *Field[string] { return &t.Transformation }).
			oneOf("NONE", "LOAD_AND_FLATTEN"),
		text("CSVHeaderLocation", func(t *ReaderConfig) *Field[string] { return &t.CSVHeaderLocation }).
			oneOf("FIRST_ROW", "GIVEN"),
		custom("CSVHeaders", func(d *decoder, t *ReaderConfig, m *source.Member) {
			d.textList(&t.CSVHeaders, m, "an array of column names")
		}),
		text("CSVDelimiter", func(t *ReaderConfig) *Field[string] { return &t.CSVDelimiter }).
			oneOf("COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB"),
		integer("MaxItems", func(t *ReaderConfig) *Field[int64] { return &t.MaxItems }).orExpression().from(0, MaxItems).evaluated(InputStage, Scalar),
		text("MaxItemsPath", func(t *ReaderConfig) *Field[string] { return &t.MaxItemsPath }).only(JSONPath).evaluated(InputStage, NumberPath),
		text("ItemsPointer", func(t *ReaderConfig) *Field[string] { return &t.ItemsPointer }).orExpression().evaluated(InputStage, Scalar),
	}).excludes("MaxItems", "MaxItemsPath")
}

// formats are the fields of a ReaderConfig that some values of InputType do not allow. The service rejects them: "Field
// 'CSVHeaderLocation' is not supported" (measured for JSON and JSONL), "Field 'ManifestType' is not supported" (measured
// for JSON).
var formats = map[string][]string{
	"CSVHeaderLocation": {"JSON", "JSONL", "PARQUET"},
	"CSVHeaders":        {"JSON", "JSONL", "PARQUET"},
	"CSVDelimiter":      {"JSON", "JSONL", "PARQUET"},
	"ManifestType":      {"JSON"},
}

// checkReaderConfig checks what the service checks before anything runs: which fields go together, and the form of
// ItemsPointer. A manifest says in its own words what it lists.
func (d *decoder) checkReaderConfig(c *ReaderConfig) {
	if c.InputType.Known() {
		for i := range c.Node.Members {
			if m := &c.Node.Members[i]; slices.Contains(formats[m.Key], c.InputType.Value) {
				d.report(RuleUnknownField, m.KeySpan, "%q is not a field of a ReaderConfig for %s", m.Key, c.InputType.Value)
			}
		}
	}
	// The service takes a "~" that RFC 6901 does not allow: its message is that of Jackson, which reads "~2" as it stands.
	if p := &c.ItemsPointer; p.Known() && p.Value != "" && !strings.HasPrefix(p.Value, "/") {
		d.report(RuleInvalidValue, p.Span(), "%q must be a JSON Pointer that starts with \"/\", not %q", "ItemsPointer", source.Clip(p.Value, source.MaxShown))
	}
	if hasOpenKey(c.Node) {
		return
	}
	switch location := &c.CSVHeaderLocation; {
	case c.Transformation.Value == "LOAD_AND_FLATTEN" && !c.InputType.Set && !c.ManifestType.Set:
		d.report(RuleMissingField, openingOf(c.Node), "a ReaderConfig with LOAD_AND_FLATTEN needs the field %q", "InputType")
	case c.ManifestType.Set:
	case c.InputType.Value == "CSV" && !location.Set:
		d.report(RuleMissingField, openingOf(c.Node), "a ReaderConfig for CSV needs the field %q", "CSVHeaderLocation")
	case location.Value == "GIVEN" && !c.CSVHeaders.Set && !slices.Contains(formats["CSVHeaders"], c.InputType.Value):
		d.report(RuleMissingField, openingOf(c.Node), "a ReaderConfig with headers that are GIVEN needs the field %q", "CSVHeaders")
	}
}

func itemBatcherTable() *table[ItemBatcher] {
	return newTable("an ItemBatcher", []field[ItemBatcher]{
		tree("BatchInput", func(t *ItemBatcher) *Tree { return &t.BatchInput }).orExpression().evaluated(InputStage, Template),
		// The service takes 0 for each number of a Map ("Minimum value is 0", measured).
		integer("MaxItemsPerBatch", func(t *ItemBatcher) *Field[int64] { return &t.MaxItemsPerBatch }).orExpression().from(0, maxSeconds).evaluated(InputStage, Scalar),
		text("MaxItemsPerBatchPath", func(t *ItemBatcher) *Field[string] { return &t.MaxItemsPerBatchPath }).only(JSONPath).evaluated(InputStage, NumberPath),
		integer("MaxInputBytesPerBatch", func(t *ItemBatcher) *Field[int64] { return &t.MaxInputBytesPerBatch }).orExpression().from(0, maxSeconds).evaluated(InputStage, Scalar),
		text("MaxInputBytesPerBatchPath", func(t *ItemBatcher) *Field[string] { return &t.MaxInputBytesPerBatchPath }).only(JSONPath).evaluated(InputStage, NumberPath),
	}).excludes("MaxItemsPerBatch", "MaxItemsPerBatchPath").
		excludes("MaxInputBytesPerBatch", "MaxInputBytesPerBatchPath")
}

func resultWriterTable() *table[ResultWriter] {
	return newTable("a ResultWriter", []field[ResultWriter]{
		text("Resource", func(t *ResultWriter) *Field[string] { return &t.Resource }),
		object("Parameters", func(t *ResultWriter) *Tree { return &t.Parameters }).only(JSONPath).evaluated(InputStage, Template),
		object("Arguments", func(t *ResultWriter) *Tree { return &t.Arguments }).only(JSONata).orExpression().evaluated(InputStage, Template),
		custom("WriterConfig", func(d *decoder, t *ResultWriter, m *source.Member) {
			if d.objectNode(m.Value, `"WriterConfig"`) {
				t.WriterConfig = &WriterConfig{Span: m.Value.Span, Node: m.Value}
				d.tables.writerConfig.decode(d, m.Value, t.WriterConfig, t.Language)
			}
		}),
	})
}

// checkResultWriter reports a Resource without parameters ("These fields are required: [Arguments]", aws-cdk 33396).
func (d *decoder) checkResultWriter(w *ResultWriter) {
	name := "Parameters"
	if w.Language == JSONata {
		name = "Arguments"
	}
	if w.Resource.Set && w.Node.Member("Parameters") == nil && w.Node.Member("Arguments") == nil && !hasOpenKey(w.Node) {
		d.report(RuleMissingField, openingOf(w.Node), "a ResultWriter with a Resource needs the field %q", name)
	}
}

func writerConfigTable() *table[WriterConfig] {
	return newTable("a WriterConfig", []field[WriterConfig]{
		text("OutputType", func(t *WriterConfig) *Field[string] { return &t.OutputType }).oneOf("JSON", "JSONL"),
		text("Transformation", func(t *WriterConfig) *Field[string] { return &t.Transformation }).
			oneOf("NONE", "COMPACT", "FLATTEN"),
	})
}
