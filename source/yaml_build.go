package source

import (
	"strings"

	"go.yaml.in/yaml/v3"
)

// node converts a node and everything below it, which it takes from the node: the two trees would need twice the memory.
func (b *yamlBuilder) node(y *yaml.Node) *Node {
	if y.Kind == yaml.AliasNode {
		return b.alias(y)
	}
	if y.Anchor != "" {
		b.made[y] = made{}
	}
	before := b.values
	n := b.fresh(y)
	if y.Anchor != "" {
		b.made[y] = made{node: n, values: b.values - before}
	}
	return n
}

func (b *yamlBuilder) fresh(y *yaml.Node) *Node { return b.into(&Node{}, y) }

// into converts a node into one of ours.
func (b *yamlBuilder) into(n *Node, y *yaml.Node) *Node {
	*n = Node{Tag: foreignTag(y)}
	start := b.places.start(y)
	if b.values++; b.values > MaxValues {
		b.stop(RuleYAMLSyntax, b.places.span(start, start), "file has more than %d values", MaxValues)
	}
	if b.depth == MaxDepth && len(y.Content) > 0 {
		b.stop(RuleTooDeeplyNested, b.places.span(start, start), tooDeep, MaxDepth)
	}
	if b.stopped {
		n.Span = b.places.span(start, start)
		return n
	}
	b.depth++
	from := b.places.position(start)
	switch y.Kind {
	case yaml.MappingNode:
		n.Kind = Object
		b.mapping(n, y)
	case yaml.SequenceNode:
		n.Kind = Array
		b.sequence(n, y)
	default:
		b.places.scalarEnd(y, start)
		n.Span = Span{File: b.file, Start: from, End: b.places.here()}
		b.scalar(n, y)
	}
	b.depth--
	if n.Kind == Array || n.Kind == Object {
		b.places.collectionEnd(y, start)
		n.Span = Span{File: b.file, Start: from, End: b.places.here()}
	}
	if n.Kind == Object {
		b.checkMapping(n)
	}
	return n
}

// foreignTag returns the tag of a node that is not one of YAML's own.
func foreignTag(y *yaml.Node) string {
	if y.Style&yaml.TaggedStyle == 0 || len(y.Tag) > 1 && y.Tag[:2] == "!!" || y.Tag == "!" {
		return ""
	}
	return y.Tag
}

func (b *yamlBuilder) sequence(n *Node, y *yaml.Node) {
	b.path = append(b.path, pathToken{index: noIndex})
	n.Items = make([]*Node, 0, len(y.Content))
	for i, item := range y.Content {
		b.path[len(b.path)-1].index = i
		n.Items = append(n.Items, b.node(item))
		y.Content[i] = nil
	}
	b.path = b.path[:len(b.path)-1]
}

func (b *yamlBuilder) mapping(n *Node, y *yaml.Node) {
	b.path = append(b.path, pathToken{index: noIndex})
	n.Members = make([]Member, 0, len(y.Content)/2)
	for i := 0; i+1 < len(y.Content); i += 2 {
		b.path[len(b.path)-1].index = noIndex
		key := b.keyNode(y.Content[i])
		text, ok := b.key(y.Content[i], key)
		span := key.Span
		b.path[len(b.path)-1] = pathToken{key: strings.TrimPrefix(text, "\x00"), index: isKey}
		value := b.node(y.Content[i+1])
		y.Content[i], y.Content[i+1] = nil, nil
		if ok {
			n.Members = append(n.Members, Member{Key: text, KeySpan: span, Value: value})
		}
	}
	b.path = b.path[:len(b.path)-1]
}

// keyNode converts a key. Its node is valid until the next key.
func (b *yamlBuilder) keyNode(y *yaml.Node) *Node {
	b.inKey = true
	defer func() { b.inKey = false }()
	if y.Kind == yaml.ScalarNode && y.Anchor == "" {
		return b.into(&b.keyRoom, y)
	}
	return b.node(y)
}

// mergeKey marks a member that a merge key made. No real key is like it: YAML does not allow NUL.
const mergeKey = "\x00<<"

// key returns the text of a key. Keys of YAML may be of any kind; those that JSON cannot express are reported.
func (b *yamlBuilder) key(y *yaml.Node, n *Node) (string, bool) {
	switch n.Kind {
	case String, Number, Bool, Placeholder:
		if y.Kind == yaml.ScalarNode {
			if y.Tag == "!!merge" {
				return mergeKey, true
			}
			return y.Value, true
		}
		return n.Text, true
	case Null:
		if y.Kind == yaml.ScalarNode && y.Value != "" {
			return y.Value, true
		}
		return "null", true
	case Invalid:
		return "", false
	default:
		b.fail(n.Span, "a key must be a string, not %s", WithArticle(n.Kind.String()))
		return "", false
	}
}

// checkMapping reports duplicate keys, and carries out merge keys.
func (b *yamlBuilder) checkMapping(n *Node) {
	var merges, own []Member
	for i, m := range n.Members {
		if m.Key == mergeKey && merges == nil {
			own = append(own, n.Members[:i]...)
		}
		switch {
		case m.Key == mergeKey:
			merges = append(merges, m)
		case merges != nil:
			own = append(own, m)
		}
	}
	if merges != nil {
		n.Members = own
	}
	for _, d := range b.duplicates.check(n) {
		d.Pointer = PointerJoin(joinPath(b.path), d.Pointer)
		b.diagnostics.Add(d)
	}
	for _, m := range merges {
		b.merge(n, m)
	}
}
