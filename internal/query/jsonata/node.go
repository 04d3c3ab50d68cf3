package jsonata

import "github.com/aslcheck/aslcheck/value"

// nodeKind says what a node is. The parser makes raw nodes (a dot is a binary operator, for one); lowering turns them
// into what is evaluated (the same dot is a path).
type nodeKind uint8

const (
	kindEnd nodeKind = iota
	kindOperator
	kindName
	kindString
	kindNumber
	kindValue
	kindVariable
	kindRegex
	kindWildcard
	kindDescendants
	kindParent
	kindBinary
	kindNegate
	kindArray
	kindObject
	kindCall
	kindPartial
	kindLambda
	kindBlock
	kindCondition
	kindTransform
	kindPath
	kindBind
	kindApply
	kindSort
)

// kindWords are the names of node kinds in the errors of the reference.
var kindWords = [...]string{
	kindEnd: "(end)", kindOperator: "operator", kindName: "name", kindString: "string", kindNumber: "number",
	kindValue: "value", kindVariable: "variable", kindRegex: "regex", kindWildcard: "wildcard",
	kindDescendants: "descendant", kindParent: "parent", kindBinary: "binary", kindNegate: "unary", kindArray: "unary",
	kindObject: "unary", kindCall: "function", kindPartial: "partial", kindLambda: "lambda", kindBlock: "block",
	kindCondition: "condition", kindTransform: "transform", kindPath: "path", kindBind: "bind", kindApply: "apply",
	kindSort: "sort",
}

// node is a part of an expression. One compact type serves all kinds, so that an expression is a few slabs of memory;
// what few nodes need is in extra.
type node struct {
	kind nodeKind
	op   opCode

	keepArray     bool // followed by []
	keepSingleton bool // a path with such a step
	consArray     bool // an array constructor that is kept together as a step
	tuple         bool // a step, or what holds it, that binds variables to each of its items
	tail          bool // a call whose result is the result of the lambda around it
	opensFrame    bool // a block that binds variables of its own
	simple        bool // a path of names only, perhaps behind a variable

	at       int32 // offset the reference gives in errors: the end of the token that made the node
	from, to int32 // what the node covers in the text
	frame    int32 // number of slots of the frame that a lambda or block opens; the slot that a bind fills

	text string      // name, variable, source of an operator
	val  value.Value // of a literal; of a variable and a call what the name denotes when nothing hides it
	lhs  *node
	rhs  *node
	els  *node    // the else of a condition, the delete clause of a transform
	kids []*node  // steps, arguments, elements, keys and values in turn
	refs []varRef // of a variable, a call or a transform: the slots that may hold the function or value
	*extra
}

// extra is the part of a node that few of them need.
type extra struct {
	stages    []stage
	predicate []*node
	group     *node // an object constructor hanging on a path or another expression
	focus     string
	index     string
	slot      *ancestor
	ancestor  *ancestor
	seeking   []*ancestor
	terms     []sortTerm
	signature *signature
	sigText   string
	regex     *regex
}

// stage is a predicate of a step or, where filter is nil, the variable that # binds.
type stage struct {
	filter *node
	index  string
}

type sortTerm struct {
	expr       *node
	descending bool
}

// ancestor is what a % stands for: the item some steps up, under a label in the tuples of a path.
type ancestor struct {
	label string
	level int
	index int
}

// more returns the extra part of n, making it when needed.
func (n *node) more() *extra {
	if n.extra == nil {
		n.extra = &extra{}
	}
	return n.extra
}

func (n *node) hasPredicate() bool { return n.extra != nil && n.predicate != nil }
func (n *node) hasStages() bool    { return n.extra != nil && n.stages != nil }
func (n *node) hasGroup() bool     { return n.extra != nil && n.group != nil }

// slab hands out nodes from chunks, which is what makes compiling cheap.
type slab struct {
	free []node
	size int // of the first chunk
}

const (
	slabSize     = 8
	slabFirst    = 64 // nodes at most in the first chunk
	bytesPerNode = 5  // of text, as a rule
)

func (s *slab) node(kind nodeKind, t token) *node {
	if len(s.free) == 0 {
		s.free = make([]node, max(s.size, slabSize))
		s.size = slabSize
	}
	n := &s.free[0]
	s.free = s.free[1:]
	n.kind, n.op, n.text = kind, t.op, t.text
	n.at, n.from, n.to = int32(t.end), int32(t.start), int32(t.end)
	return n
}

// isLiteral reports whether n is a literal with nothing hanging on it.
func (n *node) isLiteral() bool {
	return n.extra == nil && (n.kind == kindString || n.kind == kindNumber || n.kind == kindValue)
}
