package query

import (
	"slices"

	"github.com/aslcheck/aslcheck/internal/query/jsonata"
	"github.com/aslcheck/aslcheck/source"
)

// A Single is what an expression that gives several values does with a single one.
type Single uint8

// The answers. Unknown is for what may be an array in any case.
const (
	SingleUnknown Single = iota
	// SingleMatch is the result of a predicate or of $filter: the element, if one matches.
	SingleMatch
	// SingleResult is the result of $map or $each: the only result, if there is one element.
	SingleResult
)

// Single reports whether the expression gives a value alone, and not in an array, where it finds only one.
func (e *Expression) Single() Single { return single(e.code.AST()) }

func single(n jsonata.Node) Single {
	n = inParentheses(n)
	if jsonata.KeepsArray(n) {
		return SingleUnknown
	}
	switch n := n.(type) {
	case *jsonata.Block:
		return single(n.Exprs[len(n.Exprs)-1])
	case *jsonata.Condition:
		if then := single(n.Then); then != SingleUnknown || n.Else == nil {
			return then
		}
		return single(n.Else)
	case *jsonata.Path:
		return singleOfPath(n)
	case *jsonata.Filter:
		if slices.ContainsFunc(n.Predicates, isTruth) {
			return SingleMatch
		}
	case *jsonata.Call:
		return singleOfCall(n)
	case *jsonata.Binary:
		if call, ok := n.Right.(*jsonata.Call); ok && n.Op == "~>" {
			return singleOfCall(call)
		}
	}
	return SingleUnknown
}

func singleOfCall(n *jsonata.Call) Single {
	switch functionOf(n) {
	case "filter":
		return SingleMatch
	case "map", "each":
		return SingleResult
	default:
		return SingleUnknown
	}
}

// singleOfPath looks for predicates that select among elements. Without one, the path may lead to one array.
func singleOfPath(n *jsonata.Path) Single {
	found := SingleUnknown
	for _, step := range n.Steps {
		if step.KeepArray {
			return SingleUnknown
		}
		for _, stage := range step.Stages {
			if stage.Predicate != nil && isTruth(stage.Predicate) {
				found = SingleMatch
			}
		}
	}
	return found
}

// KeepArrays returns the edits that make the expression give an array in any case: [] after it where that has this effect,
// else brackets around it, which also give an empty array for nothing.
func (e *Expression) KeepArrays() (edits []source.Edit, wrapped bool) {
	end := e.span(len(e.text), len(e.text))
	switch e.code.AST().(type) {
	case *jsonata.Path, *jsonata.Filter, *jsonata.Call:
		return []source.Edit{{Span: end, NewText: "[]"}}, false
	default:
		return []source.Edit{{Span: e.span(0, 0), NewText: "["}, {Span: end, NewText: "]"}}, true
	}
}
