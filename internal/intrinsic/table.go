package intrinsic

import (
	"github.com/aslcheck/aslcheck/internal/jsonpath"
	"github.com/aslcheck/aslcheck/value"
)

// A Function describes an intrinsic function.
type Function struct {
	Name    string
	Params  []Param
	Returns Type
	Doc     string // one line
	eval    func(args []value.Value, host Host) (value.Value, error)
}

// A Param is a parameter of a function. An optional one may be left out, a variadic one, always the last, may occur any
// number of times.
type Param struct {
	Name     string
	Type     Type
	Optional bool
	Variadic bool
}

// Type is a set of JSON types that a parameter takes.
type Type uint8

// The types. Any is every one of them.
const (
	StringType Type = 1 << iota
	NumberType
	BoolType
	NullType
	ArrayType
	ObjectType
	Any = StringType | NumberType | BoolType | NullType | ArrayType | ObjectType
)

// Functions returns all functions, sorted by name.
func Functions() []*Function { return nil }

// Lookup returns the function of the given name, such as "States.Format", and whether there is one.
func Lookup(name string) (*Function, bool) { return nil, false }

// IsCall reports whether text has the form of a call, which tells it from a path.
func IsCall(text string) bool { return false }

// Parse compiles a call. The error is a *SyntaxError.
func Parse(text string) (*Call, error) {
	return nil, &SyntaxError{End: len(text), Message: "not compiled yet"}
}

// String returns the call in its usual spelling; parsing it gives the same call again.
func (c *Call) String() string { return c.text }

// Eval returns the value of the call. The error is an *EvalError.
func (c *Call) Eval(scope jsonpath.Scope, host Host) (value.Value, error) {
	return value.Undefined, &EvalError{Message: "not evaluated yet"}
}
