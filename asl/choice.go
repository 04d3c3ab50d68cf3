package asl

import (
	"maps"
	"slices"

	"github.com/aslcheck/aslcheck/source"
)

// A Choice goes to the state of its first rule that holds.
type Choice struct {
	Header
	Dataflow

	Choices Field[[]*ChoiceRule]
	Default Field[string]
}

// Kind returns "Choice".
func (*Choice) Kind() string { return "Choice" }

func (*Choice) isState() {}

// A ChoiceRule is one entry of Choices.
type ChoiceRule struct {
	Span     source.Span
	Node     *source.Node
	Language Language

	Comment, Next  Field[string]
	Assign, Output Tree
	// Condition is of JSONata: an expression, or a constant.
	Condition Field[bool]
	// Test is of JSONPath, nil when it is missing or could not be read.
	Test *Test
}

// A Test is the condition of a Choice Rule in JSONPath: a comparison of a variable, or And, Or, Not of other tests.
// Exactly one of Operator, And, Or and Not is set in a test without errors.
type Test struct {
	Span source.Span
	Node *source.Node

	Variable Field[string]
	Operator Operator
	// Operand is what the operator compares with.
	Operand Tree

	And, Or []*Test
	Not     *Test
}

// An Operator is a comparison operator of a Choice Rule as the definition spells it, such as "NumericLessThanPath".
type Operator string

// An OperandKind is what an operator compares with.
type OperandKind uint8

// The kinds of operands. PathOperand is the text of a path.
const (
	StringOperand OperandKind = iota + 1
	NumericOperand
	BooleanOperand
	TimestampOperand
	PathOperand
)

// Operators are the 39 comparison operators with what they compare with.
// https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html
var Operators = operators()

func operators() map[Operator]OperandKind {
	all := map[Operator]OperandKind{
		"StringMatches": StringOperand,
		"BooleanEquals": BooleanOperand, "BooleanEqualsPath": PathOperand,
		"IsNull": BooleanOperand, "IsPresent": BooleanOperand, "IsNumeric": BooleanOperand,
		"IsString": BooleanOperand, "IsBoolean": BooleanOperand, "IsTimestamp": BooleanOperand,
	}
	kinds := map[Operator]OperandKind{"String": StringOperand, "Numeric": NumericOperand, "Timestamp": TimestampOperand}
	for kind, operand := range kinds {
		for _, relation := range []Operator{"Equals", "LessThan", "GreaterThan", "LessThanEquals", "GreaterThanEquals"} {
			all[kind+relation] = operand
			all[kind+relation+"Path"] = PathOperand
		}
	}
	return all
}

func choiceTable() *table[Choice] {
	choices := custom("Choices", func(d *decoder, t *Choice, m *source.Member) {
		t.Choices = fieldOf[[]*ChoiceRule](m)
		items, ok := d.array(m, "an array of Choice Rules", source.Object)
		if !ok {
			t.Choices.Opaque = true
			return
		}
		if len(items) == 0 {
			d.report(RuleInvalidValue, m.Value.Span, "%q must not be empty", m.Key)
		}
		for _, item := range items {
			t.Choices.Opaque = t.Choices.Opaque || IsOpaque(item)
			if d.objectNode(item, "a Choice Rule") {
				t.Choices.Value = appendOf(t.Choices.Value, len(items), d.choiceRule(item, t.Language))
			}
		}
	}).holding(choiceDeclarations, func(w *walker, t *Choice) {
		for i, rule := range t.Choices.Value {
			w.inside(element("Choices", i), func() { rule.walk(w) })
		}
	})
	return newTable("a Choice state",
		headerFields[Choice](),
		inputFields(func(t *Choice) *Dataflow { return &t.Dataflow }),
		[]field[Choice]{
			choices.required(),
			text("Default", func(t *Choice) *Field[string] { return &t.Default }),
		},
		outputFields(func(t *Choice) *Dataflow { return &t.Dataflow }),
	)
}

