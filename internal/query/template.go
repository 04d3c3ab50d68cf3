package query

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/java"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// A Template is a compiled field that may hold any JSON, with paths (keys that end in ".$") or JSONata expressions
// inside: Parameters, Arguments, ResultSelector, ItemSelector, Assign, Output and their like.
type Template struct {
	root part
	// unsureOrder says that the order of members is a conclusion.
	unsureOrder bool
	// Expressions and Paths are what is inside, in source order.
	Expressions []*Expression
	Paths       []*TemplatePath

	refs Refs
}

// A TemplatePath is a path or call inside a template, with its key.
type TemplatePath struct {
	Path
	Key     string
	KeySpan source.Span
}

// A part is a node of a compiled template: a constant where there is nothing to evaluate.
type part struct {
	constant value.Value
	dynamic  evaluator // nil for a constant
}

type evaluator interface {
	eval(s *Scope) (value.Value, *Failure)
}

func constantPart(v value.Value) part { return part{constant: v} }

func (p *part) eval(s *Scope) (value.Value, *Failure) {
	if p.dynamic == nil {
		return p.constant, nil
	}
	return p.dynamic.eval(s)
}

type memberPart struct {
	key string
	part
	isPath bool // the key ended in ".$"
}

type objectPart struct{ members []memberPart }

type arrayPart struct{ parts []part }

type pathPart struct{ *TemplatePath }

type expressionPart struct{ *Expression }

func (p pathPart) eval(s *Scope) (value.Value, *Failure) { return p.evalIn(s, p.Key) }

func (e expressionPart) eval(s *Scope) (value.Value, *Failure) { return e.Eval(s) }

func (o *objectPart) eval(s *Scope) (value.Value, *Failure) {
	members := make([]value.Member, len(o.members))
	for i := range o.members {
		m := &o.members[i]
		v, failure := m.eval(s)
		if failure != nil {
			return value.Undefined, failure
		}
		members[i] = value.Member{Key: m.key, Value: v}
	}
	return value.Object(members...), nil
}

func (a *arrayPart) eval(s *Scope) (value.Value, *Failure) {
	elems := make([]value.Value, len(a.parts))
	for i := range a.parts {
		v, failure := a.parts[i].eval(s)
		if failure != nil {
			return value.Undefined, failure
		}
		elems[i] = v
	}
	return value.Array(elems...), nil
}

// CompileTemplate compiles the value of a field in the given language. The location names the field as the service does,
// such as "Output". What could not be compiled inside is left out, with a finding.
func CompileTemplate(n *source.Node, lang asl.Language, location string) (*Template, source.Diagnostics) {
	c := compiler{lang: lang, template: &Template{}}
	c.template.root = c.part(n, location)
	return c.template, c.diagnostics
}

// ConstantTemplate returns the template that gives the value of a node as it is.
func ConstantTemplate(n *source.Node) *Template { return &Template{root: constantPart(Constant(n))} }

// Eval returns the value of the template.
func (t *Template) Eval(s *Scope) (value.Value, *Failure) { return t.root.eval(s) }

// maxSureOrder is how many paths the objects had at most that show their order in recordings.
const maxSureOrder = 12

// UnsureOrder reports whether the order of the members of some object is not known from recordings.
func (t *Template) UnsureOrder() bool { return t.unsureOrder }

// Constant returns the value of a template without anything to evaluate, and whether it is one.
func (t *Template) Constant() (value.Value, bool) { return t.root.constant, t.root.dynamic == nil }

// Expression returns the expression that makes up the whole template, nil where it is something else.
func (t *Template) Expression() *Expression {
	if e, ok := t.root.dynamic.(expressionPart); ok {
		return e.Expression
	}
	return nil
}

type compiler struct {
	lang        asl.Language
	template    *Template
	diagnostics source.Diagnostics
}

func (c *compiler) part(n *source.Node, location string) part {
	switch n.Kind {
	case source.Object:
		return c.object(n, location)
	case source.Array:
		return c.array(n, location)
	case source.String:
		if c.lang == asl.JSONata && asl.IsExpression(n.Text) {
			return c.expression(n, location)
		}
		return constantPart(value.String(n.Text))
	default:
		return constantPart(Constant(n))
	}
}

func (c *compiler) expression(n *source.Node, location string) part {
	e, diagnostics := CompileExpression(n, location)
	c.diagnostics = append(c.diagnostics, diagnostics...)
	if e == nil {
		return constantPart(value.Null)
	}
	c.template.Expressions = append(c.template.Expressions, e)
	return part{dynamic: expressionPart{e}}
}

