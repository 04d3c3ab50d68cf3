package source

// A MemberIndex finds members of the object that was asked for last, since an object may have very many. The zero value is ready to
// use.
type MemberIndex struct {
	node  *Node
	byKey map[string]*Member
}

// manyMembers is from how many members on an object gets an index.
const manyMembers = 32

// Member is like Node.Member.
func (x *MemberIndex) Member(n *Node, key string) *Member {
	if n == nil || len(n.Members) < manyMembers {
		return n.Member(key)
	}
	if x.node != n {
		x.node, x.byKey = n, make(map[string]*Member, len(n.Members))
		for i := range n.Members {
			x.byKey[n.Members[i].Key] = &n.Members[i]
		}
	}
	return x.byKey[key]
}
