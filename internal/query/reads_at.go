package query

import (
	"github.com/aslcheck/aslcheck/internal/query/jsonata"
	"github.com/aslcheck/aslcheck/source"
)

// A readsAt finds what an expression reads by parts of its tree. Both may be very many.
type readsAt struct {
	expression *Expression
	within     source.Within
	bySpan     map[source.Span][]Ref // nil until the first question
}

func (e *Expression) readsAt() readsAt { return readsAt{expression: e} }

// of returns the reads that make up the whole of a part.
func (r *readsAt) of(n jsonata.Node) []Ref {
	e := r.expression
	if r.bySpan == nil {
		reads := e.Refs().Reads
		r.within, r.bySpan = e.node.Within(), make(map[source.Span][]Ref, len(reads))
		for i := range reads {
			r.bySpan[reads[i].Span] = append(r.bySpan[reads[i].Span], reads[i])
		}
	}
	return r.bySpan[e.spanIn(r.within, n.Start(), n.End())]
}
