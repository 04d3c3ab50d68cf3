package query

import (
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// Constant returns the value that a node has, as it is: the one way from text with locations to values. A placeholder is the string of its text.
func Constant(n *source.Node) value.Value {
	switch n.Kind {
	case source.Bool:
		return value.Bool(n.Text == "true")
	case source.Number:
		return value.Number(n.Text)
	case source.String, source.Placeholder:
		return value.String(n.Text)
	case source.Array:
		elems := make([]value.Value, len(n.Items))
		for i, item := range n.Items {
			elems[i] = Constant(item)
		}
		return value.Array(elems...)
	case source.Object:
		var b value.ObjectBuilder
		for i := range n.Members {
			b.Set(n.Members[i].Key, Constant(n.Members[i].Value))
		}
		return b.Object()
	case source.Null, source.Invalid:
		return value.Null
	default:
		return value.Null
	}
}
