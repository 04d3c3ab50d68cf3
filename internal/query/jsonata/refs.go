package jsonata

import "slices"

// Refs is what an expression reads and calls, in the order of the text.
type Refs struct {
	// Paths are the static paths from variables that the expression does not bind itself, such as $states.result.x, except
	// functions that are called.
	Paths []PathRef
	// Functions are the calls of functions by a name that the expression does not bind itself.
	Functions []FunctionRef
	// Names are the field names that are looked up in the input of the expression itself.
	Names []NameRef
	// Context are the uses of $, $$, * and ** .
	Context []ContextRef
	// Assigned are the variables that the expression binds with := , without the dollar.
	Assigned []NameRef
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
	// Var is the variable, without the dollar. Builtin says that a built-in function has that name: it is read unless the
	// host has such a variable.
	Var     string
	Builtin bool
	// Whole says that the path has nothing but Names.
	Whole bool
	Names []string
	// Further are the names that follow Names, as if there were no predicates, up to the first step that is not a name.
	Further []string
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
	var s *names
	if e.made.binds {
		s = &names{}
	}
	c.visit(e.tree, true, s)
	return c.refs
}

// collector goes through a tree and collects references.
type collector struct {
	refs       Refs
	conditions int // around what is visited
}

// names are the variables bound in a part of the text; nil where there are none.
type names struct {
	outer  *names
	bound  nameList
	later  nameList // bound by a later expression of the same block; a function may see them
	lambda bool     // a function begins here
}

// has reports whether name is bound where s is.
func (s *names) has(name string) bool {
	inFunction := false
	for ; s != nil; s = s.outer {
		if s.bound.has(name) || inFunction && s.later.has(name) {
			return true
		}
		inFunction = inFunction || s.lambda
	}
	return false
}

// A nameList is a list of names, most often a short one.
type nameList struct {
	list []string
	set  map[string]bool // of a long list
}

// manyNames is the length from which a list has a set.
const manyNames = 16

func (l *nameList) add(name string) {
	l.list = append(l.list, name)
	switch {
	case l.set != nil:
		l.set[name] = true
	case len(l.list) == manyNames:
		l.set = make(map[string]bool, 2*manyNames)
		for _, s := range l.list {
			l.set[s] = true
		}
	}
}

func (l *nameList) has(name string) bool {
	if l.set != nil {
		return l.set[name]
	}
	return slices.Contains(l.list, name)
}

// visit collects from n; top says that the context is the input of the whole expression.
func (c *collector) visit(n Node, top bool, s *names) {
	switch n := n.(type) {
	case *Variable:
		c.variable(n, PathRef{Whole: true}, top, s)
	case *Name:
		if top {
			c.refs.Names = append(c.refs.Names, NameRef{n.Span, n.Name})
		}
	case *Wildcard:
		c.refs.Context = append(c.refs.Context, ContextRef{Span: n.Span, Top: top})
	case *Descendants:
		c.refs.Context = append(c.refs.Context, ContextRef{Span: n.Span, Top: top})
	case *Path:
		if v := n.plainStart(); v != nil {
			c.variable(v, staticNames(n), top, s)
		} else {
			c.path(n, top, &names{outer: s})
		}
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
		c.underCondition(n.Then, top, s)
		c.underCondition(n.Else, top, s)
	case *Binary:
		c.visit(n.Left, top, s)
		if n.Op == "and" || n.Op == "or" {
			c.underCondition(n.Right, top, s)
		} else {
			c.visit(n.Right, top, s)
		}
	case *Assign:
		c.assign(n, top, s)
	case *Transform, *Sort:
		eachChild(n, func(child Node) { c.visit(child, false, s) })
	default:
		eachChild(n, func(child Node) { c.visit(child, top, s) })
	}
}

// underCondition collects from what may not be evaluated; nil where there is nothing.
func (c *collector) underCondition(n Node, top bool, s *names) {
	if n == nil {
		return
	}
	c.conditions++
	c.visit(n, top, s)
	c.conditions--
}

