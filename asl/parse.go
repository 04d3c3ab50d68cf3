package asl

import (
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/source"
)

// tables are the field lists of everything that has fields.
type tables struct {
	machine, branch, processor *table[Machine]
	processorConfig            *table[ProcessorConfig]

	task     *table[Task]
	pass     *table[Pass]
	choice   *table[Choice]
	wait     *table[Wait]
	succeed  *table[Succeed]
	fail     *table[Fail]
	parallel *table[Parallel]
	mapState *table[Map]

	retrier      *table[Retrier]
	catcher      *table[Catcher]
	choiceRule   *table[ChoiceRule]
	itemReader   *table[ItemReader]
	readerConfig *table[ReaderConfig]
	itemBatcher  *table[ItemBatcher]
	resultWriter *table[ResultWriter]
	writerConfig *table[WriterConfig]

	// known are the names of all fields of states and machines, wherever they are allowed.
	known map[string]bool
}

var theTables lazyTables

// Types are the values that the field Type may have.
var Types = []string{"Task", "Pass", "Choice", "Wait", "Succeed", "Fail", "Parallel", "Map"}

// Parse reads a definition in JSON or YAML, as the name of the file says. The definition is never nil; the diagnostics
// are those of the text and of the model, sorted.
func Parse(file *source.File) (*Definition, source.Diagnostics) {
	root, diagnostics := source.Parse(file)
	def, more := FromNode(file, root)
	return def, append(diagnostics, more...).Sorted()
}

// FromNode reads a definition from a tree. A nil root, or one that is not an object, gives a definition without states.
func FromNode(file *source.File, root *source.Node) (*Definition, source.Diagnostics) {
	d := &decoder{tables: theTables.get()}
	def := &Definition{File: file, Root: root, Machine: &Machine{}}
	switch {
	case root == nil || root.Kind == source.Invalid:
	case IsOpaque(root):
		def.Machine.OpaqueStates = true
	case root.Kind != source.Object:
		d.report(RuleWrongType, root.Span, "a state machine must be an object, not %s", describe(root))
	default:
		def.Machine.Language = languageField(root, JSONPath)
		d.machine(root, def.Machine, d.tables.machine)
	}
	def.states = def.States()
	for i, st := range def.states {
		st.Head().index = int32(i)
	}
	for i := range d.diagnostics {
		d.diagnostics[i].Pointer = source.PointerAt(root, d.diagnostics[i].Span)
	}
	return def, d.diagnostics.Sorted()
}

// signsOfJSONata are texts that only definitions in JSONata have.
var signsOfJSONata = []string{expressionOpen, `"Output"`, `"Arguments"`, "Output:", "Arguments:"}

// languageField returns the language that the field QueryLanguage of n asks for, or else the inherited one. If a placeholder gives it,
// it is the one that n is written in.
func languageField(n *source.Node, inherited Language) Language {
	switch f := n.Get("QueryLanguage"); {
	case IsOpaque(f):
		text := n.Span.Text()
		if slices.ContainsFunc(signsOfJSONata, func(sign string) bool { return strings.Contains(text, sign) }) {
			return JSONata
		}
		return inherited
	case f == nil || f.Kind != source.String:
		return inherited
	case f.Text == JSONata.String():
		return JSONata
	case f.Text == JSONPath.String():
		return JSONPath
	default:
		return inherited
	}
}

func (d *decoder) machine(n *source.Node, m *Machine, fields *table[Machine]) {
	m.Span, m.Node = n.Span, n
	m.byName = map[string]State{}
	fields.decode(d, n, m, m.Language)
}

// inner reads a machine inside a state; nil if n is not an object.
func (d *decoder) inner(n *source.Node, parent State, fields *table[Machine]) *Machine {
	if !d.objectNode(n, fields.what) {
		return nil
	}
	// The states inside take the language of the whole machine, not of the state around them; the recordings in
	// query_language show it.
	m := &Machine{Parent: parent, Language: parent.Head().Machine.Language}
	d.machine(n, m, fields)
	return m
}

func machineFields() []field[Machine] {
	return []field[Machine]{
		text("Comment", func(m *Machine) *Field[string] { return &m.Comment }),
		text("StartAt", func(m *Machine) *Field[string] { return &m.StartAt }).required(),
		custom("States", func(d *decoder, m *Machine, f *source.Member) { d.states(m, f) }).required(),
	}
}

func machineTable() *table[Machine] {
	return newTable("a state machine", machineFields(), []field[Machine]{
		text("Version", func(m *Machine) *Field[string] { return &m.Version }).oneOf("1.0"),
		text("QueryLanguage", func(m *Machine) *Field[string] { return &m.QueryLanguage }).
			oneOf(JSONPath.String(), JSONata.String()),
		integer("TimeoutSeconds", func(m *Machine) *Field[int64] { return &m.TimeoutSeconds }).from(0, maxSeconds),
	})
}

