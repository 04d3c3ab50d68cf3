package source

// slab hands out nodes and lists from larger blocks, which is most of what makes parsing fast. A block is freed when
// nothing of it is used any more.
type slab struct {
	nodes   []Node
	members []Member
	items   []*Node
	block   int
}

// The sizes of a block, and how much text there is for a value in a typical definition.
const (
	minBlock     = 8
	maxBlock     = 1024
	bytesPerNode = 32
)

func newSlab(size int) slab {
	return slab{block: min(max(size/bytesPerNode, minBlock), maxBlock)}
}

func (s *slab) node() *Node {
	if len(s.nodes) == 0 {
		s.nodes = make([]Node, s.block)
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
		if len(list) > s.block/4 {
			return append([]Member(nil), list...)
		}
		s.members = make([]Member, s.block)
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
		if len(list) > s.block/4 {
			return append([]*Node(nil), list...)
		}
		s.items = make([]*Node, s.block)
	}
	n := copy(s.items, list)
	made := s.items[:n:n]
	s.items = s.items[n:]
	return made
}
