package query

import (
	"slices"

	"github.com/aslcheck/aslcheck/internal/query/intrinsic"
	"github.com/aslcheck/aslcheck/internal/query/jsonata"
	"github.com/aslcheck/aslcheck/internal/query/jsonpath"
	"github.com/aslcheck/aslcheck/source"
)

// Root says what an expression reads from.
type Root uint8

// The roots. Document is "$" of JSONPath; States is "$states" of JSONata; Free is what the expression reads from the
// top level of JSONata: a bare name, "$" or "$$".
const (
	Document Root = iota
	ContextObject
	Variable
	States
	Free
)

// A Ref is one thing that an expression reads.
type Ref struct {
	// Name is the name of the variable for Variable, the text for Free.
	Name string
	// Steps are the names of members that follow, as far as they are known.
	Steps []string
	// Further are the steps after Steps: names, and in JSONPath Item for a step that leads to items, as far as they are
	// known. JSONata reads a member of a list in each of its items, with a predicate or without.
	Further []string
	// Whole reports whether Steps is the whole path.
	Whole bool
	// Builtin reports whether a built-in function of JSONata has the name: it is read where no variable has it.
	Builtin bool
	// Conditional reports whether it is read under a condition alone, as in a branch of a conditional of JSONata.
	Conditional bool
	// Root is what Steps begin at.
	Root Root
	Span source.Span
}

// Item is the step of Further that leads from a list to its items.
const Item = "[*]"

// A CallRef is the call of a function by its name: an intrinsic function, or one of JSONata.
type CallRef struct {
	Name  string
	Args  int
	Known bool
	Span  source.Span
}

// Refs is what an expression reads, calls and assigns.
type Refs struct {
	Reads []Ref
	Calls []CallRef

	known bool // they were asked for
}

// noRefs are those of what is constant.
var noRefs Refs

// Refs returns what the path reads. It must not be called from several goroutines at first.
func (p *Path) Refs() *Refs {
	if p.refs == nil {
		p.refs = &pathRefs{}
		p.refs.Reads = p.refs.read[:0]
		if p.call == nil {
			p.refs.addPath(p.node.Within(), &p.path, 0)
		} else {
			p.refs.addCall(p.node.Within(), p.call)
		}
	}
	return &p.refs.Refs
}

func (r *Refs) addPath(within source.Within, path *jsonpath.Path, base int) {
	root, place := path.Root(), path.Place()
	ref := Ref{Name: root.Name, Whole: true, Span: within.Span(base+place.Offset, base+place.End)}
	switch root.Kind {
	case jsonpath.Context:
		ref.Root = ContextObject
	case jsonpath.Variable:
		ref.Root = Variable
	case jsonpath.Document, jsonpath.Item:
		ref.Root = Document
	}
	if names, ok := path.Names(); ok && root.Kind != jsonpath.Item {
		ref.Steps = names
		r.Reads = append(r.Reads, ref)
		return
	}
	steps := path.Steps()
	ref.Steps, ref.Further = namesOf(steps)
	ref.Whole = len(ref.Steps) == len(steps)
	if root.Kind != jsonpath.Item {
		r.Reads = append(r.Reads, ref)
	}
	for _, step := range steps {
		if filter, ok := step.(*jsonpath.Filter); ok {
			r.addFilter(within, filter, base)
		}
	}
}

// namesOf returns the names that steps begin with, and those that follow the first step of another kind.
func namesOf(steps []jsonpath.Step) (names, rest []string) {
	names = make([]string, 0, len(steps))
	for i, step := range steps {
		child, ok := step.(*jsonpath.Child)
		if !ok {
			return names, further(steps[i:])
		}
		names = append(names, child.Name)
	}
	return names, nil
}

func (r *Refs) addFilter(within source.Within, filter *jsonpath.Filter, base int) {
	for _, alternative := range filter.Alternatives {
		for _, condition := range alternative.Conditions {
			r.addOperand(within, condition.Left, base)
			r.addOperand(within, condition.Right, base)
		}
	}
}

// further returns the steps from one on that is not a name, where a name follows it.
func further(steps []jsonpath.Step) []string {
	var out []string
	for _, step := range steps {
		switch step := step.(type) {
		case *jsonpath.Child:
			out = append(out, step.Name)
		case *jsonpath.Index, *jsonpath.Indices, *jsonpath.Slice, *jsonpath.Wildcard, *jsonpath.Filter:
			if len(steps) > 1 {
				out = append(out, Item)
			}
		default:
			return out
		}
	}
	return out
}

func (r *Refs) addOperand(within source.Within, operand jsonpath.Operand, base int) {
	if path, ok := operand.(*jsonpath.Path); ok {
		r.addPath(within, path, base)
	}
}

