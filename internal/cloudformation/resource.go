package cloudformation

import (
	"regexp"
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/source"
)

// Resources are the resources of a template by logical ID and by type: many state machines of one template ask for them. They
// are not safe for concurrent use.
type Resources struct {
	members []*source.Member
	byID    map[string]*source.Node
	byType  map[string][]int // indexes of members
	owned   map[string][]*source.Member

	template    *source.Node
	declaration *declaration
	hasMacro    struct{ known, is bool }
	versioned   *versioned
	policies    map[string][]*source.Node
}

// ResourcesOf returns the resources of a template; none for a tree without any.
func ResourcesOf(template *source.Node) *Resources {
	r := &Resources{template: template, byID: map[string]*source.Node{}, byType: map[string][]int{}}
	resources := template.Get("Resources")
	if resources == nil {
		return r
	}
	for i := range resources.Members {
		m := &resources.Members[i]
		r.members = append(r.members, m)
		r.byID[m.Key] = m.Value // of two with one name the last counts
		if t := typeOf(m.Value); t != "" {
			r.byType[t] = append(r.byType[t], i)
		}
	}
	return r
}

// Type returns the type of the resource with that logical ID, such as "AWS::Logs::LogGroup"; "" if the template doesn't have it.
func (r *Resources) Type(id string) string { return typeOf(r.byID[id]) }

// Properties returns the properties of the resource with that logical ID, or nil if it has another type.
func (r *Resources) Properties(id, kind string) *source.Node {
	if r.Type(id) != kind {
		return nil
	}
	return r.byID[id].Get("Properties")
}

func typeOf(resource *source.Node) string {
	kind := resource.Get("Type")
	if kind == nil || kind.Kind != source.String {
		return ""
	}
	return kind.Text
}

// Of returns the resources that have one of the types, in source order.
func (r *Resources) Of(types ...string) []*source.Member {
	var indexes []int
	for _, t := range types {
		indexes = append(indexes, r.byType[t]...)
	}
	slices.Sort(indexes)
	found := make([]*source.Member, len(indexes))
	for i, index := range indexes {
		found[i] = r.members[index]
	}
	return found
}

// onlyName matches a text of Fn::Sub that consists only of ${Name} or ${Name.Attribute}.
var onlyName = regexp.MustCompile(`^\$\{([A-Za-z0-9]+)(\.[A-Za-z0-9.]+)?\}$`)

// Target returns the logical ID that a value refers to with Ref, Fn::GetAtt, or an Fn::Sub that consists only of a reference; ""
// for any other value. It accepts a nil node.
func Target(n *source.Node) string {
	name, argument := Intrinsic(n)
	switch {
	case name == "Ref" && argument.Kind == source.String:
		return argument.Text
	case name == "GetAtt" && argument.Kind == source.String:
		id, _, _ := strings.Cut(argument.Text, ".")
		return id
	case name == "GetAtt" && len(argument.Items) == 2 && argument.Items[0].Kind == source.String && argument.Items[0].Tag == "":
		return argument.Items[0].Text
	case name == "Sub" && (argument.Kind == source.String || argument.Kind == source.Placeholder):
		if match := onlyName.FindStringSubmatch(argument.Text); match != nil {
			return match[1]
		}
	}
	return ""
}
