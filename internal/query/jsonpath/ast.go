package jsonpath

// A Span is a half-open range of bytes in the text of a path.
type Span struct {
	Offset, End int
}

// RootKind says where a path starts.
type RootKind uint8

// The roots. Item is the "@" of a path inside a filter.
const (
	Document RootKind = iota
	Context
	Variable
	Item
)

// A Root is the start of a path. Name is the name of a variable without its dollar, "" for every other kind.
type Root struct {
	Kind RootKind
	Name string
	Span
}

// A Step leads from one value to others. Its span covers dots and brackets.
//
//sumtype:decl
type Step interface {
	// Place returns the range of the step in the text of the path.
	Place() Span
	step()
}

// A Child selects the member of an object.
type Child struct {
	Name     string
	NameSpan Span // the name alone, without quotes
	Span
}

// Children selects several members at once and yields one object: ['a','b']. It has no names where a bracket or quote
// is out of place, as in "$.a]", which yields an empty object.
type Children struct {
	Names []Child
	Span
}

// An Index selects an element of an array. FromEnd says that Value, which is negative then, counts from the end:
// [(@.length-1)]. A negative Value alone is out of bounds on every array.
type Index struct {
	Value   int
	FromEnd bool
	Span
}

// Indices selects several elements: [0,2].
type Indices struct {
	Values []int
	Span
}

// A Slice selects a range of elements. A nil bound is open; one of the two is there.
type Slice struct {
	From, To *int
	Span
}

// A Wildcard selects all members or elements.
type Wildcard struct {
	Span
}

// A DeepScan applies the step behind it to a value and everything inside it: "..".
type DeepScan struct {
	Span
}

// A Dollar in the middle of a path stays where it is: "$.a[0]$.b" is "$.a[0].b".
type Dollar struct {
	Span
}

// A Filter selects the elements of an array, or the object itself, for which one of the alternatives holds. Without
// alternatives it is the placeholder [?], which the service gives no predicate: evaluating it fails.
type Filter struct {
	Alternatives []Conjunction // joined by ||
	Parens       []Span        // parentheses inside, which do not group
	Source       string        // the text of the filter with its brackets
	Span
}

// A Conjunction holds where all its conditions hold (&&).
type Conjunction struct {
	Conditions []Condition
	Span
}

// Operator is a comparison in a filter, spelled as in the text.
type Operator string

// The operators. Exists and Missing stand for a path alone: [?(@.a)] and [?(!@.a)].
const (
	Equal          Operator = "=="
	GreaterOrEqual Operator = ">="
	LessOrEqual    Operator = "<="
	NotEqual       Operator = "!="
	Less           Operator = "<"
	Greater        Operator = ">"
	Matches        Operator = "=~"
	Exists         Operator = ""
	Missing        Operator = "!"
)

// A Condition compares Left with Right. Right is nil for Exists and Missing, and Left is a *Path then.
type Condition struct {
	Left     Operand
	Operator Operator
	Right    Operand
	Span
}

// An Operand of a condition is a *Path, a *Literal or a *Pattern.
//
//sumtype:decl
type Operand interface {
	// Place returns the range of the operand in the text of the outermost path.
	Place() Span
	operand()
}

// A Literal is text to compare with. Quoted says that it stood in single quotes; without them numbers, true, null and
// bare words are text all the same.
type Literal struct {
	Text   string
	Quoted bool
	Span
}

// A Pattern is a regular expression, /…/ or /…/i, which must match a whole text.
type Pattern struct {
	Source     string // between the slashes
	IgnoreCase bool
	Span
	match func(string) bool
}

// Place returns s itself.
func (s Span) Place() Span { return s }

func (*Child) step()    {}
func (*Children) step() {}
func (*Index) step()    {}
func (*Indices) step()  {}
func (*Slice) step()    {}
func (*Wildcard) step() {}
func (*DeepScan) step() {}
func (*Dollar) step()   {}
func (*Filter) step()   {}

func (*Path) operand()    {}
func (*Literal) operand() {}
func (*Pattern) operand() {}
