package conformance

import (
	"regexp"

	"github.com/aslcheck/aslcheck/value"
)

// anyError is what facts say where only the failure was measured, and not its error.
const anyError = "(any)"

var uuid4 = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)

// described reports whether an output is what a measurement says of it, where it does not, or cannot, have the value: of one
// member, as a fact says it in words, or a random UUID, as recorded.
func described(want, got value.Value) bool {
	member := func(v value.Value) value.Value {
		if v.Kind() != value.ObjectKind || v.Len() != 1 {
			return value.Undefined
		}
		return v.Members()[0].Value
	}
	switch v := member(got); {
	case want.Text() == "a version 4 UUID":
		return uuid4.MatchString(v.Text())
	case want.Text() == "a number (value not given)":
		return v.Kind() == value.NumberKind
	case want.Text() == "(value not given)":
		return !v.IsUndefined()
	case want.Kind() == value.ObjectKind:
		return uuid4.MatchString(member(want).Text()) && uuid4.MatchString(v.Text()) && want.Members()[0].Key == got.Members()[0].Key
	default:
		return false
	}
}
