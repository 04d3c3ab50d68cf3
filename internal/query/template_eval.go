package query

import (
	"strings"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/java"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// A part is a node of a template for evaluation: a constant where there is nothing to evaluate.
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

// A builder makes the parts of a template. It meets the paths and expressions in the order in which they were compiled.
type builder struct {
	language    asl.Language
	unsureOrder bool
	// Those that are to come:
	paths       []*TemplatePath
	expressions []*Expression
}

func (b *builder) part(n *source.Node) part {
	switch {
	case n.Kind == source.Object:
		return b.object(n)
	case n.Kind == source.Array:
		return b.array(n)
	case b.language == asl.JSONata && IsExpression(n):
		return b.expression(n)
	default:
		return constantPart(Constant(n))
	}
}

// expression returns the part of an expression: null if it could not be compiled.
func (b *builder) expression(n *source.Node) part {
	if len(b.expressions) == 0 || b.expressions[0].node != n {
		return constantPart(value.Null)
	}
	e := b.expressions[0]
	b.expressions = b.expressions[1:]
	return part{dynamic: expressionPart{e}}
}

// path returns the part of the value of a key that ends in ".$": null if it could not be compiled.
func (b *builder) path(n *source.Node) part {
	switch {
	case isUnknownPath(n):
		return constantPart(Constant(n))
	case len(b.paths) == 0 || b.paths[0].node != n:
		return constantPart(value.Null)
	}
	p := b.paths[0]
	b.paths = b.paths[1:]
	return part{dynamic: pathPart{p}}
}

func (b *builder) object(n *source.Node) part {
	o := &objectPart{members: make([]memberPart, 0, len(n.Members))}
	var index map[string]int
	if len(n.Members) > fewMembers {
		index = make(map[string]int, len(n.Members))
	}
	for i := range n.Members {
		m := &n.Members[i]
		one := memberPart{key: m.Key}
		if key, isPath := strings.CutSuffix(m.Key, pathSuffix); isPath && b.language == asl.JSONPath {
			one = memberPart{key: key, part: b.path(m.Value), isPath: true}
		} else {
			one.part = b.part(m.Value)
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
	b.order(o)
	return part{dynamic: o}
}

// order puts the members as the service lists them: those without a path first, in the order of the definition, then those
// whose keys ended in ".$" in the order of a HashMap. It explains each of the 197 parameter objects recorded on the service;
// for more than 12 members with a path it follows from Java's documentation alone.
func (b *builder) order(o *objectPart) {
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
	b.unsureOrder = b.unsureOrder || len(paths) > maxSureOrder
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

func (b *builder) array(n *source.Node) part {
	a := &arrayPart{parts: make([]part, len(n.Items))}
	constant := true
	for i, item := range n.Items {
		a.parts[i] = b.part(item)
		constant = constant && a.parts[i].dynamic == nil
	}
	if constant {
		v, _ := a.eval(nil)
		return constantPart(v)
	}
	return part{dynamic: a}
}