func choiceRuleTable() *table[ChoiceRule] {
	t := newTable("a Choice Rule", []field[ChoiceRule]{
		text("Comment", func(t *ChoiceRule) *Field[string] { return &t.Comment }),
		text("Next", func(t *ChoiceRule) *Field[string] { return &t.Next }).required(),
		boolean("Condition", func(t *ChoiceRule) *Field[bool] { return &t.Condition }).
			only(JSONata).orExpression().required().evaluated(InputStage, Scalar),
		object("Assign", func(t *ChoiceRule) *Tree { return &t.Assign }).evaluated(RuleStage, Template),
		tree("Output", func(t *ChoiceRule) *Tree { return &t.Output }).only(JSONata).orExpression().evaluated(RuleStage, Template),
	})
	t.elsewhere = isTestField
	return t
}

// choiceDeclarations are the evaluated fields inside Choices.
func choiceDeclarations() []Declaration {
	list := []Declaration{{Name: "Variable", Location: "Choices[0]/Variable", Content: ReferencePath, Languages: []Language{JSONPath}}}
	for _, op := range slices.Sorted(maps.Keys(Operators)) {
		if Operators[op] == PathOperand {
			list = append(list, Declaration{
				Name: string(op), Location: "Choices[0]/" + string(op), Content: ReferencePath, Languages: []Language{JSONPath},
			})
		}
	}
	return append(list, declarationsIn("Choices[0]", theTables.get().choiceRule)...)
}

// walk visits the evaluated fields of a rule: the test first.
func (r *ChoiceRule) walk(w *walker) {
	w.rule = r
	if r.Test != nil {
		r.Test.walk(w)
	}
	theTables.get().choiceRule.walk(w, r)
	w.rule = nil
}

// walk visits the paths of a test and of those inside it.
func (t *Test) walk(w *walker) {
	visit(w, "Variable", InputStage, ReferencePath, &t.Variable)
	if Operators[t.Operator] == PathOperand && t.Operand.Known() {
		visit(w, string(t.Operator), InputStage, ReferencePath, &t.Operand)
	}
	for i, inner := range t.And {
		w.inside(element("And", i), func() { inner.walk(w) })
	}
	for i, inner := range t.Or {
		w.inside(element("Or", i), func() { inner.walk(w) })
	}
	if t.Not != nil {
		w.inside("Not", func() { t.Not.walk(w) })
	}
}

// testFields are the members of a test; the rest of a rule's members belong to the ChoiceRule.
func isTestField(name string) bool {
	switch name {
	case "Variable", "And", "Or", "Not":
		return true
	default:
		return Operators[Operator(name)] != 0
	}
}

// choiceRule reads a Choice Rule and, in JSONPath, the test whose members are in the same object. Each passes over the members of
// the other.
func (d *decoder) choiceRule(n *source.Node, lang Language) *ChoiceRule {
	r := &ChoiceRule{Span: n.Span, Node: n, Language: lang}
	own, rest := n, n
	tests, unknown := d.countTestFields(n)
	if lang == JSONPath && unknown > 0 {
		own, rest = d.splitRule(n)
	}
	switch {
	case lang == JSONata && tests > 0:
		d.rejectTest(n)
	case lang == JSONata:
	case tests+unknown == 0 && n.Member("Condition") != nil:
		r.Test = &Test{Span: n.Span, Node: n} // the Condition has its own message
	default:
		r.Test = d.test(rest, false)
		r.Test.Node = n
	}
	d.tables.choiceRule.decode(d, own, r, lang)
	return r
}

// countTestFields returns how many members of a Choice Rule are of a test, and how many are neither of a test nor of a rule.
func (d *decoder) countTestFields(n *source.Node) (tests, unknown int) {
	for i := range n.Members {
		switch key := n.Members[i].Key; {
		case d.tables.choiceRule.field(key) != nil:
		case isTestField(key):
			tests++
		default:
			unknown++
		}
	}
	return tests, unknown
}

// splitRule returns the members of an object that are fields of a Choice Rule, and the others.
func (d *decoder) splitRule(n *source.Node) (own, rest *source.Node) {
	own = &source.Node{Kind: n.Kind, Span: n.Span}
	rest = &source.Node{Kind: n.Kind, Span: n.Span}
	for _, m := range n.Members {
		if d.tables.choiceRule.field(m.Key) != nil {
			own.Members = append(own.Members, m)
		} else {
			rest.Members = append(rest.Members, m)
		}
	}
	return own, rest
}

