package intrinsic

import (
	"github.com/aslcheck/aslcheck/internal/query/jsonpath"
	"github.com/aslcheck/aslcheck/value"
)

// A Span is a half-open range of bytes in the text of a call.
type Span = jsonpath.Span

// A Call is a compiled call of an intrinsic function. It is immutable and safe for concurrent use.
type Call struct {
	Function *Function
	Args     []Arg
	NameSpan Span // the name alone
	Span
	text      string
	countFits bool // the number of arguments is one that the function takes
}

// An Arg is an argument of a call: a *Call, a *PathArg, or a *Constant.
//
//sumtype:decl
type Arg interface {
	// Place returns the range of the argument in the text of the outermost call.
	Place() Span
	arg()
}

// A PathArg is a path. The offsets inside it count from Offset.
type PathArg struct {
	Path *jsonpath.Path
	Span
}

// A Constant is a string, number, boolean or null. Source is how it was written.
type Constant struct {
	Value  value.Value
	Source string
	Span
	template template // of a string: what it is as the template of States.Format
}

func (*Call) arg()     {}
func (*PathArg) arg()  {}
func (*Constant) arg() {}

// A Host answers what a call cannot compute.
type Host interface {
	// Uint64 returns the next number of the seeded randomness of the execution.
	Uint64() uint64
	// UUID returns a new version 4 UUID.
	UUID() string
}

// A SyntaxError says why a text is not a valid call. Offset and End delimit the offending bytes.
type SyntaxError struct {
	Offset, End int
	Message     string
	// Unknown is the name of the function that does not exist; "" for other errors.
	Unknown string
}

func (e *SyntaxError) Error() string { return e.Message }

// An EvalError says why a call has no value. Message is in the words of the service and names the outermost call. Path is the
// error of the path that failed, nil where the function Call refused its arguments, for Reason in our words.
type EvalError struct {
	Message string
	Call    *Call
	Reason  string
	Path    *jsonpath.EvalError
	missing bool // a path failed
}

func (e *EvalError) Error() string { return e.Message }

// Unwrap returns the error of the path that failed.
func (e *EvalError) Unwrap() error {
	if e.Path == nil {
		return nil
	}
	return e.Path
}

// Text returns the call as it was written.
func (c *Call) Text() string { return c.text }

// Count returns the number of calls in c, c included. The developer guide allows ten in one field.
func (c *Call) Count() int {
	n := 1
	for _, arg := range c.Args {
		if inner, ok := arg.(*Call); ok {
			n += inner.Count()
		}
	}
	return n
}