func processorTable() *table[Machine] {
	return newTable("an ItemProcessor", machineFields(), []field[Machine]{
		custom("ProcessorConfig", func(d *decoder, m *Machine, f *source.Member) {
			if d.objectNode(f.Value, `"ProcessorConfig"`) {
				m.ProcessorConfig = &ProcessorConfig{Span: f.Value.Span}
				d.tables.processorConfig.decode(d, f.Value, m.ProcessorConfig, m.Language)
				if t := &m.ProcessorConfig.ExecutionType; t.Set && m.ProcessorConfig.Mode.Value == "INLINE" {
					d.report(RuleUnknownField, t.KeySpan(), "%q is only allowed in DISTRIBUTED mode, not in INLINE mode", "ExecutionType")
				}
			}
		}),
	})
}

func processorConfigTable() *table[ProcessorConfig] {
	return newTable("a ProcessorConfig", []field[ProcessorConfig]{
		text("Mode", func(c *ProcessorConfig) *Field[string] { return &c.Mode }).oneOf("INLINE", "DISTRIBUTED"),
		text("ExecutionType", func(c *ProcessorConfig) *Field[string] { return &c.ExecutionType }).oneOf("STANDARD", "EXPRESS"),
	})
}

func (d *decoder) states(m *Machine, f *source.Member) {
	if IsOpaque(f.Value) || f.Value.Kind == source.Invalid {
		m.OpaqueStates = true
		return
	}
	if f.Value.Kind != source.Object {
		d.wrongType(f, "an object", nil)
		return
	}
	if len(f.Value.Members) == 0 {
		d.report(RuleInvalidValue, f.Value.Span, "%q must not be empty", f.Key)
	}
	m.States, m.byName = make([]State, 0, len(f.Value.Members)), make(map[string]State, len(f.Value.Members))
	for i := range f.Value.Members {
		member := &f.Value.Members[i]
		if member.Value.Kind != source.Object || IsOpaque(member.Value) {
			d.objectNode(member.Value, "a state")
			m.OpaqueStates = m.OpaqueStates || IsOpaque(member.Value) || member.Value.Kind == source.Invalid
			continue
		}
		m.OpaqueStates = m.OpaqueStates || HasPlaceholder(member.Key) // it may have any name
		st := d.state(m, member)
		m.States = append(m.States, st)
		m.byName[st.Head().Name] = st
	}
}

func (d *decoder) state(m *Machine, f *source.Member) State {
	n := f.Value
	head := Header{
		Name: f.Key, NameSpan: f.KeySpan, Span: n.Span, Node: n, Machine: m, Language: languageField(n, m.Language),
	}
	if m.Language == JSONata && head.Language == JSONPath {
		d.report(RuleLanguageField, n.Get("QueryLanguage").Span,
			"state %q cannot use JSONPath, because the state machine uses JSONata", f.Key)
	}
	kind := ""
	if t := n.Get("Type"); t != nil && t.Kind == source.String {
		kind = t.Text
	}
	return d.stateOfKind(kind, head)
}

func (d *decoder) stateOfKind(kind string, head Header) State {
	n, lang := head.Node, head.Language
	switch kind {
	case "Task":
		st := &Task{Header: head}
		d.tables.task.decode(d, n, st, lang)
		return st
	case "Pass":
		st := &Pass{Header: head}
		d.tables.pass.decode(d, n, st, lang)
		return st
	case "Choice":
		st := &Choice{Header: head}
		d.tables.choice.decode(d, n, st, lang)
		return st
	case "Wait":
		st := &Wait{Header: head}
		d.tables.wait.decode(d, n, st, lang)
		return st
	case "Succeed":
		st := &Succeed{Header: head}
		d.tables.succeed.decode(d, n, st, lang)
		return st
	case "Fail":
		st := &Fail{Header: head}
		d.tables.fail.decode(d, n, st, lang)
		return st
	case "Parallel":
		st := &Parallel{Header: head}
		d.tables.parallel.decode(d, n, st, lang)
		return st
	case "Map":
		st := &Map{Header: head}
		d.tables.mapState.decode(d, n, st, lang)
		return st
	default:
		return d.unknownState(head)
	}
}

// unknownState keeps the transition of a state whose type is not known, so that the graph stays whole.
func (d *decoder) unknownState(head Header) State {
	st := &Unknown{Header: head}
	for _, f := range append(headerFields[Unknown](), transitionFields(func(t *Unknown) *Transition { return &t.Transition })...) {
		if m := head.Node.Member(f.name); m != nil && f.name != "Type" {
			f.read(d, st, m, &f.traits, head.Language)
		}
	}
	m := head.Node.Member("Type")
	switch {
	case m == nil:
		d.report(RuleMissingField, head.NameSpan, "state %q needs the field %q", head.Name, "Type")
		for i := range head.Node.Members {
			if key := &head.Node.Members[i]; strings.EqualFold(key.Key, "Type") {
				d.unknownKey(head.Node, key, []string{"Type"}, "a state")
			}
		}
	case m.Value.Kind == source.String && !IsOpaque(m.Value):
		checkEnum(d, m, Types)
	case m.Value.Kind != source.Invalid && !IsOpaque(m.Value):
		d.wrongType(m, "a string", nil)
	}
	return st
}
