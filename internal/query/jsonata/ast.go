package jsonata

import "github.com/aslcheck/aslcheck/value"

// A Node is a part of an expression. Offsets count bytes from the start of its text. Nodes are made by the parser and do
// not change afterwards.
//
//sumtype:decl
type Node interface {
	// Start returns the offset of the first byte of the node.
	Start() int
	// End returns the offset after the last byte of the node.
	End() int
	node() *origin
}

// A Span is the location of a node in the text: from its first byte up to the one after its last.
type Span struct{ From, To int }

// Start returns the offset of the first byte of the node.
func (s Span) Start() int { return s.From }

// End returns the offset after the last byte of the node.
func (s Span) End() int { return s.To }

// origin is what all nodes have: their span and what the reference keeps of the token that made them.
type origin struct {
	Span
	at        int32 // offset that the reference gives in errors: the end of that token
	keepArray bool  // followed by []
}

func (o *origin) node() *origin { return o }

// originOf is the origin of a node that starts with a token.
func originOf(t token) origin { return origin{Span: Span{t.start, t.end}, at: int32(t.end)} }

// originAfter is the origin of a node that an operator makes of what is left of it.
func originAfter(t token, left Node) origin {
	return origin{Span: Span{left.Start(), t.end}, at: int32(t.end)}
}

// The nodes of an expression. What a user writes as a.b[0].c is one Path of three steps.
type (
	// Literal is a string, number, true, false or null.
	Literal struct {
		origin
		Value value.Value
		word  string // as written, strings without quotes
	}
	// Regex is a regular expression between slashes.
	Regex struct {
		origin
		Pattern, Flags string
		compiled       *regex
	}
	// Name is a field name, bare or in backquotes.
	Name struct {
		origin
		Name   string
		quoted bool // a string that is a step
	}
	// Wildcard is the step *.
	Wildcard struct{ origin }
	// Descendants is the step **.
	Descendants struct{ origin }
	// Parent is the step %.
	Parent struct{ origin }
	// Placeholder is the ? of a partial application.
	Placeholder struct{ origin }
	// Variable is $name; the name of $ is "" and the name of $$ is "$".
	Variable struct {
		origin
		Name string
	}
	// Path is a chain of steps. A name with nothing before or after it is a Name and not a path.
	Path struct {
		origin
		Steps []Step
		last  opCode // the last operator, apart from brackets, that the path was made with
	}
	// Filter is an expression with predicates in brackets that is not a step of a path.
	Filter struct {
		origin
		Expr       Node
		Predicates []Node
	}
	// Focus is an expression with a variable that @ binds, where it is not a step of a path: nothing sees the variable.
	Focus struct {
		origin
		Expr Node
		Var  string
	}
	// Group is an expression followed by { key: value, ... }. A path is grouped as a whole, also by what follows the group:
	// a{b: c}.d is the group of a.d.
	Group struct {
		origin
		Expr  Node
		Pairs []Pair
	}
	// Unary is the minus sign before its operand.
	Unary struct {
		origin
		Expr Node
	}
	// Binary is an operator between two operands, also "..", "and", "or", "in" and "~>".
	Binary struct {
		origin
		Op          string
		Left, Right Node
		op          opCode
	}
	// Array is [ ... ].
	Array struct {
		origin
		Elems []Node
	}
	// Object is { key: value, ... }.
	Object struct {
		origin
		Pairs []Pair
	}
	// Block is ( ...; ... ).
	Block struct {
		origin
		Exprs []Node
	}
	// Condition is test ? then : else; Else may be nil.
	Condition struct {
		origin
		Test, Then, Else Node
	}
	// Assign is $name := value.
	Assign struct {
		origin
		Var   *Variable
		Value Node
	}
	// Lambda is function($a, $b)<signature>{ body }.
	Lambda struct {
		origin
		Params    []*Variable
		Signature string
		Body      Node
		types     *signature
	}
	// Call is a function with arguments, some of which are placeholders when Partial is set.
	Call struct {
		origin
		Func    Node
		Args    []Node
		Partial bool
	}
	// Transform is | pattern | update, delete |; Delete may be nil.
	Transform struct {
		origin
		Pattern, Update, Delete Node
	}
	// Sort is the step ^( ... ).
	Sort struct {
		origin
		Terms []SortTerm
	}
	// missing is where the text ends before an operand. No compiled expression has it.
	missing struct{ origin }
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
	at        int32 // offset that the reference gives in errors about the predicate; 0 if a group may follow it
	late      bool  // after a group of the path
}

// A Pair is one key and value of an object constructor.
type Pair struct{ Key, Value Node }

// A SortTerm is one term of an order-by.
type SortTerm struct {
	Expr       Node
	Descending bool
}

// callee returns the variable that a call names its function by.
func (n *Call) callee() (*Variable, bool) {
	f := n.Func
	for {
		focus, ok := f.(*Focus)
		if !ok {
			break
		}
		f = focus.Expr
	}
	v, ok := f.(*Variable)
	return v, ok
}
