package locate

import (
	"path"

	"github.com/aslcheck/aslcheck/internal/cloudformation"
	"github.com/aslcheck/aslcheck/source"
)

// maxIncludes limits how many files a template includes.
const maxIncludes = 100

// mapped returns what Fn::FindInMap finds with constant keys, nil if that is known only at deployment.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-findinmap.html
func (r *reader) mapped(argument *source.Node) *source.Node {
	if argument.Kind != source.Array || len(argument.Items) < 3 || len(argument.Items) > 4 {
		return nil
	}
	n := r.template.Root.Get("Mappings")
	for _, key := range argument.Items[:3] {
		if key.Kind != source.String && key.Kind != source.Number || key.Tag != "" {
			return nil
		}
		if n = n.Get(key.Text); n == nil {
			break
		}
	}
	if n == nil && len(argument.Items) == 4 {
		n = argument.Items[3].Get("DefaultValue")
	}
	if n == nil || n.Kind == source.Object || cloudformation.IsIntrinsic(n) {
		return nil
	}
	return n
}

// included returns the tree of a local file that AWS::Include inserts, nil for one that was uploaded, for one in another included
// file, and for other macros. Each use counts as text.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/transform-aws-include.html
func (r *reader) included(transform *source.Node) *source.Node {
	name, location := transform.Get("Name"), transform.Get("Parameters").Get("Location")
	if name == nil || name.Text != "AWS::Include" || location == nil || location.Kind != source.String || !isLocal(location) {
		return nil
	}
	if location.Span.File != r.template.File {
		return nil
	}
	n, ok := r.includes[location.Text]
	if !ok && len(r.includes) < maxIncludes {
		n = r.readInclude(location)
	}
	if n == nil {
		return nil
	}
	if size := len(n.Span.File.Text); size > r.budget {
		r.tooLong(location.Span)
		return nil
	}
	r.budget -= len(n.Span.File.Text)
	return n
}

// readInclude returns the tree of a file, nil for one that can't be read.
func (r *reader) readInclude(location *source.Node) *source.Node {
	if r.includes == nil {
		r.includes = map[string]*source.Node{}
	}
	r.includes[location.Text] = nil
	text, err := r.near.ReadFile(path.Clean(location.Text))
	if err != nil {
		return nil
	}
	root, found := source.Parse(source.NewFile(beside(r.template.File.Name, location.Text), text))
	r.found = append(r.found, syntaxErrors(found)...)
	r.includes[location.Text] = root
	return root
}

// value returns what a call of Fn::FindInMap or AWS::Include yields if that is constant, and other values as they are.
func (r *reader) value(n *source.Node) *source.Node {
	var made *source.Node
	switch name, argument := cloudformation.Intrinsic(n); name {
	case "FindInMap":
		made = r.mapped(argument)
	case "Transform":
		made = r.included(argument)
	}
	if made == nil {
		return n
	}
	r.composed = true
	if made.Kind == source.Array || made.Kind == source.Object {
		return made
	}
	copied := *made
	copied.Span = n.Span
	return &copied
}
