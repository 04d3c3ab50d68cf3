package source

import "strings"

// maxPointers limits the bytes of the pointers that Point fills in, because names may be very long and findings very many.
const maxPointers = 64 << 20

// Point fills in the missing JSON pointers of findings about a tree. Findings at the same location that are adjacent share one.
// Once the pointers have 64 MiB together, further findings have none.
func (ds Diagnostics) Point(root *Node) { ds.point(root, maxPointers) }

func (ds Diagnostics) point(root *Node, left int) {
	for i := range ds {
		d := &ds[i]
		switch {
		case d.Pointer != "":
		case i > 0 && ds[i-1].Span == d.Span:
			d.Pointer = ds[i-1].Pointer
		case left > 0:
			d.Pointer = PointerAt(root, d.Span)
			left -= len(d.Pointer)
		}
	}
}

var pointerEscapes = strings.NewReplacer("~", "~0", "/", "~1")

// PointerJoin returns the JSON pointer (RFC 6901) of the member or element token of what base points at. The pointer of
// the whole document is "".
func PointerJoin(base, token string) string { return base + "/" + escapedToken(token) }

func escapedToken(token string) string {
	if strings.IndexByte(token, '~') < 0 && strings.IndexByte(token, '/') < 0 {
		return token
	}
	return pointerEscapes.Replace(token)
}

// pointerOf returns the JSON pointer made of tokens.
func pointerOf(tokens []string) string {
	size := 0
	for _, token := range tokens {
		size += len("/") + len(token)
	}
	var text strings.Builder
	text.Grow(size)
	for _, token := range tokens {
		text.WriteByte('/')
		text.WriteString(escapedToken(token))
	}
	return text.String()
}
