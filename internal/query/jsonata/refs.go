package jsonata

// Refs is what an expression reads and calls, in the order of the text.
type Refs struct {
	// Variables are the reads of variables that the expression does not bind itself, except functions that are called.
	Variables []VariableRef
	// Functions are the calls of functions by a name that the expression does not bind itself.
	Functions []FunctionRef
	// Paths are the static paths from the variables of Variables, such as $states.result.x.
	Paths []PathRef
	// Names are the field names that are looked up in the input of the expression itself.
	Names []NameRef
	// Context are the uses of $, $$, * and ** .
	Context []ContextRef
	// Assigned are the variables that the expression binds with := .
	Assigned []VariableRef
}

// A VariableRef is one use of a variable. The name is without the dollar.
type VariableRef struct {
	Span
	Name string
	// Builtin says that a built-in function has that name: it is read unless the host has such a variable.
	Builtin bool
}

// A FunctionRef is one call of a named function with so many arguments. Known says that there is a built-in one.
type FunctionRef struct {
	Span
	Name  string
	Args  int
	Known bool
}

// A PathRef is a path from a free variable through constant names, up to the first step that is not a name or has a
// predicate. A variable alone is a path without names.
type PathRef struct {
	Span
	Var   string
	Names []NameRef
	// Whole says that the path has nothing but Names.
	Whole bool
	// Further are the names that follow Names, as if there were no predicates, up to the first step that is not a name.
	Further []NameRef
	// Conditional says that the path is read under a condition alone: in a branch of a conditional, behind "and" or "or",
	// or in a function.
	Conditional bool
}

// A NameRef is one field name.
type NameRef struct {
	Span
	Name string
}

// A ContextRef is a use of $ or of a wildcard or, with Root set, of $$. Top says that it is not inside a step, predicate
// or the like: $ is then the input of the whole expression.
type ContextRef struct {
	Span
	Root bool
	Top  bool
}

// Refs returns what the expression reads and calls.
func (e *Expr) Refs() Refs {
	var c collector
	c.visit(e.tree, true, &names{})
	return c.refs
}

// collector goes through a tree and collects references.
type collector struct {
	refs       Refs
	conditions int // around what is visited
}

// names are the variables bound in a part of the text.
type names struct {
	outer  *names
	bound  []string
	later  []string // bound by a later expression of the same block; a function may see them
	lambda bool     // a function begins here
}

// has reports whether name is bound where s is.
func (s *names) has(name string) bool {
	inFunction := false
	for ; s != nil; s = s.outer {
		if contains(s.bound, name) || inFunction && contains(s.later, name) {
			return true
		}
		inFunction = inFunction || s.lambda
	}
	return false
}

func contains(list []string, name string) bool {
	for _, s := range list {
		if s == name {
			return true
		}
	}
	return false
}

// visit collects from n; top says that the context is the input of the whole expression.
func (c *collector) visit(n Node, top bool, s *names) {
	switch n := n.(type) {
	case *Variable:
		c.variable(n, nil, nil, true, top, s)
	case *Name:
		if top {
			c.refs.Names = append(c.refs.Names, NameRef{n.Span, n.Name})
		}
	case *Wildcard:
		c.refs.Context = append(c.refs.Context, ContextRef{Span: n.Span, Top: top})
	case *Descendants:
		c.refs.Context = append(c.refs.Context, ContextRef{Span: n.Span, Top: top})
	case *Path:
		c.path(n, top, s)
	case *Filter:
		c.visit(n.Expr, top, s)
		c.all(n.Predicates, false, s)
	case *Group:
		c.group(n, top, s)
	case *Block:
		c.block(n, top, s)
	case *Lambda:
		c.lambda(n, top, s)
	case *Call:
		c.call(n, top, s)
	case *Condition:
		c.visit(n.Test, top, s)
		c.underCondition([]Node{n.Then, n.Else}, top, s)
	case *Binary:
		c.visit(n.Left, top, s)
		if n.Op == "and" || n.Op == "or" {
			c.underCondition([]Node{n.Right}, top, s)
		} else {
			c.visit(n.Right, top, s)
		}
	case *Assign:
		c.assign(n, top, s)
	case *Transform:
		c.all(Children(n), false, s)
	case *Sort:
		c.all(Children(n), false, s)
	default:
		c.all(Children(n), top, s)
	}
}

