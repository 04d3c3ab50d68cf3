package source

import "strings"

// slab hands out nodes and lists from larger blocks, which is most of what makes parsing fast. A block is freed when
// nothing of it is used any more.
type slab struct {
	nodes   []Node
	members []Member
	items   []*Node
	further int // the size of a block after the first
}

// The sizes of a block, and the size of a text whose values are not counted.
const (
	minBlock  = 8
	maxBlock  = 1024
	largeText = 64 << 10
)

// newSlab returns a slab for the values of a text. The first blocks are as large as they must be, unless the text is large.
func newSlab(text string) slab {
	if len(text) >= largeText {
		return slab{further: maxBlock}
	}
	values, members := survey(text)
	values, members = min(values, maxBlock), min(members, maxBlock)
	return slab{
		nodes:   make([]Node, values),
		members: make([]Member, members),
		items:   make([]*Node, max(values-1-members, 0)),
		further: max(values/4, minBlock),
	}
}

// survey counts the values and members of a text. Each value but the first is at the start of an object or array, or after a
// comma. The result is only about right for empty objects and arrays, some escapes, and what isn't JSON.
func survey(text string) (values, members int) {
	values = 1
	for i := 0; i < len(text); i++ {
		if text[i] <= ' ' {
			continue
		}
		switch text[i] {
		case '"':
			for escaped := true; escaped; escaped = text[i-1] == '\\' {
				n := strings.IndexByte(text[i+1:], '"')
				if n < 0 {
					return values, members
				}
				i += 1 + n
			}
		case ',', '{', '[':
			values++
		case ':':
			members++
		}
	}
	return values, members
}

func (s *slab) node() *Node {
	if len(s.nodes) == 0 {
		s.nodes = make([]Node, s.further)
	}
	n := &s.nodes[0]
	s.nodes = s.nodes[1:]
	return n
}

// memberList returns a copy of list, nil for an empty one.
func (s *slab) memberList(list []Member) []Member { return take(&s.members, list, s.further) }

// itemList returns a copy of list, nil for an empty one.
func (s *slab) itemList(list []*Node) []*Node { return take(&s.items, list, s.further) }

// take copies a list into a block, or a further one if the list is much shorter than that.
func take[T any](block *[]T, list []T, further int) []T {
	if len(list) == 0 {
		return nil
	}
	if len(list) > len(*block) {
		if len(list) > further/4 {
			return append([]T(nil), list...)
		}
		*block = make([]T, further)
	}
	n := copy(*block, list)
	made := (*block)[:n:n]
	*block = (*block)[n:]
	return made
}
