package source

import "strings"

// slab hands out nodes and lists from larger blocks, which is most of what makes parsing fast. A block is freed when
// nothing of it is used any more.
type slab struct {
	nodes   []Node
	members []Member
	items   []*Node
	first   int // the size of the first block
	further int
}

// The sizes of a block, and how much text there is at least for a value in a typical definition.
const (
	minBlock     = 8
	maxBlock     = 1024
	bytesPerNode = 16
)

// newSlab returns a slab for the values of a text. Each but the first is at the start of an object or array, or after a comma, so
// that the first block is as large as it must be.
func newSlab(text string) slab {
	if len(text) >= maxBlock*bytesPerNode {
		return slab{first: maxBlock, further: maxBlock}
	}
	first := 1 + strings.Count(text, ",") + strings.Count(text, "{") + strings.Count(text, "[")
	first = min(max(first, minBlock), maxBlock)
	return slab{first: first, further: max(first/4, minBlock)}
}

// block returns the size of the next block; a slice of blocks is nil before the first.
func (s *slab) block(isFirst bool) int {
	if isFirst {
		return s.first
	}
	return s.further
}

func (s *slab) node() *Node {
	if len(s.nodes) == 0 {
		s.nodes = make([]Node, s.block(s.nodes == nil))
	}
	n := &s.nodes[0]
	s.nodes = s.nodes[1:]
	return n
}

// memberList returns a copy of list, nil for an empty one.
func (s *slab) memberList(list []Member) []Member {
	if len(list) == 0 {
		return nil
	}
	if len(list) > len(s.members) {
		block := s.block(s.members == nil)
		if len(list) > block/4 {
			return append([]Member(nil), list...)
		}
		s.members = make([]Member, block)
	}
	n := copy(s.members, list)
	made := s.members[:n:n]
	s.members = s.members[n:]
	return made
}

// itemList returns a copy of list, nil for an empty one.
func (s *slab) itemList(list []*Node) []*Node {
	if len(list) == 0 {
		return nil
	}
	if len(list) > len(s.items) {
		block := s.further // most values are members
		if len(list) > block/4 {
			return append([]*Node(nil), list...)
		}
		s.items = make([]*Node, block)
	}
	n := copy(s.items, list)
	made := s.items[:n:n]
	s.items = s.items[n:]
	return made
}
