package intrinsic

import (
	"errors"
	"strings"

	"github.com/aslcheck/aslcheck/internal/query/jsonpath"
	"github.com/aslcheck/aslcheck/value"
)

// input is what a function gets: its arguments, which fit its parameters. The first three have fields of their own, so
// that a call needs no slice; a variadic function finds all in args.
type input struct {
	call    *Call
	host    Host
	a, b, c value.Value
	args    []value.Value
}

type output = value.Value

// A Meter is a Scope that limits what calls may use together.
type Meter interface {
	// Spend counts bytes; false after too many, and when nobody wants the result any more.
	Spend(bytes int) bool
}

// A refusal says why a function has no value for its arguments: in the words of the service, "" for "Invalid arguments in" its
// name, which is what it says of nearly everything, and in ours.
type refusal struct{ text, why string }

func invalid(why string) *refusal { return &refusal{why: why} }

// Eval returns the value of the call. The error is an *EvalError.
func (c *Call) Eval(scope jsonpath.Scope, host Host) (value.Value, error) {
	v, err := c.eval(scope, host)
	if err == nil {
		return v, nil
	}
	// The service names the outermost call, wherever it failed (measured).
	if err.missing {
		err.Message = "The function '" + c.text + "' had the following error: " + err.Message
	} else {
		err.Message = "There was an error while evaluating the intrinsic function: " + c.text + ". " + err.Message
	}
	return value.Undefined, err
}

func (c *Call) eval(scope jsonpath.Scope, host Host) (value.Value, *EvalError) {
	in := input{call: c, host: host}
	if c.Function.variadic() {
		in.args = make([]value.Value, 0, len(c.Args))
	}
	for i, arg := range c.Args {
		v, err := c.argument(arg, scope, host)
		if err != nil {
			return value.Undefined, err
		}
		in.set(i, v)
	}
	if m, ok := scope.(Meter); ok && !m.Spend(c.cost(&in)) {
		return value.Undefined, c.refused(invalid("the calls of the state need too much memory"))
	}
	out, r := c.call(in)
	if r != nil {
		return value.Undefined, c.refused(r)
	}
	return out, nil
}

// call calls the function with arguments that it may not take.
func (c *Call) call(in input) (output, *refusal) {
	if !c.countFits {
		return value.Undefined, c.arity()
	}
	for i := range c.Args {
		if r := c.Function.param(i).refuse(in.at(i)); r != nil {
			return value.Undefined, r
		}
	}
	return c.Function.eval(in)
}

// cost estimates the bytes that the call goes through and makes.
func (c *Call) cost(in *input) int {
	if c.Function.factor == 0 {
		return 0
	}
	n := 0
	for i := range c.Args {
		if v := in.at(i); v.Kind() >= value.StringKind {
			n += v.Size()
		}
	}
	return n * c.Function.factor
}

// arity is the refusal of a number of arguments. States.JsonToString has a text of its own (recorded: States.JsonToString-013
// and -014).
func (c *Call) arity() *refusal {
	r := invalid("the number of arguments is wrong")
	if c.Function.Name == "States.JsonToString" {
		r.text = "Invalid arguments in States.JsonToString: only a single argument is allowed."
	}
	return r
}

// refuse returns what is wrong with an argument.
func (p *Param) refuse(v value.Value) *refusal {
	if p.Type&TypeOf(v) == 0 {
		return invalid(p.Name + " must be " + p.Type.String() + ", not " + TypeOf(v).String())
	}
	if p.fits == nil {
		return nil
	}
	if want := p.fits(v); want != "" {
		return invalid(p.Name + " must be " + want)
	}
	return nil
}

func (in *input) set(i int, v value.Value) {
	switch {
	case in.args != nil:
		in.args = append(in.args, v)
	case i == 0:
		in.a = v
	case i == 1:
		in.b = v
	case i == 2:
		in.c = v
	}
}

func (in *input) at(i int) value.Value {
	switch {
	case in.args != nil:
		return in.args[i]
	case i == 0:
		return in.a
	case i == 1:
		return in.b
	default:
		return in.c
	}
}

func (c *Call) argument(arg Arg, scope jsonpath.Scope, host Host) (value.Value, *EvalError) {
	switch arg := arg.(type) {
	case *Constant:
		return arg.Value, nil
	case *Call:
		return arg.eval(scope, host)
	case *PathArg:
		v, err := arg.Path.Eval(scope)
		if err != nil {
			return value.Undefined, c.pathFailure(arg.Path, scope, err)
		}
		return v, nil
	}
	return value.Undefined, nil
}

func (c *Call) refused(r *refusal) *EvalError {
	e := &EvalError{Message: r.text, Call: c, Reason: r.why}
	if e.Message == "" {
		e.Message = "Invalid arguments in " + c.Function.Name
	}
	return e
}

// pathFailure is the failure of a path. The service shows a path into the context object with one dollar, and the input of the
// state with it (Step Functions Local does, and the tests of others expect it).
func (c *Call) pathFailure(p *jsonpath.Path, scope jsonpath.Scope, err error) *EvalError {
	e := &EvalError{Call: c, Reason: err.Error(), Message: err.Error(), missing: true}
	errors.As(err, &e.Path)
	if e.Path == nil || e.Path.Kind != jsonpath.NotFound {
		return e
	}
	text := p.Text()
	if p.Root().Kind == jsonpath.Context {
		text = strings.TrimPrefix(text, "$")
	}
	e.Message = "The JsonPath argument for the field '" + text + "' could not be found in the input '" + scope.Document().Quoted() + "'"
	return e
}
