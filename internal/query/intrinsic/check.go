package intrinsic

import (
	"fmt"
	"strconv"

	"github.com/aslcheck/aslcheck/value"
)

// Check returns what is certain to fail when c is evaluated, whatever the paths in it yield: wrong numbers of arguments,
// constants that a function does not take, and results of a wrong type.
func (c *Call) Check() []*SyntaxError {
	found := c.checkArity()
	constant := c.countFits
	in := input{call: c, host: nowhere{}}
	if c.Function.variadic() {
		in.args = make([]value.Value, 0, len(c.Args))
	}
	for i, arg := range c.Args {
		literal, ok := arg.(*Constant)
		if ok {
			in.set(i, literal.Value)
		}
		constant = constant && ok
		if inner, ok := arg.(*Call); ok {
			found = append(found, inner.Check()...)
		}
		if fault := c.checkArg(i, arg); fault != nil {
			found, constant = append(found, fault), false
		}
	}
	if constant {
		if _, r := c.Function.eval(in); r != nil {
			return append(found, c.fault(c.Span, r.why))
		}
		return found
	}
	return append(found, c.checkTemplate()...)
}

// nowhere is the host of a call that is evaluated to see whether it fails.
type nowhere struct{}

func (nowhere) Uint64() uint64 { return 0 }
func (nowhere) UUID() string   { return "" }

func (c *Call) fault(at Span, message string) *SyntaxError {
	return &SyntaxError{Offset: at.Offset, End: at.End, Message: message}
}

// checkArg checks an argument alone.
func (c *Call) checkArg(i int, arg Arg) *SyntaxError {
	if least, most := c.Function.Arity(); most >= 0 && i >= max(least, most) {
		return nil
	}
	p := c.Function.param(i)
	switch arg := arg.(type) {
	case *Call:
		if got := arg.Function.Returns; p.Type&got == 0 {
			return c.fault(arg.Span, fmt.Sprintf("%s of %s must be %s, not %s", p.Name, c.Function.Name, p.Type, got))
		}
	case *Constant:
		got := TypeOf(arg.Value)
		if p.Type&got == 0 {
			return c.fault(arg.Span, fmt.Sprintf("%s of %s must be %s, not %s", p.Name, c.Function.Name, p.Type, got))
		}
		if p.fits == nil {
			return nil
		}
		if want := p.fits(arg.Value); want != "" {
			return c.fault(arg.Span, fmt.Sprintf("%s of %s must be %s", p.Name, c.Function.Name, want))
		}
	case *PathArg:
	}
	return nil
}

func (c *Call) checkArity() []*SyntaxError {
	if c.countFits {
		return nil
	}
	least, most := c.Function.Arity()
	want := plural(least, "argument")
	switch {
	case most < 0:
		want = "at least " + want
	case most > least:
		want = strconv.Itoa(least) + " to " + plural(most, "argument")
	}
	return []*SyntaxError{c.fault(c.Span, fmt.Sprintf("%s takes %s, not %d", c.Function.Name, want, len(c.Args)))}
}

// checkTemplate compares a constant template with the values of States.Format.
func (c *Call) checkTemplate() []*SyntaxError {
	if c.Function.Name != "States.Format" || len(c.Args) == 0 {
		return nil
	}
	constant, ok := c.Args[0].(*Constant)
	if !ok || constant.Value.Kind() != value.StringKind {
		return nil
	}
	if r := constant.template.check(c, len(c.Args)-1); r != nil {
		return []*SyntaxError{c.fault(c.Span, r.why)}
	}
	return nil
}
