package intrinsic

import (
	"errors"

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

// Eval returns the value of the call. The error is an *EvalError.
func (c *Call) Eval(scope jsonpath.Scope, host Host) (value.Value, error) {
	if !c.countFits {
		return value.Undefined, c.failure("Invalid number of arguments in " + c.Function.Name)
	}
	in := input{call: c, host: host}
	if c.Function.variadic() {
		in.args = make([]value.Value, 0, len(c.Args))
	}
	for i, arg := range c.Args {
		v, err := c.argument(arg, scope, host)
		if err != nil {
			return value.Undefined, err
		}
		if c.Function.param(i).Type&TypeOf(v) == 0 {
			return value.Undefined, c.failure("Invalid arguments in " + c.Function.Name)
		}
		in.set(i, v)
	}
	out, reason := c.Function.eval(in)
	if reason != "" {
		return value.Undefined, c.failure(reason)
	}
	return out, nil
}

func (in *input) set(i int, v value.Value) {
	switch {
	case in.args != nil:
		in.args = append(in.args, v)
	case i == 0:
		in.a = v
	case i == 1:
		in.b = v
	default:
		in.c = v
	}
}

func (c *Call) argument(arg Arg, scope jsonpath.Scope, host Host) (value.Value, error) {
	switch arg := arg.(type) {
	case *Constant:
		return arg.Value, nil
	case *Call:
		return arg.Eval(scope, host)
	case *PathArg:
		v, err := arg.Path.Eval(scope)
		if err != nil {
			return value.Undefined, c.pathFailure(arg.Path, scope, err)
		}
		return v, nil
	}
	return value.Undefined, nil
}

func (c *Call) failure(reason string) *EvalError {
	return &EvalError{
		Message: "The function '" + c.text + "' had the following error: " + reason,
		Call:    c,
		Reason:  reason,
	}
}

func (c *Call) pathFailure(p *jsonpath.Path, scope jsonpath.Scope, err error) *EvalError {
	reason := err.Error()
	var pathErr *jsonpath.EvalError
	if errors.As(err, &pathErr) && pathErr.Kind == jsonpath.NotFound {
		root := scope.Document()
		if p.Root().Kind == jsonpath.Context {
			root = scope.Context()
		}
		reason = "The JsonPath argument for the field '" + p.Text() + "' could not be found in the input '" + root.JSON() + "'"
	}
	e := c.failure(reason)
	e.Path = pathErr
	return e
}
