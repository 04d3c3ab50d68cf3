package jsonata

import "github.com/aslcheck/aslcheck/value"

// codeKind says what a code does.
type codeKind uint8

const (
	kindNone codeKind = iota
	kindPlaceholder
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

// kindWords are the names of kinds in the errors of the reference.
var kindWords = [...]string{
	kindNone: "(end)", kindPlaceholder: "operator", kindName: "name", kindString: "string", kindNumber: "number",
	kindValue: "value", kindVariable: "variable", kindRegex: "regex", kindWildcard: "wildcard",
	kindDescendants: "descendant", kindParent: "parent", kindBinary: "binary", kindNegate: "unary", kindArray: "unary",
	kindObject: "unary", kindCall: "function", kindPartial: "partial", kindLambda: "lambda", kindBlock: "block",
	kindCondition: "condition", kindTransform: "transform", kindPath: "path", kindBind: "bind", kindApply: "apply",
	kindSort: "sort",
}

// code is what is evaluated. Lowering makes it of a tree, and it does not change afterwards. One compact type serves all
// kinds, so that an expression is a few slabs of memory; what few of them need is in extra.
type code struct {
	kind codeKind
	op   opCode

	keepArray     bool // followed by []
	keepSingleton bool // a path with such a step
	consArray     bool // an array constructor that is kept together as a step
	tuple         bool // a step, or what holds it, that binds variables to each of its items
	tail          bool // a call whose result is the result of the lambda around it
	opensFrame    bool // a block that binds its own variables
	simple        bool // a path of names only, perhaps after a variable

	at    int32 // offset that the reference gives in errors
	frame int32 // number of slots of the frame that a lambda or block opens; the slot that a bind fills

	text string       // name, variable, operator
	val  *value.Value // of a literal; of a variable and a call the built-in function of the name, nil for none
	lhs  *code
	rhs  *code
	els  *code    // the else of a condition, the delete clause of a transform
	kids []*code  // steps, arguments, elements, keys and values in turn
	refs []varRef // of a variable, a call or a transform: the slots that may hold the function or value
	*extra
}

// extra is the part of a code that few of them need.
type extra struct {
	stages    []stage
	predicate []*code
	group     *code // an object constructor hanging on a path or another expression
	focus     string
	index     string
	slot      *ancestor
	ancestor  *ancestor
	terms     []sortTerm
	signature *signature
	regex     *regex
}

// stage is a predicate of a step or, where filter is nil, the variable that # binds.
type stage struct {
	filter *code
	index  string
}

type sortTerm struct {
	expr       *code
	descending bool
}

// ancestor is what a % stands for: the item some steps up, under a label in the tuples of a path.
type ancestor struct {
	label string
	level int
	index int
}

// more returns the extra part of n, making it when needed.
func (n *code) more() *extra {
	if n.extra == nil {
		n.extra = &extra{}
	}
	return n.extra
}

func (n *code) hasPredicate() bool { return n.extra != nil && n.predicate != nil }
func (n *code) hasStages() bool    { return n.extra != nil && n.stages != nil }
func (n *code) hasGroup() bool     { return n.extra != nil && n.group != nil }

// slab hands out codes from chunks, which is what makes compiling cheap.
type slab struct {
	free []code
	size int     // of the first chunk
	rows []*code // free for lists
}

const (
	slabSize = 4
	maxSlab  = 256 // codes of the first chunk, whatever the text
)

// code returns a new code for a node.
func (s *slab) code(kind codeKind, n Node) *code {
	c := s.blank(kind)
	c.at, c.text = n.node().at, word(n)
	return c
}

// list returns an empty list with room for n codes.
func (s *slab) list(n int) []*code {
	if len(s.rows) < n {
		s.rows = make([]*code, max(n, smallLists))
	}
	list := s.rows[:0:n]
	s.rows = s.rows[n:]
	return list
}

func (s *slab) blank(kind codeKind) *code {
	if len(s.free) == 0 {
		s.free = make([]code, max(s.size, slabSize))
		s.size = slabSize
	}
	c := &s.free[0]
	s.free = s.free[1:]
	c.kind = kind
	return c
}

// isLiteral reports whether n is a literal with nothing hanging on it.
func (n *code) isLiteral() bool {
	return n.extra == nil && (n.kind == kindString || n.kind == kindNumber || n.kind == kindValue)
}
