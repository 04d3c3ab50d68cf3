package simulator

import (
	"fmt"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/program"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

// RuleCannotRun is the name under which Compile reports what it cannot run.
const RuleCannotRun = "cannot-run"

// Compile prepares a definition for running. It reports everything that cannot run, with its location; the program is nil
// when one of the findings is an error. Findings of the parser are not repeated: a definition with errors should not be
// compiled.
func Compile(def *asl.Definition) (*Program, source.Diagnostics) {
	compiled, faults := program.Compile(def)
	c := &compiler{fields: compiled.Keys(), diagnostics: faults}
	p := &Program{def: def, root: c.machine(def.Machine)}
	if t := &def.Machine.TimeoutSeconds; t.Known() {
		p.timeout = t.Value
		if t.Value == 0 {
			c.report(t.Span(), "AWS accepts a %q of 0, but its effect is unknown", "TimeoutSeconds")
		}
	}
	for i := range c.diagnostics {
		c.diagnostics[i].Pointer = source.PointerAt(def.Root, c.diagnostics[i].Span)
	}
	diagnostics := c.diagnostics.Sorted()
	if diagnostics.HasErrors() {
		return nil, diagnostics
	}
	return p, diagnostics
}

type compiler struct {
	// fields are the compiled fields of the definition by the address of the Field in the model.
	fields      map[any]*program.Field
	diagnostics source.Diagnostics
}

func (c *compiler) report(at source.Span, format string, args ...any) {
	c.diagnostics.Add(source.Diagnostic{
		Span: at, Severity: source.Error, Rule: RuleCannotRun, Message: fmt.Sprintf(format, args...),
	})
}

func (c *compiler) machine(m *asl.Machine) *machine {
	out := &machine{states: make(map[string]*state, len(m.States))}
	for _, st := range m.States {
		head := st.Head()
		out.states[head.Name] = &state{
			ast: st, name: head.Name, jsonata: head.Language == asl.JSONata,
			entered: enteredEvent(st.Kind()), exited: exitedEvent(st.Kind()), aborted: abortedEvent(st.Kind()),
		}
	}
	for _, st := range m.States {
		c.state(out, out.states[st.Head().Name], st)
	}
	out.start = c.target(out, &m.StartAt)
	if out.start == nil && !m.StartAt.Set && m.Node != nil {
		c.report(m.Span, "the machine has no %q", "StartAt")
	}
	if len(m.States) == 0 && m.Parent == nil {
		c.report(m.Span, "the definition has no states to run")
	}
	return out
}

// target returns the state that a transition names, and reports a name that is unknown.
func (c *compiler) target(m *machine, f *asl.Field[string]) *state {
	if !f.Set {
		return nil
	}
	if f.Opaque {
		c.report(f.Span(), "the target state depends on the placeholder %q", f.Value)
		return nil
	}
	st := m.states[f.Value]
	if st == nil {
		c.report(f.Span(), "unknown state %q", f.Value)
	}
	return st
}

func (c *compiler) state(m *machine, out *state, st asl.State) {
	if next := asl.Next(st); next != nil {
		out.next = c.target(m, &next.Next)
	}
	if flow := asl.Flow(st); flow != nil {
		c.dataflow(out, flow)
	}
	if r := asl.Recover(st); r != nil {
		out.counts = true
		c.recovery(m, out, r)
	}
	out.kind = c.behavior(m, out, st)
}

// behavior dispatches to the file of the state's kind.
func (c *compiler) behavior(m *machine, out *state, st asl.State) behavior {
	switch st := st.(type) {
	case *asl.Task:
		return c.task(out, st)
	case *asl.Pass:
		return c.pass(out, st)
	case *asl.Choice:
		return c.choice(m, out, st)
	case *asl.Wait:
		return c.wait(st)
	case *asl.Succeed:
		return succeed{}
	case *asl.Fail:
		return c.fail(st)
	case *asl.Parallel:
		return c.parallel(out, st)
	case *asl.Map:
		return c.mapState(out, st)
	case *asl.Unknown:
		c.report(st.NameSpan, "state %q has an unknown type", st.Name)
		return nil
	default:
		panic("BUG: unknown kind of state")
	}
}

func (c *compiler) dataflow(out *state, flow *asl.Dataflow) {
	out.input, out.noIn = c.path(&flow.InputPath), flow.InputPath.Null
	out.output.path, out.output.noOut = c.path(&flow.OutputPath), flow.OutputPath.Null
	out.output.assign = c.template(&flow.Assign)
	out.output.template = c.template(&flow.Output)
	out.output.settle()
}

// payload adds what Task, Parallel and Map make of their result.
func (c *compiler) payload(out *state, p *asl.Payload) {
	out.output.selector = c.template(&p.ResultSelector)
	out.output.resultPath, out.output.noResult = c.path(&p.ResultPath), p.ResultPath.Null
	out.output.settle()
}

// path returns the compiled path of a field; nil if it has none.
func (c *compiler) path(f *asl.Field[string]) *query.Path {
	if f.Opaque && f.Set {
		c.report(f.Span(), "the path depends on a placeholder")
	}
	if field := c.fields[f]; field != nil {
		return field.Path
	}
	return nil
}

// template returns the compiled template of a field. If the whole value is a placeholder, the template is its text.
func (c *compiler) template(f *asl.Tree) *query.Template {
	switch {
	case !f.Opaque:
	case f.Value != nil:
		return query.ConstantTemplate(f.Value)
	case f.Set:
		c.report(f.Span(), "the value depends on a placeholder")
	}
	if field := c.fields[f]; field != nil {
		return field.Template
	}
	return nil
}

// expression returns the expression that a field has instead of a value; nil if it has none.
func expression[T any](c *compiler, f *asl.Field[T]) *query.Expression {
	if field := c.fields[f]; field != nil {
		return field.Expression
	}
	return nil
}

// compileNumber compiles a numeric field together with the field for its path, which may be nil.
func compileNumber[T int64 | float64](c *compiler, name string, f *asl.Field[T], path *asl.Field[string]) number {
	n := number{field: name, expression: expression(c, f)}
	switch {
	case f.Known():
		n.fixed, n.set = float64(f.Value), true
	case f.Set && f.Opaque:
		c.report(f.Span(), "the value of %q depends on a placeholder", name)
	}
	if path != nil {
		n.path = c.path(path)
	}
	n.set = n.set || n.expression != nil || n.path != nil
	return n
}

func (c *compiler) recovery(m *machine, out *state, r *asl.Recovery) {
	for _, entry := range r.Retry.Value {
		out.retry = append(out.retry, newRetrier(entry))
	}
	for _, entry := range r.Catch.Value {
		k := catcher{errors: texts(entry.ErrorEquals.Value), next: c.target(m, &entry.Next)}
		k.output.resultPath, k.output.noResult = c.path(&entry.ResultPath), entry.ResultPath.Null
		k.output.assign = c.template(&entry.Assign)
		k.output.template = c.template(&entry.Output)
		k.output.settle()
		out.catch = append(out.catch, k)
	}
}

func texts(fields []asl.Field[string]) []string {
	names := make([]string, len(fields))
	for i := range fields {
		names[i] = fields[i].Value
	}
	return names
}

func newRetrier(r *asl.Retrier) retrier {
	out := retrier{
		errors: texts(r.ErrorEquals.Value), interval: asl.DefaultIntervalSeconds, backoff: asl.DefaultBackoffRate,
		maxAttempts: asl.DefaultMaxAttempts, jitter: r.JitterStrategy.Value == "FULL",
	}
	if r.IntervalSeconds.Known() {
		out.interval = float64(r.IntervalSeconds.Value)
	}
	if r.BackoffRate.Known() {
		out.backoff = r.BackoffRate.Value
	}
	if r.MaxAttempts.Known() {
		out.maxAttempts = r.MaxAttempts.Value
	}
	if r.MaxDelaySeconds.Known() {
		out.maxDelay = float64(r.MaxDelaySeconds.Value)
	}
	return out
}
