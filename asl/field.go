package asl

import (
	"strings"

	"github.com/aslcheck/aslcheck/source"
)

// A Field is one field of the definition: its value and its location.
type Field[T any] struct {
	Value T
	// Set reports whether the field is there at all, even with a wrong or unknown value.
	Set bool
	// Null reports whether the value is null, in the fields that allow it.
	Null bool
	// Opaque reports whether the value is not known before a template is filled in: it is or contains a placeholder
	// such as ${Name}. Value is then the literal text if T is string, else the zero value.
	Opaque bool
	// Expression reports whether the value is a JSONata expression, "{% … %}". Value then holds the text where T is
	// string, else the zero value.
	Expression bool
	// Node is the value in the tree, nil when the field is not set.
	Node *source.Node

	member *source.Member // nil for a value that is not a member of an object
}

// fieldOf returns the field of a member, without its value.
func fieldOf[T any](m *source.Member) Field[T] { return Field[T]{Set: true, Node: m.Value, member: m} }

// Span covers the value; it is not valid when the field is not set.
func (f *Field[T]) Span() source.Span {
	if f.Node == nil {
		return source.Span{}
	}
	return f.Node.Span
}

// KeySpan covers the key; it is not valid when the field is not set, or is an element of an array.
func (f *Field[T]) KeySpan() source.Span {
	if f.member == nil {
		return source.Span{}
	}
	return f.member.KeySpan
}

// Known reports whether Value is the field's value: it is set, not null, and neither opaque nor an expression.
func (f *Field[T]) Known() bool { return f.Set && !f.Null && !f.Opaque && !f.Expression }

// A Tree is a field whose value may be any JSON, such as Parameters or Result.
type Tree = Field[*source.Node]

// A Language is the query language of a machine or state.
type Language uint8

// The query languages. JSONPath is the default of the service.
const (
	JSONPath Language = iota
	JSONata
)

// String returns the value of the field QueryLanguage.
func (l Language) String() string {
	if l == JSONata {
		return "JSONata"
	}
	return "JSONPath"
}

const (
	expressionOpen  = "{%"
	expressionClose = "%}"
)

// IsExpression reports whether text is delimited as a JSONata expression.
func IsExpression(text string) bool {
	return len(text) >= len(expressionOpen)+len(expressionClose) &&
		strings.HasPrefix(text, expressionOpen) && strings.HasSuffix(text, expressionClose)
}

// dynamicReference begins what CloudFormation reads at deployment: {{resolve:ssm:name}}.
const dynamicReference = "{{resolve:"

// HasPlaceholder reports whether text contains a substitution such as ${Name}, or a dynamic reference of CloudFormation.
func HasPlaceholder(text string) bool {
	if strings.IndexByte(text, '{') < 0 { // nearly every text: this is asked of each
		return false
	}
	i := strings.Index(text, "${")
	return i >= 0 && strings.IndexByte(text[i:], '}') > 0 || strings.Contains(text, dynamicReference)
}

// IsOpaque reports whether the value of n is not known before a template is filled in: a placeholder, a text with a
// placeholder, a node with a tag of CloudFormation, or its long form such as {"Fn::GetAtt": …}.
func IsOpaque(n *source.Node) bool {
	if n == nil || n.IsOpaque() {
		return n != nil
	}
	switch n.Kind {
	case source.String:
		return HasPlaceholder(n.Text)
	case source.Object:
		return len(n.Members) == 1 && (n.Members[0].Key == "Ref" || strings.HasPrefix(n.Members[0].Key, "Fn::"))
	default:
		return false
	}
}
