package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

// templateValues finds values in templates and their ranges. Templates may be very large, and asked about very often.
type templateValues struct {
	ranges  map[*analyzer.Field]map[*source.Node]ranged
	objects map[*source.Node]*source.MemberIndex
}

// A ranged is an expression or a path.
type ranged interface {
	Range() (query.Range, bool)
}

// rangeOf returns the range of the value that a path of names leads to.
func (v *templateValues) rangeOf(site *analyzer.Field, names []string) (query.Range, bool) {
	n := site.Node
	for i, name := range names {
		if n == nil || n.Kind != source.Object {
			return query.Range{}, false
		}
		members := v.members(n)
		if m := members.Member(n, name+".$"); m != nil && i == len(names)-1 && site.Language == asl.JSONPath {
			return v.rangeAt(site, m.Value)
		}
		m := members.Member(n, name)
		if m == nil {
			return query.Range{}, false
		}
		n = m.Value
	}
	return v.rangeAt(site, n)
}

func (v *templateValues) members(n *source.Node) *source.MemberIndex {
	if v.objects == nil {
		v.objects = map[*source.Node]*source.MemberIndex{}
	}
	index := v.objects[n]
	if index == nil {
		index = &source.MemberIndex{}
		v.objects[n] = index
	}
	return index
}

// rangeAt returns the range of a value in a template.
func (v *templateValues) rangeAt(site *analyzer.Field, n *source.Node) (query.Range, bool) {
	values, known := v.ranges[site]
	if !known {
		values = make(map[*source.Node]ranged, len(site.Template.Expressions)+len(site.Template.Paths))
		for _, e := range site.Template.Expressions {
			values[e.Node()] = e
		}
		for _, path := range site.Template.Paths {
			values[path.Node()] = path
		}
		if v.ranges == nil {
			v.ranges = map[*analyzer.Field]map[*source.Node]ranged{}
		}
		v.ranges[site] = values
	}
	if value := values[n]; value != nil {
		return value.Range()
	}
	return query.Range{}, false
}
