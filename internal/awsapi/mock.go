package awsapi

import (
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/aslcheck/aslcheck/value"
)

// A Violation is a part of a result that the API can't give.
type Violation struct {
	// Path leads to the value: names of members, and indexes of items as decimal numbers. A missing member has the path of the object.
	Path []string
	// Text says what is wrong in the words of TestState.
	Text string
}

// A Check compares results with shapes as TestState compares mocked results: it looks at required members, types, listed values and
// ranges of numbers at every depth. Members that the API doesn't have are accepted, and null counts as absent. Patterns of strings and
// the lengths of strings, lists and maps aren't checked: no recording shows that the service does.
type Check struct {
	// Strict reports required members that are missing, as the mode STRICT does. The zero Check is the mode PRESENT.
	Strict bool
	// NumericTimes accepts numbers as timestamps, which the results of jobs have.
	NumericTimes bool
}

// Violations returns what is wrong with a result, in the order in which it is found: missing members of an object before the members that
// it has. A nil shape accepts everything.
func (c Check) Violations(s *Shape, result value.Value) iter.Seq[Violation] {
	return func(yield func(Violation) bool) {
		if s == nil || result.IsNull() {
			return
		}
		in := &inspection{Check: c, yield: yield}
		if s.Kind.HasMembers() && result.Kind() != value.ObjectKind {
			yield(Violation{Text: NotAnObject})
			return
		}
		in.value(s, result, "")
	}
}

// NotAnObject is said about a result that isn't an object. No recording shows how the service words it; LocalStack has this text for the
// result of a Map with a ResultWriter.
const NotAnObject = "Mocked result must be a JSON object."

// An inspection goes through a result. Its methods return whether to go on.
type inspection struct {
	Check
	yield func(Violation) bool
	path  []string
}

func (in *inspection) report(format string, args ...any) bool {
	return in.yield(Violation{Path: slices.Clone(in.path), Text: "Mock result schema validation error: " + fmt.Sprintf(format, args...)})
}

// value checks a value. The service names the field that is wrong alone, and an item of a list as the list.
func (in *inspection) value(s *Shape, v value.Value, field string) bool {
	if v.IsNull() || s.Kind == Document {
		return true
	}
	if want, kind := s.Kind.json(); v.Kind() != kind && (s.Kind != Timestamp || !in.NumericTimes || v.Kind() != value.NumberKind) {
		return in.report("Field '%s' must be %s", field, want)
	}
	switch {
	case s.Kind.HasMembers():
		return in.members(s, v)
	case s.Kind == List:
		for i, item := range v.Elems() {
			if !in.inside(strconv.Itoa(i), s.Element(), item, field) {
				return false
			}
		}
	case s.Kind == Map:
		for _, m := range v.Members() {
			if !in.inside(m.Key, s.Element(), m.Value, field) {
				return false
			}
		}
	case s.Kind.IsNumber() && s.Min != nil && v.Float() < *s.Min:
		return in.report("Field '%s' is less than the minimum value", field)
	case s.Kind.IsNumber() && s.Max != nil && v.Float() > *s.Max:
		return in.report("Field '%s' is greater than the maximum value", field)
	case len(s.Enum) > 0 && !slices.Contains(s.Enum, v.Text()):
		return in.report("Field '%s' is not an expected value", field)
	}
	return true
}

func (in *inspection) inside(step string, s *Shape, v value.Value, field string) bool {
	in.path = append(in.path, step)
	defer func() { in.path = in.path[:len(in.path)-1] }()
	return in.value(s, v, field)
}

func (in *inspection) members(s *Shape, v value.Value) bool {
	for i := range s.Members {
		if m := &s.Members[i]; in.Strict && m.Required && !m.isIn(v) && !in.report("Required field '%s' is missing", m.Name) {
			return false
		}
	}
	for _, given := range v.Members() {
		if m := s.Member(given.Key); m != nil && !in.inside(given.Key, m.Shape(), given.Value, given.Key) {
			return false
		}
	}
	return true
}

// isIn reports whether an object has the member.
func (m *Member) isIn(object value.Value) bool {
	return slices.ContainsFunc(append([]string{m.Name}, m.Aliases...), func(name string) bool {
		v, ok := object.Get(name)
		return ok && !v.IsNull()
	})
}

// json returns the kind of JSON that values of the kind have, with the words of TestState for it. Times and bytes are texts.
func (k Kind) json() (words string, kind value.Kind) {
	switch {
	case k.IsNumber():
		return "a number", value.NumberKind
	case k == Boolean:
		return "a boolean", value.BoolKind
	case k == List:
		return "an array", value.ArrayKind
	case k == Map || k.HasMembers():
		return "an object", value.ObjectKind
	default:
		return "a string", value.StringKind
	}
}

// ModelOutput returns the shape that TestState compares a mocked result with: the output of the API, and for a job that of the action that
// the service polls, whole. nil is for what it accepts in any form: a callback, and integrations that aren't actions of an API.
func ModelOutput(sdk bool, service, action, pattern string) *Shape {
	if sdk {
		return Output(sdk, service, action, pattern)
	}
	o := LookupOptimized(service, action)
	if o == nil || !o.Supports(pattern) {
		return nil
	}
	return o.modelOutput(pattern)
}

func (o *Optimized) modelOutput(pattern string) *Shape {
	model, column := o.SDK, o.result
	switch pattern {
	case "":
	case "sync", sync2:
		column = o.job
		if first, rest, _ := strings.Cut(o.job, " "); strings.Contains(first, ":") {
			model, column = first, rest
		}
		if pattern == sync2 {
			column += " " + sync2Changes
		}
	default:
		return nil
	}
	a := o.action(model)
	words := strings.Fields(column)
	if a == nil || slices.Contains(words, "own") || slices.Contains(words, "any") {
		return nil
	}
	words = slices.DeleteFunc(words, func(word string) bool { return !strings.Contains(word, "=") })
	return changed(a.Output(), words)
}
