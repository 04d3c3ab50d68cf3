package cloudformation

import "github.com/aslcheck/aslcheck/source"

// ResourceType returns the type of the resource of that logical id, such as "AWS::Logs::LogGroup"; "" where the template
// has none.
func ResourceType(template *source.Node, id string) string {
	kind := template.Get("Resources").Get(id).Get("Type")
	if kind == nil || kind.Kind != source.String {
		return ""
	}
	return kind.Text
}
