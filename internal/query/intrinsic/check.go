package intrinsic

import (
	"fmt"
	"strconv"
)

// Check returns what is certain to fail when c is evaluated, whatever the paths in it yield: wrong numbers of arguments
// and constants or results of a wrong type.
func (c *Call) Check() []*SyntaxError {
	found := c.checkArity()
	for i, arg := range c.Args {
		got := Any
		switch arg := arg.(type) {
		case *Call:
			found = append(found, arg.Check()...)
			got = arg.Function.Returns
		case *Constant:
			got = TypeOf(arg.Value)
		case *PathArg:
		}
		if len(c.Function.Params) == 0 {
			continue
		}
		if p := c.Function.param(i); p.Type&got == 0 {
			at := arg.Place()
			found = append(found, &SyntaxError{
				Offset: at.Offset, End: at.End,
				Message: fmt.Sprintf("%s of %s must be %s, not %s", p.Name, c.Function.Name, p.Type, got),
			})
		}
	}
	return append(found, c.checkTemplate()...)
}

func (c *Call) checkArity() []*SyntaxError {
	if c.countFits {
		return nil
	}
	least, most := c.Function.Arity()
	want := strconv.Itoa(least)
	switch {
	case most < 0:
		want = fmt.Sprintf("at least %d", least)
	case most > least:
		want = fmt.Sprintf("%d to %d", least, most)
	}
	return []*SyntaxError{{Offset: c.Offset, End: c.End, Message: fmt.Sprintf("%s takes %s arguments, not %d", c.Function.Name, want, len(c.Args))}}
}

// checkTemplate compares the placeholders of a constant template with the values of States.Format.
func (c *Call) checkTemplate() []*SyntaxError {
	if c.Function.Name != "States.Format" || len(c.Args) == 0 {
		return nil
	}
	template, ok := c.Args[0].(*Constant)
	if !ok || len(template.pieces) == 0 || len(template.pieces) == len(c.Args) {
		return nil
	}
	return []*SyntaxError{{
		Offset: c.Offset, End: c.End,
		Message: fmt.Sprintf("the template has %d placeholders for %d values", len(template.pieces)-1, len(c.Args)-1),
	}}
}
