package source

import (
	"sort"
	"strconv"
	"strings"
)

// PointerAt returns the JSON pointer of the innermost value under root whose span, or whose key's span, covers the start
// of the given span; "" for the whole document. A span that starts with an object and is longer than its first key
// means the object, although both start at the same offset in YAML. An empty span at the end of a string without quotes
// means that string.
func PointerAt(root *Node, at Span) string {
	if root == nil || !at.IsValid() {
		return ""
	}
	if at.Start.Offset == at.End.Offset {
		before := at
		before.Start.Offset--
		if n, pointer := innermost(root, before); n.isUnquoted() && n.Span.End.Offset == at.End.Offset {
			return pointer
		}
	}
	_, pointer := innermost(root, at)
	return pointer
}

// innermost returns the value that PointerAt looks for, with its pointer.
func innermost(root *Node, at Span) (n *Node, pointer string) {
	var tokens [16]string
	path := tokens[:0]
	for n = root; !n.isObjectAt(at); {
		child, token := n.childAt(at.Start.Offset)
		if child == nil {
			break
		}
		n, path = child, append(path, token)
	}
	return n, pointerOf(path)
}

// isUnquoted reports whether a value is a string of YAML without quotes, or a block of lines.
func (n *Node) isUnquoted() bool {
	return n.Kind == String && !strings.HasPrefix(n.Span.Text(), `"`) && !strings.HasPrefix(n.Span.Text(), "'")
}

// isObjectAt reports whether a span is that of an object or its first line: it starts there and goes beyond the first key.
func (n *Node) isObjectAt(at Span) bool {
	return len(n.Members) > 0 && n.Span.Start.Offset == at.Start.Offset && at.End.Offset > n.Members[0].KeySpan.End.Offset
}

// childAt returns the element or member that covers an offset, with its token.
func (n *Node) childAt(offset int32) (*Node, string) {
	// Children are nearly always in the order of the text; aliases and merge keys of YAML may not be.
	if i := sort.Search(len(n.Items), func(i int) bool { return n.Items[i].Span.End.Offset > offset }); i < len(n.Items) && n.Items[i].Span.covers(offset) {
		return n.Items[i], strconv.Itoa(i)
	}
	if i := sort.Search(len(n.Members), func(i int) bool { return n.Members[i].Value.Span.End.Offset > offset }); i < len(n.Members) {
		if m := &n.Members[i]; m.KeySpan.covers(offset) || m.Value.Span.covers(offset) {
			return m.Value, m.Key
		}
	}
	for i, item := range n.Items {
		if item.Span.covers(offset) {
			return item, strconv.Itoa(i)
		}
	}
	for i := range n.Members {
		m := &n.Members[i]
		if m.KeySpan.covers(offset) || m.Value.Span.covers(offset) {
			return m.Value, m.Key
		}
	}
	return nil, ""
}

func (s Span) covers(offset int32) bool { return s.Start.Offset <= offset && offset < s.End.Offset }
