package terraform

import (
	"path"
	"strconv"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/aslcheck/aslcheck/source"
)

func number(at span, n int) *value {
	return &value{kind: source.Number, span: at, text: strconv.Itoa(n)}
}

// name evaluates a name such as local.first or var.names[0].
func (e *evaluator) name(x *hclsyntax.ScopeTraversalExpr, s *scope) *value {
	root := x.Traversal.RootName()
	at := s.origin.span(x.SrcRange)
	for in := s; in != nil; in = in.parent {
		if v := in.names[root]; v != nil {
			return e.traverse(v.moved(at), x.Traversal[1:], x, s)
		}
		if in.template {
			in.missing[root] = s.origin.span(x.Traversal[0].SourceRange())
			return e.unknown(x, s)
		}
	}
	second := ""
	if len(x.Traversal) > 1 {
		second = stepName(x.Traversal[1])
	}
	var v *value
	rest := 2
	switch root {
	case "local":
		v = e.local(second, s.module)
	case "var":
		v = e.variable(second, s.module)
	case "path":
		v = pathOf(second, at, s.module)
	case "data":
		if len(x.Traversal) == 4 && second == "template_file" && stepName(x.Traversal[3]) == "rendered" {
			v, rest = e.templateData(stepName(x.Traversal[2]), at, s.module), 4
		}
	}
	if v == nil {
		return e.unknown(x, s)
	}
	return e.traverse(v.moved(at), x.Traversal[rest:], x, s)
}

// stepName returns the name of a step of a traversal, or "".
func stepName(t hcl.Traverser) string {
	switch t := t.(type) {
	case hcl.TraverseAttr:
		return t.Name
	case hcl.TraverseIndex:
		if t.Key.Type() == cty.String && t.Key.IsKnown() && !t.Key.IsNull() {
			return t.Key.AsString()
		}
	}
	return ""
}

// traverse takes the steps from a value to what is in it.
func (e *evaluator) traverse(v *value, steps hcl.Traversal, x hclsyntax.Expression, s *scope) *value {
	for _, step := range steps {
		name := stepName(step)
		if i, ok := step.(hcl.TraverseIndex); ok && name == "" && i.Key.Type() == cty.Number {
			name = numberText(i.Key)
		}
		if v = e.element(v, name); v == nil {
			return e.unknown(x, s)
		}
	}
	if len(steps) == 0 {
		return v
	}
	return v.moved(s.origin.span(x.Range()))
}

// element returns what a key or an index finds in a value, nil if that is not known.
func (e *evaluator) element(v *value, key string) *value {
	switch v.kind {
	case source.Object:
		if v.isOpen() {
			return nil
		}
		return v.get(key)
	case source.Array:
		i, err := strconv.Atoi(key)
		if err != nil || i < 0 || i >= len(v.items) {
			return nil
		}
		return v.items[i]
	default:
		return nil
	}
}

func (e *evaluator) index(x *hclsyntax.IndexExpr, s *scope) *value {
	if key, ok := e.eval(x.Key, s).scalar(); ok {
		if found := e.element(e.eval(x.Collection, s), key); found != nil {
			return found.moved(s.origin.span(x.SrcRange))
		}
	}
	return e.unknown(x, s)
}

// local returns a local value, nil if there is none.
func (e *evaluator) local(name string, m *module) *value {
	m.load()
	a, ok := m.locals[name]
	if !ok {
		return nil
	}
	return e.remember(m, "local."+name, func() *value { return e.argument(a) })
}

// variable returns the value of a variable: that of the call of the module or of *.tfvars, or else the default. An empty
// default is usually replaced, so that it says nothing.
func (e *evaluator) variable(name string, m *module) *value {
	if a, ok := m.arguments[name]; ok {
		return e.remember(m, "var."+name, func() *value { return e.argument(a) })
	}
	m.load()
	if a, ok := m.values[name]; ok {
		return e.remember(m, "var."+name, func() *value { return e.argument(a) })
	}
	b := m.variables[name]
	if b == nil || b.attributes["default"].expression.isMissing() {
		return nil
	}
	return e.remember(m, "var."+name, func() *value {
		v := e.argument(argument{b.attributes["default"].expression, m.scope(b.origin)})
		if text, ok := v.scalar(); v.kind == source.Null || ok && text == "" {
			return nil
		}
		return v
	})
}

// remember evaluates a value once. A value that refers to itself is unknown.
func (e *evaluator) remember(m *module, name string, eval func() *value) *value {
	values := e.known[m]
	if values == nil {
		values = map[string]*value{}
		e.known[m] = values
	}
	if v, ok := values[name]; ok {
		return v
	}
	values[name] = nil
	before := e.assumed
	e.assumed = false
	v := eval()
	if values[name] = v; e.assumed {
		delete(values, name) // the next definition needs to know that, too
	}
	e.assumed = e.assumed || before
	return v
}

// pathOf returns path.module, or path.root where that is the same.
func pathOf(name string, at span, m *module) *value {
	if name == "module" || name == "root" && m.main != nil {
		return str(at, path.Clean(m.dir))
	}
	return nil
}

// templateData returns what the data source template_file renders.
func (e *evaluator) templateData(name string, at span, m *module) *value {
	m.load()
	b := m.data["template_file."+name]
	if b == nil || b.attributes["template"].expression.isMissing() {
		return nil
	}
	s := m.scope(b.origin)
	vars := &value{kind: source.Object, span: at}
	if x := b.attributes["vars"].expression; !x.isMissing() {
		vars = e.argument(argument{x, s})
	}
	return e.templateOf(e.argument(argument{b.attributes["template"].expression, s}), vars, at)
}