func (c *collector) all(nodes []Node, top bool, s *names) {
	for _, n := range nodes {
		c.visit(n, top, s)
	}
}

// variable notes the read of a variable with the names that follow it, which path has.
func (c *collector) variable(n *Variable, path PathRef, top bool, s *names) {
	switch {
	case n.Name == "" || n.Name == "$":
		c.refs.Context = append(c.refs.Context, ContextRef{Span: n.Span, Root: n.Name == "$", Top: top})
	case !s.has(n.Name):
		path.From, path.To = n.From, max(path.To, n.To)
		path.Var, path.Builtin, path.Conditional = n.Name, builtin(n.Name) != nil, c.conditions > 0
		c.refs.Paths = append(c.refs.Paths, path)
	}
}

// plainStart returns the variable that a path starts with, if all that follows is names.
func (n *Path) plainStart() *Variable {
	for i := range n.Steps {
		step := &n.Steps[i]
		if len(step.Stages) > 0 || step.Focus != "" {
			return nil
		}
		if _, ok := step.Expr.(*Name); !ok && i > 0 {
			return nil
		}
	}
	v, _ := n.Steps[0].Expr.(*Variable)
	return v
}

// path collects from a path, whose own variables go to inner. Only its first step sees the context around it.
func (c *collector) path(n *Path, top bool, inner *names) {
	for i := range n.Steps {
		step := &n.Steps[i]
		if v, ok := step.Expr.(*Variable); ok && i == 0 {
			c.variable(v, staticNames(n), top, inner)
		} else {
			c.visit(step.Expr, top && i == 0, inner)
		}
		if step.Focus != "" {
			inner.bound.add(step.Focus)
		}
		for _, stage := range step.Stages {
			if stage.Predicate != nil {
				c.visit(stage.Predicate, false, inner)
			} else {
				inner.bound.add(stage.Index)
			}
		}
	}
}

// staticNames returns the names after the variable that a path starts with, up to the first predicate, those after it, and
// whether the first are all of the path.
func staticNames(n *Path) PathRef {
	p := PathRef{Whole: true, Names: make([]string, 0, len(n.Steps)-1)}
	for i := range n.Steps {
		step := &n.Steps[i]
		if i > 0 {
			name, ok := step.Expr.(*Name)
			switch {
			case !ok:
				p.Whole = false
				return p
			case p.Whole:
				p.Names, p.To = append(p.Names, name.Name), name.To
			default:
				p.Further = append(p.Further, name.Name)
			}
		}
		if len(step.Stages) > 0 || step.Focus != "" {
			p.Whole = false
		}
	}
	return p
}

func (c *collector) group(n *Group, top bool, s *names) {
	path, ok := n.Expr.(*Path)
	if !ok {
		c.visit(n.Expr, top, s)
		c.pairs(n.Pairs, false, s)
		return
	}
	inner := &names{outer: s}
	c.path(path, top, inner)
	c.pairs(n.Pairs, false, inner)
}

func (c *collector) pairs(pairs []Pair, top bool, s *names) {
	for _, pair := range pairs {
		c.visit(pair.Key, top, s)
		c.visit(pair.Value, top, s)
	}
}

func (c *collector) block(n *Block, top bool, s *names) {
	inner := &names{outer: s}
	for _, expr := range n.Exprs {
		if assign, ok := expr.(*Assign); ok {
			inner.later.add(assign.Var.Name)
		}
	}
	c.all(n.Exprs, top, inner)
}

func (c *collector) lambda(n *Lambda, top bool, s *names) {
	inner := &names{outer: s, lambda: true}
	for _, param := range n.Params {
		inner.bound.add(param.Name)
	}
	c.underCondition(n.Body, top, inner)
}

func (c *collector) assign(n *Assign, top bool, s *names) {
	if _, ok := n.Value.(*Lambda); ok {
		s.bound.add(n.Var.Name) // it may call itself
	}
	c.visit(n.Value, top, s)
	s.bound.add(n.Var.Name)
	c.refs.Assigned = append(c.refs.Assigned, NameRef{Span: n.Var.Span, Name: n.Var.Name})
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
