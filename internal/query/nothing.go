package query

import (
	"slices"

	"github.com/aslcheck/aslcheck/internal/query/jsonata"
)

// NothingWithout reports whether the expression surely gives nothing while a variable is not assigned: it is the variable, a
// path that begins with it, or a computation, an order or a call with such. What JSONata makes a value of nothing, as a
// condition, =, & and $count do, is left out.
func (e *Expression) NothingWithout(variable string) bool {
	return nothingWithout(e.code.AST(), variable)
}

func nothingWithout(n jsonata.Node, variable string) bool {
	switch n := inParentheses(n).(type) {
	case *jsonata.Variable:
		return n.Name == variable
	case *jsonata.Path:
		return nothingWithout(n.Steps[0].Expr, variable)
	case *jsonata.Filter:
		return nothingWithout(n.Expr, variable)
	case *jsonata.Unary:
		return nothingWithout(n.Expr, variable)
	case *jsonata.Binary:
		switch n.Op {
		case "+", "-", "*", "/", "%", "<", "<=", ">", ">=":
			return nothingWithout(n.Left, variable) || nothingWithout(n.Right, variable)
		case "~>":
			return passesNothing(n.Right) && nothingWithout(n.Left, variable)
		default:
			return false
		}
	case *jsonata.Call:
		return len(n.Args) > 0 && !n.Partial && passesNothing(n.Func) && nothingWithout(n.Args[0], variable)
	default:
		return false
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
