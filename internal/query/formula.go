package query

import (
	"cmp"
	"slices"
)

// A Formula is a condition as a combination of comparisons. It says of several conditions whether one of them always holds,
// which takes the order of numbers and texts into account: of $n < 1, $n = 1 and $n > 1, one does.
type Formula struct {
	// Compare is a single comparison. Without one, the formula holds if all Parts do, or with Any if one does.
	Compare *Comparison
	Any     bool
	Parts   []*Formula
	// Negated turns the formula into its opposite.
	Negated bool
}

// A Comparison compares something with a value.
type Comparison struct {
	// Subject is what is compared. Two comparisons with the same Subject are about the same value.
	Subject string
	// Order are the results of comparing Subject with Operand that the comparison holds for.
	Order Order
	// Kind says what Operand is.
	Kind OperandKind
	// Number or Text is the operand. Text of another kind is a form that two operands have in common only if they are equal.
	Number float64
	Text   string
	// Range are the values that Subject can have, if Operand is a number.
	Range Range
}

// An Order is a set of results of a comparison.
type Order uint8

// The results.
const (
	Less Order = 1 << iota
	Equal
	Greater
)

// reversed returns the order for exchanged operands.
func (o Order) reversed() Order { return o&Equal | o&Less<<2 | o&Greater>>2 }

// An OperandKind says how an operand is compared.
type OperandKind uint8

// The kinds. OtherOperand is what is known at run time alone.
const (
	OtherOperand OperandKind = iota
	NumberOperand
	TextOperand
	BoolOperand
)

// AlwaysOrNever returns the formula that always holds, or the one that never does.
func AlwaysOrNever(holds bool) *Formula { return &Formula{Any: !holds} }

// maxRegions limits how many combinations of values are tried.
const maxRegions = 1 << 13

// OneHolds reports whether at least one of several formulas holds, whatever the data is. It divides the values of each
// subject at the operands that it is compared with, and tries each combination of these parts.
func OneHolds(formulas []*Formula) bool {
	var t trial
	for _, f := range formulas {
		t.add(f)
	}
	regions := 1
	for _, d := range t.subjects {
		d.divide()
		if regions *= len(d.regions); regions > maxRegions {
			return false
		}
	}
	for {
		if !slices.ContainsFunc(formulas, t.holds) {
			return false
		}
		if !t.next() {
			return true
		}
	}
}

// A trial goes through the combinations of regions.
type trial struct{ subjects []*subject }

// A subject is what comparisons have in common. Its region 2i+1 is the cut i, its region 2i what is between the cuts i-1
// and i.
type subject struct {
	name    string
	kind    OperandKind
	other   string // the operand of another kind, which has no order among its like
	cuts    []cut
	limit   Range
	regions []int // those that hold a value
	at      int   // the index in regions that is tried
}

type cut struct {
	number float64
	text   string
}

func (c cut) compare(other cut) int {
	return cmp.Or(cmp.Compare(c.number, other.number), cmp.Compare(c.text, other.text))
}

func (c *Comparison) cut() cut {
	switch c.Kind {
	case NumberOperand, BoolOperand:
		return cut{number: c.Number}
	case TextOperand:
		return cut{text: c.Text}
	case OtherOperand:
	}
	return cut{}
}

// of returns what a comparison is about.
func (t *trial) of(c *Comparison) *subject {
	other := ""
	if c.Kind == OtherOperand {
		other = c.Text
	}
	for _, s := range t.subjects {
		if s.name == c.Subject && s.kind == c.Kind && s.other == other {
			return s
		}
	}
	s := &subject{name: c.Subject, kind: c.Kind, other: other, limit: c.Range}
	t.subjects = append(t.subjects, s)
	return s
}

// add notes the comparisons of a formula.
func (t *trial) add(f *Formula) {
	for _, part := range f.Parts {
		t.add(part)
	}
	if f.Compare != nil {
		s := t.of(f.Compare)
		if i, known := slices.BinarySearchFunc(s.cuts, f.Compare.cut(), cut.compare); !known {
			s.cuts = slices.Insert(s.cuts, i, f.Compare.cut())
		}
	}
}

// divide finds the regions that hold a value.
func (s *subject) divide() {
	for region := range 2*len(s.cuts) + 1 {
		if s.possible(region) {
			s.regions = append(s.regions, region)
		}
	}
	if len(s.regions) == 0 { // the subject has no value at all
		s.regions = []int{0}
	}
}

func (s *subject) possible(region int) bool {
	i := region / 2
	switch {
	case s.kind == TextOperand:
		return region > 0 || s.cuts[0].text != "" // nothing is less than an empty text
	case s.kind == OtherOperand:
		return true
	case region%2 == 1:
		return s.limit.has(s.cuts[i].number)
	}
	low, high := everything.Min, everything.Max
	if i > 0 {
		low = s.cuts[i-1].number
	}
	if i < len(s.cuts) {
		high = s.cuts[i].number
	}
	return s.limit.between(low, high)
}

// next goes to the next combination, false after the last one.
func (t *trial) next() bool {
	for _, s := range t.subjects {
		if s.at++; s.at < len(s.regions) {
			return true
		}
		s.at = 0
	}
	return false
}

func (t *trial) holds(f *Formula) bool {
	if f.Compare != nil {
		return t.compare(f.Compare) != f.Negated
	}
	for _, part := range f.Parts {
		if t.holds(part) == f.Any {
			return f.Any != f.Negated
		}
	}
	return f.Any == f.Negated
}

func (t *trial) compare(c *Comparison) bool {
	s := t.of(c)
	i, _ := slices.BinarySearchFunc(s.cuts, c.cut(), cut.compare)
	switch cmp.Compare(s.regions[s.at], 2*i+1) {
	case -1:
		return c.Order&Less != 0
	case 0:
		return c.Order&Equal != 0
	default:
		return c.Order&Greater != 0
	}
}