// underCondition collects from what may not be evaluated.
func (c *collector) underCondition(nodes []Node, top bool, s *names) {
	c.conditions++
	for _, n := range nodes {
		if n != nil {
			c.visit(n, top, s)
		}
	}
	c.conditions--
}

func (c *collector) all(nodes []Node, top bool, s *names) {
	for _, n := range nodes {
		c.visit(n, top, s)
	}
}

// variable notes the read of a variable with the names that follow it.
func (c *collector) variable(n *Variable, follow, further []NameRef, whole, top bool, s *names) {
	switch {
	case n.Name == "" || n.Name == "$":
		c.refs.Context = append(c.refs.Context, ContextRef{Span: n.Span, Root: n.Name == "$", Top: top})
	case !s.has(n.Name):
		ref := VariableRef{Span: n.Span, Name: n.Name, Builtin: builtin(n.Name) != nil}
		c.refs.Variables = append(c.refs.Variables, ref)
		path := PathRef{Span: n.Span, Var: n.Name, Names: follow, Whole: whole, Further: further, Conditional: c.conditions > 0}
		if len(follow) > 0 {
			path.To = follow[len(follow)-1].To
		}
		c.refs.Paths = append(c.refs.Paths, path)
	}
}

// path collects from a path. Only its first step sees the context around it.
func (c *collector) path(n *Path, top bool, s *names) *names {
	inner := &names{outer: s}
	for i, step := range n.Steps {
		if v, ok := step.Expr.(*Variable); ok && i == 0 {
			follow, further, whole := staticNames(n)
			c.variable(v, follow, further, whole, top, inner)
		} else {
			c.visit(step.Expr, top && i == 0, inner)
		}
		if step.Focus != "" {
			inner.bound = append(inner.bound, step.Focus)
		}
		for _, stage := range step.Stages {
			if stage.Predicate != nil {
				c.visit(stage.Predicate, false, inner)
			} else {
				inner.bound = append(inner.bound, stage.Index)
			}
		}
	}
	return inner
}

// staticNames returns the names after the variable that a path starts with, up to the first predicate, those after it, and
// whether the first are all of the path.
func staticNames(n *Path) (names, further []NameRef, whole bool) {
	whole = true
	for i, step := range n.Steps {
		if i > 0 {
			name, ok := step.Expr.(*Name)
			switch {
			case !ok:
				return names, further, false
			case whole:
				names = append(names, NameRef{name.Span, name.Name})
			default:
				further = append(further, NameRef{name.Span, name.Name})
			}
		}
		if len(step.Stages) > 0 || step.Focus != "" {
			whole = false
		}
	}
	return names, further, whole
}

func (c *collector) group(n *Group, top bool, s *names) {
	inner := s
	if path, ok := n.Expr.(*Path); ok {
		inner = c.path(path, top, s)
	} else {
		c.visit(n.Expr, top, s)
	}
	c.all(pairChildren(n.Pairs), false, inner)
}

func (c *collector) block(n *Block, top bool, s *names) {
	inner := &names{outer: s}
	for _, expr := range n.Exprs {
		if assign, ok := expr.(*Assign); ok {
			inner.later = append(inner.later, assign.Var.Name)
		}
	}
	c.all(n.Exprs, top, inner)
}

func (c *collector) lambda(n *Lambda, top bool, s *names) {
	inner := &names{outer: s, lambda: true}
	for _, param := range n.Params {
		inner.bound = append(inner.bound, param.Name)
	}
	c.underCondition([]Node{n.Body}, top, inner)
}

func (c *collector) assign(n *Assign, top bool, s *names) {
	if _, ok := n.Value.(*Lambda); ok {
		s.bound = append(s.bound, n.Var.Name) // it may call itself
	}
	c.visit(n.Value, top, s)
	s.bound = append(s.bound, n.Var.Name)
	c.refs.Assigned = append(c.refs.Assigned, VariableRef{Span: n.Var.Span, Name: n.Var.Name})
}

func (c *collector) call(n *Call, top bool, s *names) {
	if v, ok := n.callee(); ok && v.Name != "" && v.Name != "$" {
		if !s.has(v.Name) {
			c.refs.Functions = append(c.refs.Functions, FunctionRef{
				Span: v.Span, Name: v.Name, Args: len(n.Args), Known: builtin(v.Name) != nil,
			})
		}
	} else {
		c.visit(n.Func, top, s)
	}
	c.all(n.Args, top, s)
}
