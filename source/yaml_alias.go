package source

import (
	"go.yaml.in/yaml/v3"
)

// alias returns the value of an anchor for an alias. Everything below it is shared with the anchor, spans
// included.
func (b *yamlBuilder) alias(y *yaml.Node) *Node {
	start := b.places.start(y)
	from := b.places.position(start)
	b.places.moveTo(start + 1 + len(y.Value))
	span := Span{File: b.file, Start: from, End: b.places.here()}
	target, ok := b.made[y.Alias]
	switch {
	case !ok || target.node == nil:
		b.fail(span, "alias %q refers to the value that contains it", Clip(y.Value, MaxShown))
		return &Node{Span: span}
	case !b.afford(span, target.values):
		return &Node{Span: span}
	}
	n := *target.node
	n.Span = span
	return &n
}

// afford counts values that aliases or merge keys add, and reports false, once with an error, when there are too many: a
// few lines of aliases to aliases can expand to billions of values.
func (b *yamlBuilder) afford(span Span, values int) bool {
	b.values += values
	b.added += values
	if b.added > MaxAliasValues {
		b.stop(RuleYAMLSyntax, span, "aliases expand to more than %d values", MaxAliasValues)
	}
	return !b.stopped
}

// merge adds what a merge key refers to: the members of an object, or of several in an array, as far as the object has
// no member of that name yet.
func (b *yamlBuilder) merge(n *Node, m Member) {
	sources := []*Node{m.Value}
	if m.Value.Kind == Array {
		sources = m.Value.Items
	}
	have := make(map[string]bool, len(n.Members))
	for i := range n.Members {
		have[n.Members[i].Key] = true
	}
	for _, from := range sources {
		if from.Kind != Object {
			if from.Kind != Invalid {
				b.fail(m.KeySpan, "merge key %q needs an object, not %s", "<<", WithArticle(from.Kind.String()))
			}
			continue
		}
		if !b.afford(m.KeySpan, len(from.Members)) {
			return
		}
		for _, member := range from.Members {
			if !have[member.Key] {
				have[member.Key] = true
				n.Members = append(n.Members, member)
			}
		}
	}
}
