package suite

import (
	"path"
	"unicode/utf8"

	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/mocks"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// A queryExpectation holds predicates in JSONata.
type queryExpectation struct {
	queries []queryAt
}

type queryAt struct {
	at
	query *query.Query
}

func (p *parser) queryExpectation(m *source.Member) Expectation {
	e := &queryExpectation{}
	for _, item := range m.Value.Items {
		q, diagnostics := query.CompileQuery(item)
		p.diagnostics = append(p.diagnostics, diagnostics...)
		if q != nil {
			p.checkNames(q)
			e.queries = append(e.queries, queryAt{at: at{span: item.Span}, query: q})
		}
	}
	return e
}

// Check implements Expectation.
func (e *queryExpectation) Check(run *Run) source.Diagnostics {
	doc := Document(run)
	var failures source.Diagnostics
	for _, q := range e.queries {
		v, err := q.query.Eval(doc, nil, run.budget)
		switch {
		case err != nil:
			failures = append(failures, q.unmet(run, "", nil, "%q cannot be evaluated: %s", q.query.Text(), err)...)
		case v.Kind() != value.BoolKind || !v.Bool():
			var lines []string
			if v.Kind() == value.BoolKind || v.IsUndefined() {
				lines = operands(q.query, doc, run.budget, 0)
			}
			failures = append(failures, q.unmet(run, "", lines, "%q is %s, not true", q.query.Text(), shownValue(v))...)
		}
	}
	return failures
}

// shownValue is the start of a value, of which no more is written.
func shownValue(v value.Value) string {
	if v.IsUndefined() {
		return v.String()
	}
	return source.Clip(v.Head(maxShown*utf8.UTFMax), maxShown)
}

// maxConditions limits how deep conditions that are joined are taken apart.
const maxConditions = 20

// operands returns the values of what a predicate compares, or of the arguments of its function. Of conditions joined by "and" or
// "or" it shows those that are not true.
func operands(q *query.Query, doc value.Value, budget *query.Budget, depth int) []string {
	parts, op := q.Operands()
	if depth > maxConditions {
		return nil
	}
	var lines []string
	for _, part := range parts {
		v, err := part.Eval(doc, nil, budget)
		isTrue := v.Kind() == value.BoolKind && v.Bool()
		joined := op == "and" || op == "or"
		if part.IsConstant() || err != nil || joined && isTrue {
			continue
		}
		var inner []string
		if joined || v.Kind() == value.BoolKind { // a condition is explained by what it compares
			inner = operands(part, doc, budget, depth+1)
		}
		if len(inner) == 0 {
			inner = []string{part.Text() + " is " + shownValue(v)}
		}
		lines = append(lines, inner...)
	}
	return lines
}

// Document returns the run as the predicates of "that" see it; runNames lists its members.
func Document(run *Run) value.Value {
	x := run.Execution
	var b value.ObjectBuilder
	set := func(key string, v value.Value) {
		if !v.IsUndefined() {
			b.Set(key, v)
		}
	}
	set("input", x.Input)
	set("output", x.Output)
	set("status", value.String(string(x.Status)))
	if x.Failure != nil {
		set("error", value.String(x.Failure.Error))
		set("cause", value.String(x.Failure.Cause))
	}
	path := x.Path()
	names := make([]value.Value, len(path))
	for i, name := range path {
		names[i] = value.String(name)
	}
	set("path", value.Array(names...))
	calls := make([]value.Value, len(run.Calls))
	for i := range run.Calls {
		calls[i] = mocks.CallValue(&run.Calls[i])
	}
	set("calls", value.Array(calls...))
	events := make([]value.Value, len(x.Events))
	for i := range x.Events {
		events[i] = x.Events[i].History()
	}
	set("events", value.Array(events...))
	set("variables", value.Object(x.Variables...))
	set("time", value.Float(x.Duration().Seconds()))
	set("row", run.Case.Row)
	return b.Object()
}

// An objectExpectation compares the objects that the execution wrote.
type objectExpectation struct {
	at
	node *source.Node
}

// Check implements Expectation.
func (e *objectExpectation) Check(run *Run) source.Diagnostics {
	var failures source.Diagnostics
	for i := range e.node.Members {
		m := &e.node.Members[i]
		place := at{span: m.KeySpan}
		o := findObject(run.Execution, m.Key)
		if o == nil {
			failures = append(failures, place.unmet(run, "", nil, "the execution does not write %q", m.Key)...)
			continue
		}
		want, got := query.Constant(m.Value), value.String(o.Body)
		if want.Kind() != value.StringKind {
			if v, err := value.Parse(o.Body); err == nil {
				got = v
			}
		}
		if lines := Differences(want, got, true); len(lines) > 0 {
			failures = append(failures, place.unmet(run, "", lines, "the object %q differs from the expectation", m.Key)...)
		}
	}
	return failures
}

// findObject returns the object whose "bucket/key" matches a pattern, in which "*" matches any part of the key.
func findObject(x *simulator.Execution, pattern string) *simulator.Object {
	for i := range x.Written {
		o := &x.Written[i]
		if ok, err := path.Match(pattern, o.Bucket+"/"+o.Key); err == nil && ok {
			return o
		}
	}
	return nil
}
