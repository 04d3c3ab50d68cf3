package source

import "strings"

// Removal returns the edit that takes a member out of an object, with the comma or line break that goes with it; false
// where the member stands alone or beside a comment, which would be lost or change its meaning.
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
