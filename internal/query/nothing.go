package query

import (
	"slices"

	"github.com/aslcheck/aslcheck/internal/query/jsonata"
)

// NothingWithout returns the variables of which the expression surely gives nothing while one is not assigned: it is the
// variable, a path that begins with it, or a computation, an order or a call with such. What JSONata makes a value of nothing,
// as a condition, =, & and $count do, is left out.
func (e *Expression) NothingWithout() map[string]bool {
	variables := map[string]bool{}
	nothingWithout(e.code.AST(), variables)
	return variables
}

func nothingWithout(n jsonata.Node, variables map[string]bool) {
	switch n := inParentheses(n).(type) {
	case *jsonata.Variable:
		variables[n.Name] = true
	case *jsonata.Path:
		nothingWithout(n.Steps[0].Expr, variables)
	case *jsonata.Filter:
		nothingWithout(n.Expr, variables)
	case *jsonata.Unary:
		nothingWithout(n.Expr, variables)
	case *jsonata.Binary:
		switch n.Op {
		case "+", "-", "*", "/", "%", "<", "<=", ">", ">=":
			nothingWithout(n.Left, variables)
			nothingWithout(n.Right, variables)
		case "~>":
			if passesNothing(n.Right) {
				nothingWithout(n.Left, variables)
			}
		}
	case *jsonata.Call:
		if len(n.Args) > 0 && !n.Partial && passesNothing(n.Func) {
			nothingWithout(n.Args[0], variables)
		}
	}
}

// ofNothing are functions that give nothing if their first argument is nothing (the suite of JSONata has a case for each).
var ofNothing = []string{
	"abs", "average", "ceil", "contains", "decodeUrl", "decodeUrlComponent", "distinct", "encodeUrl",
	"encodeUrlComponent", "floor", "formatBase", "formatInteger", "formatNumber", "fromMillis", "length",
	"lowercase", "max", "merge", "min", "not", "pad", "parseInteger", "power", "replace", "reverse", "round",
	"shuffle", "sort", "split", "spread", "sqrt", "string", "substring", "substringAfter", "substringBefore", "sum",
	"toMillis", "uppercase",
}

// passesNothing reports whether a function, or a call of it that lacks its first argument, gives nothing of nothing.
func passesNothing(n jsonata.Node) bool {
	if call, ok := n.(*jsonata.Call); ok && !call.Partial {
		n = call.Func
	}
	v, ok := n.(*jsonata.Variable)
	return ok && slices.Contains(ofNothing, v.Name)
}
