package jsonata

import "github.com/aslcheck/aslcheck/value"

// A Node is a part of an expression. Offsets count bytes from the start of its text.
//
//sumtype:decl
type Node interface {
	// Start returns the offset of the first byte of the node.
	Start() int
	// End returns the offset behind the last byte of the node.
	End() int
	node()
}

// A Span is where a node stands in the text: from its first byte up to the one behind its last.
type Span struct{ From, To int }

// Start returns the offset of the first byte of the node.
func (s Span) Start() int { return s.From }

// End returns the offset behind the last byte of the node.
func (s Span) End() int { return s.To }

func (Span) node() {}

// The nodes of an expression. What a user writes as a.b[0].c is one Path of three steps.
type (
	// Literal is a string, number, true, false or null.
	Literal struct {
		Span
		Value value.Value
	}
	// Regex is a regular expression between slashes.
	Regex struct {
		Span
		Pattern, Flags string
	}
	// Name is a field name, bare or in backquotes.
	Name struct {
		Span
		Name string
	}
	// Wildcard is the step *.
	Wildcard struct{ Span }
	// Descendants is the step **.
	Descendants struct{ Span }
	// Parent is the step %.
	Parent struct{ Span }
	// Placeholder is the ? of a partial application.
	Placeholder struct{ Span }
	// Variable is $name; the name of $ is "" and the name of $$ is "$".
	Variable struct {
		Span
		Name string
	}
	// Path is a chain of steps. A name that stands alone is a path of one step.
	Path struct {
		Span
		Steps []Step
	}
	// Filter is an expression with predicates in brackets that is not a step of a path.
	Filter struct {
		Span
		Expr       Node
		Predicates []Node
	}
	// Group is an expression followed by { key: value, ... }.
	Group struct {
		Span
		Expr  Node
		Pairs []Pair
	}
	// Unary is the minus sign before its operand.
	Unary struct {
		Span
		Expr Node
	}
	// Binary is an operator between two operands, also "..", "and", "or", "in" and "~>".
	Binary struct {
		Span
		Op          string
		Left, Right Node
	}
	// Array is [ ... ].
	Array struct {
		Span
		Elems []Node
	}
	// Object is { key: value, ... }.
	Object struct {
		Span
		Pairs []Pair
	}
	// Block is ( ...; ... ).
	Block struct {
		Span
		Exprs []Node
	}
	// Condition is test ? then : else; Else may be nil.
	Condition struct {
		Span
		Test, Then, Else Node
	}
	// Assign is $name := value.
	Assign struct {
		Span
		Var   *Variable
		Value Node
	}
	// Lambda is function($a, $b)<signature>{ body }.
	Lambda struct {
		Span
		Params    []*Variable
		Signature string
		Body      Node
	}
	// Call is a function with arguments, some of which are placeholders when Partial is set.
	Call struct {
		Span
		Func    Node
		Args    []Node
		Partial bool
	}
	// Transform is | pattern | update, delete |; Delete may be nil.
	Transform struct {
		Span
		Pattern, Update, Delete Node
	}
	// Sort is the step ^( ... ).
	Sort struct {
		Span
		Terms []SortTerm
	}
)

// A Step is one step of a Path with what hangs on it.
type Step struct {
	Expr   Node
	Stages []Stage
	// Focus is the variable that @ binds, "" without one.
	Focus string
	// KeepArray says that the step was followed by [].
	KeepArray bool
}

// A Stage is a predicate of a step, or the variable that # binds where Predicate is nil.
type Stage struct {
	Predicate Node
	Index     string
}

// A Pair is one key and value of an object constructor.
type Pair struct{ Key, Value Node }

// A SortTerm is one term of an order-by.
type SortTerm struct {
	Expr       Node
	Descending bool
}
