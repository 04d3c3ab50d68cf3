package query

import (
	"strings"

	"github.com/aslcheck/aslcheck/internal/query/intrinsic"
	"github.com/aslcheck/aslcheck/internal/query/jsonata"
	"github.com/aslcheck/aslcheck/source"
)

// Passed returns the paths that are the first argument of a call of an intrinsic function, at any depth.
func (p *Path) Passed(function string) []Ref {
	var found []Ref
	if p.call != nil && strings.Contains(p.Text(), function) {
		passed(p.node.Within(), p.call, function, &found)
	}
	return found
}

func passed(within source.Within, call *intrinsic.Call, function string, found *[]Ref) {
	for i, arg := range call.Args {
		switch arg := arg.(type) {
		case *intrinsic.Call:
			passed(within, arg, function, found)
		case *intrinsic.PathArg:
			if i == 0 && call.Function.Name == function {
				var refs Refs
				refs.addPath(within, arg.Path, arg.Offset)
				*found = append(*found, refs.Reads[:min(len(refs.Reads), 1)]...)
			}
		case *intrinsic.Constant:
		}
	}
}

// Passed returns the paths that are the first argument of a call of a built-in function of JSONata, at any depth, also with "~>".
func (e *Expression) Passed(function string) []Ref {
	if !strings.Contains(e.text, function) {
		return nil
	}
	var found []Ref
	reads := e.readsAt()
	add := func(path jsonata.Node) { found = append(found, reads.of(inParentheses(path))...) }
	jsonata.Walk(e.code.AST(), func(n jsonata.Node) bool {
		switch n := n.(type) {
		case *jsonata.Call:
			if len(n.Args) > 0 && functionOf(n) == function {
				add(n.Args[0])
			}
		case *jsonata.Binary:
			if n.Op == "~>" && isFunction(n.Right, function) {
				add(n.Left)
			}
		}
		return true
	})
	return found
}

// isFunction reports whether what follows "~>" is a function, called without arguments or named alone.
func isFunction(n jsonata.Node, function string) bool {
	switch n := n.(type) {
	case *jsonata.Call:
		return len(n.Args) == 0 && functionOf(n) == function
	case *jsonata.Variable:
		return n.Name == function
	default:
		return false
	}
}
