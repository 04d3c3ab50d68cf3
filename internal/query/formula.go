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
	// Test decides between two Parts: while it holds, the formula holds if the first does, otherwise if the second does.
	Test *Formula
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
// subject at the operands that it is compared with, and finds the combinations of these parts in which a formula holds.
func OneHolds(formulas []*Formula) bool {
	t := trial{subjects: map[subjectKey]*subject{}}
	for _, f := range formulas {
		t.add(f)
	}
	if !t.divide() {
		return false
	}
	held := t.none()
	for _, f := range formulas {
		held.join(t.holds(f))
		if held.isFull(t.size) {
			return true
		}
	}
	return false
}

// A trial knows the subjects of formulas, and numbers the combinations of their regions from 0 on.
type trial struct {
	subjects map[subjectKey]*subject
	list     []*subject
	size     int // how many combinations there are
}

// A subjectKey is what comparisons of one subject have in common.
type subjectKey struct {
	name  string
	kind  OperandKind
	other string // the operand of another kind, which has no order among its like
}

// A subject is something that is compared. Its region 2i+1 is the cut i, its region 2i what is between the cuts i-1 and i.
type subject struct {
	kind    OperandKind
	cuts    []cut
	limit   Range
	regions []int // those that hold a value
	// stride is by how much the number of a combination grows with the index in regions.
	stride int
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

func (c *Comparison) key() subjectKey {
	key := subjectKey{name: c.Subject, kind: c.Kind}
	if c.Kind == OtherOperand {
		key.other = c.Text
	}
	return key
}

// add notes the comparisons of a formula.
func (t *trial) add(f *Formula) {
	if f.Test != nil {
		t.add(f.Test)
	}
	for _, part := range f.Parts {
		t.add(part)
	}
	if f.Compare == nil {
		return
	}
	key := f.Compare.key()
	s := t.subjects[key]
	if s == nil {
		s = &subject{kind: key.kind, limit: f.Compare.Range}
		t.subjects[key], t.list = s, append(t.list, s)
	}
	s.cuts = append(s.cuts, f.Compare.cut())
}

// divide finds the regions of all subjects; false if they have too many combinations.
func (t *trial) divide() bool {
	t.size = 1
	for _, s := range t.list {
		s.divide()
		s.stride = t.size
		if t.size *= len(s.regions); t.size > maxRegions {
			return false
		}
	}
	return true
}

// divide finds the regions that hold a value.
func (s *subject) divide() {
	slices.SortFunc(s.cuts, cut.compare)
	s.cuts = slices.CompactFunc(s.cuts, func(a, b cut) bool { return a.compare(b) == 0 })
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

// holds returns the combinations in which a formula holds.
func (t *trial) holds(f *Formula) combinations {
	var held combinations
	switch {
	case f.Compare != nil:
		held = t.compare(f.Compare)
	case f.Test != nil:
		test := t.holds(f.Test)
		held = t.holds(f.Parts[0])
		held.meet(test)
		test.invert()
		test.meet(t.holds(f.Parts[1]))
		held.join(test)
	case f.Any:
		held = t.none()
		for _, part := range f.Parts {
			held.join(t.holds(part))
		}
	default:
		held = t.none()
		held.invert()
		for _, part := range f.Parts {
			held.meet(t.holds(part))
		}
	}
	if f.Negated {
		held.invert()
	}
	return held
}

// compare returns the combinations in which a comparison holds.
func (t *trial) compare(c *Comparison) combinations {
	s := t.subjects[c.key()]
	i, _ := slices.BinarySearchFunc(s.cuts, c.cut(), cut.compare)
	equal, found := slices.BinarySearch(s.regions, 2*i+1)
	greater := equal
	if found {
		greater++
	}
	held := t.none()
	for first := 0; first < t.size; first += s.stride * len(s.regions) {
		add := func(order Order, from, to int) {
			if c.Order&order != 0 {
				held.add(first+from*s.stride, first+to*s.stride)
			}
		}
		add(Less, 0, equal)
		add(Equal, equal, greater)
		add(Greater, greater, len(s.regions))
	}
	return held
}