// pathSuffix ends the keys of a payload template whose values are paths.
const pathSuffix = ".$"

func (c *compiler) object(n *source.Node, location string) part {
	o := &objectPart{members: make([]memberPart, 0, len(n.Members))}
	var index map[string]int
	if len(n.Members) > fewMembers {
		index = make(map[string]int, len(n.Members))
	}
	for i := range n.Members {
		m := &n.Members[i]
		one := memberPart{key: m.Key}
		if key, isPath := strings.CutSuffix(m.Key, pathSuffix); isPath && c.lang == asl.JSONPath {
			one = memberPart{key: key, part: c.path(m), isPath: true}
		} else {
			one.part = c.part(m.Value, c.below(location, m.Key))
		}
		if at := o.find(one.key, index); at >= 0 {
			o.members[at] = one
			continue
		}
		if index != nil {
			index[one.key] = len(o.members)
		}
		o.members = append(o.members, one)
	}
	if o.isConstant() {
		v, _ := o.eval(nil)
		return constantPart(v)
	}
	c.order(o)
	return part{dynamic: o}
}

// order puts the members as the service lists them: those without a path first, in the order of the definition, then those
// whose keys ended in ".$" in the order of a HashMap. It explains each of the 197 parameter objects recorded on the service;
// for more than 12 members with a path it follows from Java's documentation alone.
func (c *compiler) order(o *objectPart) {
	var paths []memberPart
	fixed := o.members[:0]
	for i := range o.members {
		if o.members[i].isPath {
			paths = append(paths, o.members[i])
		} else {
			fixed = append(fixed, o.members[i])
		}
	}
	copy(o.members[len(fixed):], paths)
	if len(paths) < 2 {
		return
	}
	c.template.unsureOrder = c.template.unsureOrder || len(paths) > maxSureOrder
	keys := make([]string, len(paths))
	for i := range paths {
		keys[i] = paths[i].key
	}
	for to, i := range java.Order(keys) {
		o.members[len(fixed)+to] = paths[i]
	}
}

func (o *objectPart) isConstant() bool {
	for i := range o.members {
		if o.members[i].dynamic != nil {
			return false
		}
	}
	return true
}

// fewMembers are found faster one after another than in a map.
const fewMembers = 16

// find returns where the member of a key is, -1 where there is none. The index is nil for objects with few members.
func (o *objectPart) find(key string, index map[string]int) int {
	if index == nil {
		for i := range o.members {
			if o.members[i].key == key {
				return i
			}
		}
		return -1
	}
	if at, ok := index[key]; ok {
		return at
	}
	return -1
}

// below returns the location of a member. Only expressions of JSONata name theirs.
func (c *compiler) below(location, key string) string {
	if c.lang == asl.JSONPath {
		return location
	}
	return location + "/" + key
}

func (c *compiler) array(n *source.Node, location string) part {
	a := &arrayPart{parts: make([]part, len(n.Items))}
	constant := true
	for i, item := range n.Items {
		at := location
		if c.lang == asl.JSONata {
			at += "[" + strconv.Itoa(i) + "]"
		}
		a.parts[i] = c.part(item, at)
		constant = constant && a.parts[i].dynamic == nil
	}
	if constant {
		v, _ := a.eval(nil)
		return constantPart(v)
	}
	return part{dynamic: a}
}

// path compiles the value of a key that ends in ".$".
func (c *compiler) path(m *source.Member) part {
	n := m.Value
	switch {
	case n.Kind == source.Invalid || asl.IsOpaque(n):
		return constantPart(Constant(n))
	case n.Kind != source.String || !strings.HasPrefix(n.Text, "$") && !strings.HasPrefix(n.Text, "States."):
		c.diagnostics.Add(source.Diagnostic{
			Span: n.Span, Severity: source.Error, Rule: RuleInvalidPath,
			Message: fmt.Sprintf("the value of %q must be a JSONPath or a call of an intrinsic function", m.Key),
		})
		return constantPart(value.Null)
	}
	p := &TemplatePath{Path: Path{text: n.Text, node: n}, Key: m.Key, KeySpan: m.KeySpan}
	ok, diagnostics := p.compile(asl.PathOrCall)
	c.diagnostics = append(c.diagnostics, diagnostics...)
	if !ok {
		return constantPart(value.Null)
	}
	c.template.Paths = append(c.template.Paths, p)
	return part{dynamic: pathPart{p}}
}