// rejectTest reports the members of a test in JSONata.
func (d *decoder) rejectTest(n *source.Node) {
	for i := range n.Members {
		if m := &n.Members[i]; isTestField(m.Key) {
			d.report(RuleLanguageField, m.KeySpan, "%q is a field of %s, but %s is used here (use \"Condition\")", m.Key, JSONPath, JSONata)
		}
	}
}

// test reads a data test; a nested one may have a Comment but no transition.
func (d *decoder) test(n *source.Node, nested bool) *Test {
	t := &Test{Span: n.Span, Node: n}
	var few [2]string
	operators := few[:0]
	for i := range n.Members {
		m := &n.Members[i]
		switch {
		case isOpenKey(m.Key), !nested && d.tables.choiceRule.field(m.Key) != nil:
			continue
		case !isTestField(m.Key):
			d.unknownTestField(n, m, nested)
			continue
		case m.Key != "Variable":
			operators = append(operators, m.Key)
		}
		d.testField(t, m)
	}
	if len(operators) > 1 {
		d.checkExclusive(n, operators)
	}
	if len(operators) == 0 && !hasOpenKey(n) {
		d.report(RuleMissingField, openingOf(n), "a Choice Rule needs a comparison operator, or \"And\", \"Or\" or \"Not\"")
	}
	if t.Operator != "" && !t.Variable.Set {
		d.report(RuleMissingField, openingOf(n), "a Choice Rule needs the field %q", "Variable")
	}
	if t.Operator == "" && t.Variable.Set && len(operators) > 0 {
		d.report(RuleUnknownField, t.Variable.KeySpan(), "%q cannot be used with %q", "Variable", operators[0])
	}
	return t
}

func (d *decoder) unknownTestField(n *source.Node, m *source.Member, nested bool) {
	if nested && (m.Key == "Comment") {
		return
	}
	if nested && d.tables.choiceRule.field(m.Key) != nil {
		d.report(RuleUnknownField, m.KeySpan, "%q is only allowed at the top of a Choice Rule", m.Key)
		return
	}
	known := append([]string{"Variable", "And", "Or", "Not"}, d.tables.choiceRule.names...)
	for op := range Operators {
		known = append(known, string(op))
	}
	d.unknownKey(n, m, known, "a Choice Rule")
}

func (d *decoder) testField(t *Test, m *source.Member) {
	switch m.Key {
	case "Variable":
		d.text(&t.Variable, m, &traits{}, JSONPath)
	case "And":
		t.And = d.tests(m)
	case "Or":
		t.Or = d.tests(m)
	case "Not":
		if d.objectNode(m.Value, `"Not"`) {
			t.Not = d.test(m.Value, true)
		}
	default:
		t.Operator = Operator(m.Key)
		d.operand(t, m)
	}
}

func (d *decoder) tests(m *source.Member) []*Test {
	items, ok := d.array(m, "an array of Choice Rules", source.Object)
	if ok && len(items) == 0 {
		d.report(RuleInvalidValue, m.Value.Span, "%q must not be empty", m.Key)
	}
	var tests []*Test
	for _, item := range items {
		if d.objectNode(item, "a Choice Rule") {
			tests = appendOf(tests, len(items), d.test(item, true))
		}
	}
	return tests
}

func (d *decoder) operand(t *Test, m *source.Member) {
	readTree(&t.Operand, m, &traits{}, JSONPath)
	if t.Operand.Opaque || m.Value.Kind == source.Invalid {
		t.Operand.Opaque = true
		return
	}
	want, kind := "a string", source.String
	switch Operators[t.Operator] {
	case NumericOperand:
		want, kind = "a number", source.Number
	case BooleanOperand:
		want, kind = "a boolean", source.Bool
	case TimestampOperand:
		want = "a timestamp"
	case PathOperand:
		want = "a path"
	case StringOperand:
	}
	if m.Value.Kind != kind {
		t.Operand.Opaque = true
		d.wrongType(m, want, nil)
	}
}
