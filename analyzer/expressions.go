package analyzer

import (
	"strconv"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

// A Stage says when in the life of a state a field is evaluated, and with that what it can see.
type Stage uint8

// The stages. InputStage is before the state does its work, ItemStage once for each item of a Map, SelectStage and
// ResultStage after it succeeded, RuleStage when a Choice Rule holds, CatchStage after an error was caught.
const (
	InputStage Stage = iota
	ItemStage
	SelectStage
	ResultStage
	RuleStage
	CatchStage
)

// A Site is one field of a state that holds paths or expressions, compiled. Exactly one of Path, Template and
// Expression is set.
type Site struct {
	State    asl.State
	Stage    Stage
	Language asl.Language
	// Field is the name of the field, and Location what the service calls its place in the state, such as
	// "Catch[0].Output".
	Field, Location string
	// Node is the value of the field.
	Node *source.Node
	// Catcher and Rule are set in sites that belong to one.
	Catcher *asl.Catcher
	Rule    *asl.ChoiceRule

	Path       *query.Path
	Template   *query.Template
	Expression *query.Expression

	refs    query.Refs
	hasRefs bool
}

// Refs returns what the field reads and calls.
func (s *Site) Refs() *query.Refs {
	if !s.hasRefs {
		s.hasRefs = true
		switch {
		case s.Path != nil:
			s.refs = s.Path.Refs()
		case s.Template != nil:
			s.refs = s.Template.Refs()
		case s.Expression != nil:
			s.refs = s.Expression.Refs()
		}
	}
	return &s.refs
}

// Expressions are all sites of a definition.
type Expressions struct {
	// Sites are in the order of the states in the graph, and within a state in the order of evaluation.
	Sites []*Site

	graph *Graph
	// first[i] is the index of the first site of state i of the graph.
	first []int
	// slab is where further sites come from; one that is full is not used any more.
	slab        []Site
	diagnostics source.Diagnostics
}

// Of returns the sites of one state.
func (x *Expressions) Of(st asl.State) []*Site {
	i := x.graph.index[st]
	return x.Sites[x.first[i]:x.first[i+1]]
}

// Find returns the site of a state's own field, nil when it is not set or could not be compiled.
func (x *Expressions) Find(st asl.State, field string) *Site {
	for _, s := range x.Of(st) {
		if s.Field == field && s.Catcher == nil && s.Rule == nil {
			return s
		}
	}
	return nil
}

func newExpressions(g *Graph) *Expressions {
	x := &Expressions{
		graph: g, first: make([]int, len(g.States)+1),
		Sites: make([]*Site, 0, 3*len(g.States)), slab: make([]Site, 0, 2*len(g.States)),
	}
	for i, st := range g.States {
		c := siteCompiler{x: x, state: st, language: st.Head().Language}
		c.compile(st)
		x.first[i+1] = len(x.Sites)
	}
	return x
}

// siteCompiler compiles the fields of one state.
type siteCompiler struct {
	x        *Expressions
	state    asl.State
	language asl.Language
	stage    Stage
	prefix   string
	catcher  *asl.Catcher
	rule     *asl.ChoiceRule
}

func (c *siteCompiler) add(field string, n *source.Node, s Site, diagnostics source.Diagnostics) {
	for _, d := range diagnostics {
		if !hasPlaceholderAt(n, d.Span.Start.Offset) {
			c.x.diagnostics.Add(d)
		}
	}
	if s.Path == nil && s.Template == nil && s.Expression == nil {
		return
	}
	s.State, s.Stage, s.Language, s.Field, s.Location = c.state, c.stage, c.language, field, c.prefix+field
	s.Node, s.Catcher, s.Rule = n, c.catcher, c.rule
	if len(c.x.slab) == cap(c.x.slab) {
		c.x.slab = make([]Site, 0, 2*cap(c.x.slab)+8)
	}
	c.x.slab = append(c.x.slab, s)
	c.x.Sites = append(c.x.Sites, &c.x.slab[len(c.x.slab)-1])
}

func (c *siteCompiler) path(field string, f *asl.Field[string], use query.Use) {
	p, diagnostics := query.CompilePath(f, use)
	c.add(field, f.Node, Site{Path: p}, diagnostics)
}

func (c *siteCompiler) template(field string, f *asl.Tree) {
	if !f.Set || f.Value == nil || f.Opaque {
		return
	}
	t, diagnostics := query.CompileTemplateNode(f.Value, c.language, c.prefix+field)
	c.add(field, f.Value, Site{Template: t}, diagnostics)
}

// scalar compiles a field that may be an expression in place of its value.
func scalar[T any](c *siteCompiler, field string, f *asl.Field[T]) {
	if !f.Expression {
		return
	}
	e, diagnostics := query.CompileExpression(f.Node, c.prefix+field)
	c.add(field, f.Node, Site{Expression: e}, diagnostics)
}

func (c *siteCompiler) compile(st asl.State) {
	flow := asl.Flow(st)
	if flow != nil {
		c.path("InputPath", &flow.InputPath, query.AnyPath)
	}
	c.kind(st)
	if flow != nil {
		c.stage = ResultStage
		c.template("Assign", &flow.Assign)
		c.template("Output", &flow.Output)
		c.path("OutputPath", &flow.OutputPath, query.AnyPath)
	}
	if recovery := asl.Recover(st); recovery != nil {
		c.catchers(recovery.Catch.Value)
	}
}

func (c *siteCompiler) kind(st asl.State) {
	switch st := st.(type) {
	case *asl.Task:
		c.payload(&st.Payload, func() { c.task(st) })
	case *asl.Parallel:
		c.payload(&st.Payload, nil)
	case *asl.Map:
		c.payload(&st.Payload, func() { c.mapState(st) })
	case *asl.Pass:
		c.template("Parameters", &st.Parameters)
		c.stage = ResultStage
		c.path("ResultPath", &st.ResultPath, query.ResultPath)
	case *asl.Choice:
		for i, rule := range st.Choices.Value {
			c.choiceRule(i, rule)
		}
	case *asl.Wait:
		scalar(c, "Seconds", &st.Seconds)
		scalar(c, "Timestamp", &st.Timestamp)
		c.path("SecondsPath", &st.SecondsPath, query.ReferencePath)
		c.path("TimestampPath", &st.TimestampPath, query.ReferencePath)
	case *asl.Fail:
		scalar(c, "Error", &st.Error)
		scalar(c, "Cause", &st.Cause)
		c.path("ErrorPath", &st.ErrorPath, query.PathOrCall)
		c.path("CausePath", &st.CausePath, query.PathOrCall)
	case *asl.Succeed, *asl.Unknown:
	}
}

// payload compiles what Task, Parallel and Map send and what they make of the answer; own compiles the rest between.
func (c *siteCompiler) payload(p *asl.Payload, own func()) {
	c.template("Parameters", &p.Parameters)
	c.template("Arguments", &p.Arguments)
	if own != nil {
		own()
	}
	c.stage = SelectStage
	c.template("ResultSelector", &p.ResultSelector)
	c.stage = ResultStage
	c.path("ResultPath", &p.ResultPath, query.ResultPath)
}

func (c *siteCompiler) task(st *asl.Task) {
	c.template("Credentials", &st.Credentials)
	scalar(c, "TimeoutSeconds", &st.TimeoutSeconds)
	scalar(c, "HeartbeatSeconds", &st.HeartbeatSeconds)
	c.path("TimeoutSecondsPath", &st.TimeoutSecondsPath, query.ReferencePath)
	c.path("HeartbeatSecondsPath", &st.HeartbeatSecondsPath, query.ReferencePath)
}

func (c *siteCompiler) mapState(st *asl.Map) {
	c.path("ItemsPath", &st.ItemsPath, query.ReferencePath)
	c.template("Items", &st.Items)
	scalar(c, "MaxConcurrency", &st.MaxConcurrency)
	scalar(c, "ToleratedFailureCount", &st.ToleratedFailureCount)
	scalar(c, "ToleratedFailurePercentage", &st.ToleratedFailurePercentage)
	c.path("MaxConcurrencyPath", &st.MaxConcurrencyPath, query.ReferencePath)
	c.path("ToleratedFailureCountPath", &st.ToleratedFailureCountPath, query.ReferencePath)
	c.path("ToleratedFailurePercentagePath", &st.ToleratedFailurePercentagePath, query.ReferencePath)
	c.distributed(st)
	c.stage = ItemStage
	c.template("ItemSelector", &st.ItemSelector)
	c.stage = InputStage
}

func (c *siteCompiler) distributed(st *asl.Map) {
	if r := st.ItemReader; r != nil {
		c.prefix = "ItemReader."
		c.template("Parameters", &r.Parameters)
		c.template("Arguments", &r.Arguments)
		if k := r.ReaderConfig; k != nil {
			c.prefix = "ItemReader.ReaderConfig."
			scalar(c, "MaxItems", &k.MaxItems)
			c.path("MaxItemsPath", &k.MaxItemsPath, query.ReferencePath)
			scalar(c, "ItemsPointer", &k.ItemsPointer)
		}
	}
	if b := st.ItemBatcher; b != nil {
		c.prefix = "ItemBatcher."
		c.template("BatchInput", &b.BatchInput)
		scalar(c, "MaxItemsPerBatch", &b.MaxItemsPerBatch)
		scalar(c, "MaxInputBytesPerBatch", &b.MaxInputBytesPerBatch)
		c.path("MaxItemsPerBatchPath", &b.MaxItemsPerBatchPath, query.ReferencePath)
		c.path("MaxInputBytesPerBatchPath", &b.MaxInputBytesPerBatchPath, query.ReferencePath)
	}
	if w := st.ResultWriter; w != nil {
		c.prefix = "ResultWriter."
		c.template("Parameters", &w.Parameters)
		c.template("Arguments", &w.Arguments)
	}
	c.prefix = ""
}

func (c *siteCompiler) choiceRule(i int, rule *asl.ChoiceRule) {
	c.prefix, c.rule = "Choices["+strconv.Itoa(i)+"].", rule
	scalar(c, "Condition", &rule.Condition)
	c.test(rule.Test)
	c.stage = RuleStage
	c.template("Assign", &rule.Assign)
	c.template("Output", &rule.Output)
	c.prefix, c.rule, c.stage = "", nil, InputStage
}

func (c *siteCompiler) test(t *asl.Test) {
	if t == nil {
		return
	}
	c.path("Variable", &t.Variable, query.ReferencePath)
	if asl.Operators[t.Operator] == asl.PathOperand && t.Operand.Known() && t.Operand.Value.Kind == source.String {
		p, diagnostics := query.CompilePathNode(t.Operand.Value, query.ReferencePath)
		c.add(string(t.Operator), t.Operand.Value, Site{Path: p}, diagnostics)
	}
	for _, inner := range t.And {
		c.test(inner)
	}
	for _, inner := range t.Or {
		c.test(inner)
	}
	c.test(t.Not)
}

func (c *siteCompiler) catchers(catchers []*asl.Catcher) {
	c.stage = CatchStage
	for i, catcher := range catchers {
		c.prefix, c.catcher = "Catch["+strconv.Itoa(i)+"].", catcher
		c.path("ResultPath", &catcher.ResultPath, query.ResultPath)
		c.template("Assign", &catcher.Assign)
		c.template("Output", &catcher.Output)
	}
	c.prefix, c.catcher = "", nil
}

// hasPlaceholderAt reports whether the text at an offset in a field has a placeholder such as ${Name}, without which it
// cannot be judged.
func hasPlaceholderAt(n *source.Node, offset int32) bool {
	if n == nil || offset < n.Span.Start.Offset || n.Span.End.Offset <= offset {
		return false
	}
	for _, item := range n.Items {
		if hasPlaceholderAt(item, offset) {
			return true
		}
	}
	for i := range n.Members {
		if hasPlaceholderAt(n.Members[i].Value, offset) {
			return true
		}
	}
	return n.Kind == source.String && asl.HasPlaceholder(n.Text)
}
