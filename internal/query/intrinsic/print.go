package intrinsic

import "strings"

// String returns the call in its usual spelling; parsing it gives the same call again.
func (c *Call) String() string {
	args := make([]string, len(c.Args))
	for i, arg := range c.Args {
		switch arg := arg.(type) {
		case *Call:
			args[i] = arg.String()
		case *PathArg:
			args[i] = arg.Path.Text()
		case *Constant:
			args[i] = arg.Source
		}
	}
	return c.Function.Name + "(" + strings.Join(args, ", ") + ")"
}

// String returns the names of the types in t, such as "string or number".
func (t Type) String() string {
	if t == Any {
		return "any"
	}
	names := [...]string{"string", "number", "boolean", "null", "array", "object"}
	var parts []string
	for i, name := range names {
		if t&(1<<i) != 0 {
			parts = append(parts, name)
		}
	}
	return strings.Join(parts, " or ")
}

// Signature returns how f is called: "States.MathAdd(first number, second number) number".
func (f *Function) Signature() string {
	parts := make([]string, len(f.Params))
	for i, p := range f.Params {
		name := p.Name
		if p.Variadic {
			name += "..."
		}
		if p.Optional {
			name += "?"
		}
		parts[i] = name + " " + p.Type.String()
	}
	return f.Name + "(" + strings.Join(parts, ", ") + ") " + f.Returns.String()
}
