package cloudformation

import (
	"regexp"
	"strings"

	"github.com/aslcheck/aslcheck/source"
)

// ResourceType returns the type of the resource with that logical ID, such as "AWS::Logs::LogGroup"; "" if the template doesn't
// have it.
func ResourceType(template *source.Node, id string) string {
	return typeOf(template.Get("Resources").Get(id))
}

// PropertiesOf returns the properties of the resource with that logical ID, or nil if it has another type.
func PropertiesOf(template *source.Node, id, kind string) *source.Node {
	if ResourceType(template, id) != kind {
		return nil
	}
	return template.Get("Resources").Get(id).Get("Properties")
}

func typeOf(resource *source.Node) string {
	kind := resource.Get("Type")
	if kind == nil || kind.Kind != source.String {
		return ""
	}
	return kind.Text
}

// ResourcesOf returns the resources of a template that have one of the types, in source order.
func ResourcesOf(template *source.Node, types ...string) []*source.Node {
	resources := template.Get("Resources")
	if resources == nil {
		return nil
	}
	var found []*source.Node
	for i := range resources.Members {
		resource := resources.Members[i].Value
		for _, t := range types {
			if typeOf(resource) == t {
				found = append(found, resource)
			}
		}
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
