package source

// Kind is the kind of a Node.
type Kind uint8

// The kinds of nodes. Invalid is text that could not be read: it already has a diagnostic, so later stages must not report
// it. Placeholder is an unquoted substitution such as ${Seconds} instead of a value.
const (
	Invalid Kind = iota
	Null
	Bool
	Number
	String
	Array
	Object
	Placeholder
)

var kindNames = [...]string{"invalid", "null", "boolean", "number", "string", "array", "object", "placeholder"}

// String returns the JSON name of k, such as "boolean".
func (k Kind) String() string { return kindNames[k] }

// A Node is a value in a file. It does not change after parsing.
type Node struct {
	Kind Kind
	// Span covers the value with its quotes and brackets. For an alias of YAML it covers the alias, not the anchor.
	Span Span
	// Text is the decoded text of a String, the literal of a Number as written, "true" or "false" of a Bool, and the
	// text of a Placeholder.
	Text string
	// Items are the elements of an Array.
	Items []*Node
	// Members are the members of an Object in source order. Duplicate keys are all kept; Get finds the last.
	Members []Member
	// Tag is the tag of a YAML node that is not one of YAML's own, such as "!Sub".
	Tag string
}

// A Member is one key and value of an object.
type Member struct {
	Key     string
	KeySpan Span
	Value   *Node
}

// Get returns the last member of that key, nil if there is none or n is not an object. It accepts a nil node.
func (n *Node) Get(key string) *Node {
	if m := n.Member(key); m != nil {
		return m.Value
	}
	return nil
}

// Member returns the last member of that key with its location, nil if there is none or n is not an object. It accepts a nil
// node.
func (n *Node) Member(key string) *Member {
	if n == nil {
		return nil
	}
	for i := len(n.Members) - 1; i >= 0; i-- {
		if n.Members[i].Key == key {
			return &n.Members[i]
		}
	}
	return nil
}

// IsOpaque reports whether n's value is not known before a template is filled in: a placeholder, or a node with a tag
// of CloudFormation. It accepts a nil node.
func (n *Node) IsOpaque() bool {
	return n != nil && (n.Kind == Placeholder || n.Tag != "")
}
