package jsonpath

import "github.com/aslcheck/aslcheck/value"

// javaText writes v as Java's toString does: an object as {a=1, b=x}, an array as JSON. Of a long text it returns the start.
func javaText(v value.Value) string { return string(appendJavaText(nil, v)) }

func appendJavaText(dst []byte, v value.Value) []byte {
	switch {
	case len(dst) > value.MaxQuoted:
		return dst
	case v.Kind() == value.StringKind:
		return append(dst, v.Text()...)
	case v.Kind() == value.ObjectKind:
		dst = append(dst, '{')
		for i, m := range v.Members() {
			if len(dst) > value.MaxQuoted {
				break
			}
			if i > 0 {
				dst = append(dst, ", "...)
			}
			dst = append(append(dst, m.Key...), '=')
			dst = appendJavaText(dst, m.Value)
		}
		return append(dst, '}')
	default:
		return append(dst, v.Compact().Quoted()...)
	}
}
