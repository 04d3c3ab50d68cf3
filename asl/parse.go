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
	made := &struct { // in one piece of memory
		def     Definition
		machine Machine
	}{}
	def := &made.def
	def.File, def.Root, def.Machine = file, root, &made.machine
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
	if d.states > 0 {
		def.states = def.Machine.appendStates(make([]State, 0, d.states))
	}
	for i, st := range def.states {
		st.Head().index = int32(i)
	}
	d.diagnostics.Point(root)
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
		custom("States", func(d *decoder, m *Machine, f *source.Member) { d.statesOf(m, f) }).required(),
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

func (d *decoder) statesOf(m *Machine, f *source.Member) {
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
	m.States = make([]State, 0, len(f.Value.Members))
	for i := range f.Value.Members {
		member := &f.Value.Members[i]
		if member.Value.Kind != source.Object || IsOpaque(member.Value) {
			d.objectNode(member.Value, "a state")
			m.OpaqueStates = m.OpaqueStates || IsOpaque(member.Value) || member.Value.Kind == source.Invalid
			continue
		}
		m.OpaqueStates = m.OpaqueStates || HasPlaceholder(member.Key) // it may have any name
		m.States = append(m.States, d.state(m, member))
	}
	d.states += len(m.States)
	m.indexNames()
}

func (d *decoder) state(m *Machine, f *source.Member) State {
	n, lang := f.Value, languageField(f.Value, m.Language)
	if m.Language == JSONata && lang == JSONPath {
		d.report(RuleLanguageField, n.Get("QueryLanguage").Span,
			"state %q cannot use JSONPath, because the state machine uses JSONata", f.Key)
	}
	kind := ""
	if t := n.Get("Type"); t != nil && t.Kind == source.String {
		kind = t.Text
	}
	switch kind {
	case "Task":
		return stateOf(d, &Task{}, d.tables.task, m, f, lang)
	case "Pass":
		return stateOf(d, &Pass{}, d.tables.pass, m, f, lang)
	case "Choice":
		return stateOf(d, &Choice{}, d.tables.choice, m, f, lang)
	case "Wait":
		return stateOf(d, &Wait{}, d.tables.wait, m, f, lang)
	case "Succeed":
		return stateOf(d, &Succeed{}, d.tables.succeed, m, f, lang)
	case "Fail":
		return stateOf(d, &Fail{}, d.tables.fail, m, f, lang)
	case "Parallel":
		return stateOf(d, &Parallel{}, d.tables.parallel, m, f, lang)
	case "Map":
		return stateOf(d, &Map{}, d.tables.mapState, m, f, lang)
	default:
		st := &Unknown{}
		st.begin(m, f, lang)
		d.unknownState(st)
		return st
	}
}

// stateOf reads a state into a new struct of its kind.
func stateOf[T any, P interface {
	*T
	State
}](d *decoder, st P, fields *table[T], m *Machine, f *source.Member, lang Language) State {
	st.Head().begin(m, f, lang)
	fields.decode(d, f.Value, st, lang)
	return st
}

// begin fills in what is known of a state before its fields are read.
func (h *Header) begin(m *Machine, f *source.Member, lang Language) {
	h.Name, h.NameSpan, h.Span, h.Node, h.Machine, h.Language = f.Key, f.KeySpan, f.Value.Span, f.Value, m, lang
}

// unknownState keeps the transition of a state whose type is not known, so that the graph stays whole.
func (d *decoder) unknownState(st *Unknown) {
	n := st.Node
	for _, f := range append(headerFields[Unknown](), transitionFields(func(t *Unknown) *Transition { return &t.Transition })...) {
		if m := n.Member(f.name); m != nil && f.name != "Type" {
			f.read(d, st, m, &f.traits, st.Language)
		}
	}
	m := n.Member("Type")
	switch {
	case m == nil:
		d.report(RuleMissingField, st.NameSpan, "state %q needs the field %q", st.Name, "Type")
		for i := range n.Members {
			if key := &n.Members[i]; strings.EqualFold(key.Key, "Type") {
				d.unknownKey(n, key, []string{"Type"}, "a state")
			}
		}
	case m.Value.Kind == source.String && !IsOpaque(m.Value):
		checkEnum(d, m, Types)
	case m.Value.Kind != source.Invalid && !IsOpaque(m.Value):
		d.wrongType(m, "a string", nil)
	}
}
