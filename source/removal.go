package source

import "strings"

// Removal returns the edit that removes a member from an object, with its comma or line break; false if the member is the only one
// or next to a comment, which would be lost or change its meaning.
func (n *Node) Removal(m *Member) (Edit, bool) {
	for i := range n.Members {
		if &n.Members[i] != m {
			continue
		}
		span := Span{File: n.Span.File, Start: m.KeySpan.Start, End: m.Value.Span.End}
		switch {
		case i > 0:
			span.Start = n.Members[i-1].Value.Span.End
		case len(n.Members) > 1:
			span.End = n.Members[1].KeySpan.Start
		default:
			return Edit{}, false
		}
		return Edit{Span: span}, !strings.Contains(span.Text(), "#")
	}
	return Edit{}, false
}
