package awsapi

import (
	"slices"
	"strconv"
	"strings"
)

// A Kind is the type of a parameter or result.
type Kind byte

// The kinds, with the letters of the catalog. A union is a structure of which one member is there; a document is any JSON.
const (
	String    Kind = 'S'
	Integer   Kind = 'I'
	Long      Kind = 'G'
	Float     Kind = 'F'
	Double    Kind = 'D'
	Boolean   Kind = 'B'
	Timestamp Kind = 'T'
	Blob      Kind = 'X'
	Document  Kind = 'J'
	List      Kind = '['
	Map       Kind = '<'
	Structure Kind = '{'
	Union     Kind = '|'
)

// IsNumber reports whether values of the kind are numbers.
func (k Kind) IsNumber() bool { return k == Integer || k == Long || k == Float || k == Double }

// HasMembers reports whether values of the kind are objects with members that the API names.
func (k Kind) HasMembers() bool { return k == Structure || k == Union }

// A Shape is the type of a value, nested to any depth; shapes may contain themselves.
type Shape struct {
	Kind Kind
	// Members are those of a structure or union, in the order of the API.
	Members []Member
	// Enum are the values of a string that has a list of them.
	Enum []string
	// Min and Max limit a number, or the length of a string, blob, list or map. nil is without a limit.
	Min, Max *float64

	service    *Service
	key, value ref
}

// A Member is a parameter or a result, or a member of one.
type Member struct {
	Name string
	// Aliases are other names that Step Functions may accept.
	Aliases  []string
	Required bool
	// JSON reports whether it is a text that holds JSON.
	JSON bool

	service *Service
	ref     ref
}

// A ref refers to a shape: by its number, or, where kind is set, to that which says no more than its kind. own is a shape
// that is not in the catalog.
type ref struct {
	own    *Shape
	kind   Kind
	number int
}

var noShape = ref{number: -1}

// plain are the shapes that say no more than their kind, by its letter.
var plain = [1 << 8]*Shape{
	String: {Kind: String}, Integer: {Kind: Integer}, Long: {Kind: Long}, Float: {Kind: Float}, Double: {Kind: Double},
	Boolean: {Kind: Boolean}, Timestamp: {Kind: Timestamp}, Blob: {Kind: Blob}, Document: {Kind: Document},
}

// Member returns the member of a name or of another name that is accepted; nil if there is none, and for nil.
func (s *Shape) Member(name string) *Member {
	if s == nil {
		return nil
	}
	for i := range s.Members {
		if m := &s.Members[i]; m.Name == name || slices.Contains(m.Aliases, name) {
			return m
		}
	}
	return nil
}

// Names returns the names of the members; none for nil.
func (s *Shape) Names() []string {
	if s == nil {
		return nil
	}
	names := make([]string, len(s.Members))
	for i := range s.Members {
		names[i] = s.Members[i].Name
	}
	return names
}

// Element returns the shape of the items of a list or of the values of a map; nil for others.
func (s *Shape) Element() *Shape { return s.inner(s.value) }

// Key returns the shape of the keys of a map; nil for others.
func (s *Shape) Key() *Shape { return s.inner(s.key) }

func (s *Shape) inner(r ref) *Shape {
	if s.service == nil {
		return r.own
	}
	return s.service.shape(r)
}

// Shape returns the shape of the member.
func (m *Member) Shape() *Shape {
	if m.ref.own != nil {
		return m.ref.own
	}
	return m.service.shape(m.ref)
}

// A reader reads references; next is the number of the next new shape.
type reader struct{ next int }

func (r *reader) ref(text string) ref {
	switch c := text[0]; {
	case c == '-':
		return noShape
	case c == '^':
		r.next++
		return ref{number: r.next - 1}
	case c >= 'A' && c <= 'Z':
		return ref{kind: Kind(c)}
	default:
		n, err := strconv.ParseInt(text, 36, 32)
		if err != nil {
			panic("BUG: the catalog is damaged: " + err.Error())
		}
		return ref{number: int(n)}
	}
}

// readShape reads the line of a shape.
func (s *Service) readShape(text string, next int) *Shape {
	x := &Shape{Kind: Kind(text[0]), service: s, key: noShape, value: noShape}
	r := reader{next: next}
	rest := text[1:]
	if x.Kind.HasMembers() {
		s.readMembers(x, &r, rest)
		return x
	}
	cut := func() ref {
		var text string
		text, rest, _ = strings.Cut(rest, ",")
		return r.ref(text)
	}
	if x.Kind == Map {
		x.key = cut()
	}
	if x.Kind == Map || x.Kind == List {
		x.value = cut()
	}
	limits, values, ok := strings.Cut(rest, "=")
	if ok {
		x.Enum = strings.Split(values, "\t")
	}
	if low, high, ok := strings.Cut(limits, ".."); ok {
		x.Min, x.Max = limit(low), limit(high)
	}
	return x
}

func (s *Service) readMembers(x *Shape, r *reader, text string) {
	x.Members = make([]Member, 0, strings.Count(text, ","))
	for part := range strings.SplitSeq(strings.TrimSuffix(text, ","), ",") {
		if part == "" {
			continue // the shape lacks it
		}
		words := strings.Split(part, "|")
		m := Member{Name: words[0], service: s}
		to := string(String) // where nothing else is said
		if end := strings.IndexAny(words[0], "!:"); end >= 0 {
			m.Name, m.Required = words[0][:end], words[0][end] == '!'
			to = words[0][end+1:]
		}
		to, isJSON := strings.CutSuffix(to, "$")
		if to == "" {
			to = string(String)
		}
		m.ref, m.JSON, m.Aliases = r.ref(to), isJSON, words[1:]
		if own, ok := s.renamed[m.Name]; ok {
			m.rename(own)
		}
		x.Members = append(x.Members, m)
	}
}

// rename gives a member the name that it has in a view, or, after a "|", another one.
func (m *Member) rename(own string) {
	if other, ok := strings.CutPrefix(own, "|"); ok {
		m.Aliases = append(m.Aliases, other)
		return
	}
	m.Name, m.Aliases = own, nil
}

func limit(text string) *float64 {
	if text == "" {
		return nil
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		panic("BUG: the catalog is damaged: " + err.Error())
	}
	return &x
}