func (r *Refs) addCall(within source.Within, call *intrinsic.Call) {
	r.Calls = append(r.Calls, CallRef{
		Name: call.Function.Name, Args: len(call.Args), Known: true,
		Span: within.Span(call.NameSpan.Offset, call.NameSpan.End),
	})
	for _, arg := range call.Args {
		switch arg := arg.(type) {
		case *intrinsic.Call:
			r.addCall(within, arg)
		case *intrinsic.PathArg:
			r.addPath(within, arg.Path, arg.Offset)
		case *intrinsic.Constant:
		}
	}
}

// Refs returns what the expression reads. It must not be called from several goroutines at first.
func (e *Expression) Refs() *Refs {
	if out := &e.refs; !out.known {
		out.known = true
		e.addRefs(out)
	}
	return &e.refs
}

func (e *Expression) addRefs(out *Refs) {
	refs := e.code.Refs()
	if n := len(refs.Paths) + len(refs.Names); n > 0 {
		out.Reads = make([]Ref, 0, n)
	}
	within := e.node.Within()
	span := func(n jsonata.Span) source.Span { return e.spanIn(within, n.From, n.To) }
	for i := range refs.Paths {
		p := &refs.Paths[i]
		ref := Ref{
			Root: Variable, Name: p.Var, Steps: p.Names, Further: p.Further, Whole: p.Whole, Builtin: p.Builtin,
			Conditional: p.Conditional, Span: span(p.Span),
		}
		if p.Var == statesName {
			ref.Root = States
		}
		out.Reads = append(out.Reads, ref)
	}
	for _, name := range refs.Names {
		out.Reads = append(out.Reads, Ref{Root: Free, Name: name.Name, Span: span(name.Span)})
	}
	for _, c := range refs.Context {
		switch {
		case c.Root:
			out.Reads = append(out.Reads, Ref{Root: Free, Name: "$$", Span: span(c.Span)})
		case c.Top:
			out.Reads = append(out.Reads, Ref{Root: Free, Name: "$", Span: span(c.Span)})
		}
	}
	for _, f := range refs.Functions {
		out.Calls = append(out.Calls, CallRef{Name: f.Name, Args: f.Args, Known: f.Known, Span: span(f.Span)})
	}
}

// Refs returns what everything inside the template reads, in source order per language. It must not be called from several
// goroutines at first.
func (t *Template) Refs() *Refs {
	switch {
	case len(t.Paths) == 0 && len(t.Expressions) == 1:
		return t.Expressions[0].Refs()
	case len(t.Paths) == 1 && len(t.Expressions) == 0:
		return t.Paths[0].Refs()
	case len(t.Paths) == 0 && len(t.Expressions) == 0:
		return &noRefs
	case t.refs == nil:
		t.refs = &Refs{}
		t.addRefs(t.refs)
	}
	return t.refs
}

func (t *Template) addRefs(out *Refs) {
	reads, calls := 0, 0
	for other := range t.eachRefs {
		reads, calls = reads+len(other.Reads), calls+len(other.Calls)
	}
	out.Reads, out.Calls = slices.Grow(out.Reads, reads), slices.Grow(out.Calls, calls)
	for other := range t.eachRefs {
		out.Reads, out.Calls = append(out.Reads, other.Reads...), append(out.Calls, other.Calls...)
	}
}

// eachRefs calls yield with the references of each path and expression.
func (t *Template) eachRefs(yield func(*Refs) bool) {
	for _, p := range t.Paths {
		if !yield(p.Refs()) {
			return
		}
	}
	for _, e := range t.Expressions {
		if !yield(e.Refs()) {
			return
		}
	}
}

// A CallFault is an argument of an intrinsic function that is certain to fail.
type CallFault struct {
	Message string
	Span    source.Span
}

// CheckCall returns what is certain to fail when the call of an intrinsic function is evaluated: wrong numbers of
// arguments and constants of a wrong type. It is nil for a path.
func (p *Path) CheckCall() []CallFault {
	if p.call == nil {
		return nil
	}
	found := p.call.Check()
	if len(found) == 0 {
		return nil
	}
	faults, within := make([]CallFault, len(found)), p.node.Within()
	for i, fault := range found {
		faults[i] = CallFault{Message: fault.Message, Span: within.Span(fault.Offset, fault.End)}
	}
	return faults
}

// Functions returns the names of the built-in functions of JSONata, without the dollar.
func Functions() []string {
	functions := jsonata.Functions()
	names := make([]string, len(functions))
	for i := range functions {
		names[i] = functions[i].Name
	}
	return names
}
