package jsonpath

import (
	"strings"

	"github.com/aslcheck/aslcheck/value"
)

// javaText writes v as Java's toString does: an object as {a=1, b=x}, an array as JSON.
func javaText(v value.Value) string {
	switch v.Kind() {
	case value.StringKind:
		return v.Text()
	case value.ObjectKind:
		parts := make([]string, 0, v.Len())
		for _, m := range v.Members() {
			parts = append(parts, m.Key+"="+javaText(m.Value))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	default:
		return string(v.AppendCompact(nil))
	}
}
