package analyzer

import (
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

// A verdict is what is known about a condition.
type verdict uint8

const (
	maybe verdict = iota
	yes
	no
	fails // it reads a path that leads to nothing
)

// choose follows the rules of a Choice of JSONPath in their order, as far as what is known about the input decides them.
func (r *run) choose(st *asl.Choice, out, input *shape) {
	edges := r.flow.graph.Out(st) // a rule without a Next has none
	for _, rule := range st.Choices.Value {
		v := r.decide(st, rule.Test, input)
		if len(edges) > 0 && edges[0].Rule == rule {
			if v == maybe || v == yes {
				r.give(edges[0], out)
			}
			edges = edges[1:]
		}
		if v == yes || v == fails {
			return
		}
	}
	for _, e := range edges { // the Default
		r.give(e, out)
	}
}

// decide evaluates a test. And and Or stop as soon as they are decided, so IsPresent guards the tests after it.
func (r *run) decide(st *asl.Choice, t *asl.Test, doc *shape) verdict {
	switch {
	case t == nil:
		return maybe
	case t.Not != nil:
		switch v := r.decide(st, t.Not, doc); v {
		case yes:
			return no
		case no:
			return yes
		default:
			return v
		}
	case len(t.And) > 0:
		return r.decideAll(st, t.And, doc, yes, no)
	case len(t.Or) > 0:
		return r.decideAll(st, t.Or, doc, no, yes)
	default:
		return r.compare(st, t, doc)
	}
}

// decideAll combines tests: it is end as soon as one is, and all when all are.
func (r *run) decideAll(st *asl.Choice, tests []*asl.Test, doc *shape, all, end verdict) verdict {
	result := all
	for _, t := range tests {
		switch v := r.decide(st, t, doc); {
		case v == end || v == fails && result == all:
			return v
		case v != all:
			result = maybe
		}
	}
	return result
}

func (r *run) compare(st *asl.Choice, t *asl.Test, doc *shape) verdict {
	if doc == nil {
		return maybe
	}
	site := r.flow.program.PathAt(st, t.Variable.Node)
	if site == nil {
		return maybe
	}
	names, whole, ok := site.Path.Members()
	if !ok {
		return maybe
	}
	found, exists := doc.get(names, whole)
	if t.Operator == "StringEquals" && t.Operand.Known() && !asl.IsOpaque(t.Operand.Value) && isUnlisted(found, t.Operand.Value.Text) {
		r.compareText(found, site.Path.Refs().Reads[0], t.Operand.Value.Text, t.Operand.Value.Span)
	}
	switch {
	case t.Operator == "IsPresent":
		if exists || !t.Operand.Known() || t.Operand.Value.Kind != source.Bool {
			return maybe
		}
		if t.Operand.Value.Text == "true" {
			return no
		}
		return yes
	case exists:
		return maybe
	default:
		r.nothing(site, &site.Path.Refs().Reads[0])
		return fails
	}
}
