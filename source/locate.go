package source

import "strconv"

// PointerAt returns the JSON pointer of the innermost value under root whose span, or whose key's span, covers the start
// of the given span; "" for the whole document.
func PointerAt(root *Node, at Span) string {
	if root == nil || !at.IsValid() {
		return ""
	}
	offset, pointer := at.Start.Offset, ""
	for n := root; n != nil; {
		child, token := n.childAt(offset)
		if child == nil {
			break
		}
		n, pointer = child, PointerJoin(pointer, token)
	}
	return pointer
}

// childAt returns the element or member that covers an offset, with its token.
func (n *Node) childAt(offset int32) (*Node, string) {
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
