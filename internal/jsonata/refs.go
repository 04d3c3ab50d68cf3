package jsonata

// Refs is what an expression reads and calls, in the order of the text.
type Refs struct {
	// Variables are the reads of variables that the expression does not bind itself, except functions that are called.
	Variables []VariableRef
	// Functions are the calls of functions by a name that the expression does not bind itself.
	Functions []FunctionRef
	// Paths are the static paths from free variables, such as $states.result.x. A variable alone is a path without names.
	Paths []PathRef
	// Names are the field names that are looked up in the input of the expression itself.
	Names []NameRef
	// Context are the uses of $ and $$ .
	Context []ContextRef
	// Assigned are the variables that the expression binds with := .
	Assigned []VariableRef
}

// A VariableRef is one use of a variable. The name is without the dollar.
type VariableRef struct {
	Span
	Name string
}

// A FunctionRef is one call of a named function with so many arguments. Known says that there is a built-in one.
type FunctionRef struct {
	Span
	Name  string
	Args  int
	Known bool
}

// A PathRef is a path from a free variable through constant names, up to the first step that is not a name.
type PathRef struct {
	Span
	Var   string
	Names []NameRef
	// Whole says that the path has no further steps than Names.
	Whole bool
}

// A NameRef is one field name.
type NameRef struct {
	Span
	Name string
}

// A ContextRef is a use of $ or, with Root set, of $$. Top says that $ there is the input of the whole expression.
type ContextRef struct {
	Span
	Root bool
	Top  bool
}

// Refs returns what the expression reads and calls.
func (e *Expr) Refs() Refs { return Refs{} }
