package intrinsic

import (
	"strings"

	"github.com/aslcheck/aslcheck/internal/java"
	"github.com/aslcheck/aslcheck/value"
)

// shallow checks the third argument of States.JsonMerge: the service has no deep merge, and takes everything but true
// (measured for "false" as a text).
func shallow(v value.Value) string {
	if v.Bool() {
		return "false, because deep merges are not supported"
	}
	return ""
}

// jsonMerge replaces members as a whole. The result lists its members as a HashMap that copied the first object (recorded:
// test_json_merge, test_json_merge_escaped_argument, States.JsonMerge-009 and -020).
func jsonMerge(in input) (output, *refusal) {
	var b value.ObjectBuilder
	b.Grow(in.a.Len() + in.b.Len())
	for _, arg := range [...]value.Value{in.a, in.b} {
		for _, m := range arg.Members() {
			b.Set(m.Key, m.Value)
		}
	}
	members := b.Object().Members()
	keys := make([]string, len(members))
	for i, m := range members {
		keys[i] = m.Key
	}
	merged := make([]value.Member, len(members))
	for i, at := range java.Merged(keys, in.a.Len(), in.b.Len()) {
		merged[i] = members[at]
	}
	return value.Object(merged...), nil
}

func jsonToString(in input) (output, *refusal) {
	return value.String(string(in.a.AppendCompact(nil))), nil
}

// stringToJSON reads a blank text as null, and -0 as 0, as the service does.
func stringToJSON(in input) (output, *refusal) {
	text := in.a.Text()
	if strings.Trim(text, spaces) == "" {
		return value.Null, nil
	}
	v, err := value.Parse(text)
	if err != nil {
		cause := jacksonError(text)
		if cause == "" { // nested more deeply than we read
			cause = err.Error()
		}
		return value.Undefined, &refusal{
			text: "Cannot convert String to Json in " + in.call.Function.Name + ", caused by: " + cause,
			why:  "the text is not JSON: " + err.Error(),
		}
	}
	if strings.Contains(text, "-0") {
		v = withoutNegativeZero(v)
	}
	return v.Compact(), nil
}

func withoutNegativeZero(v value.Value) value.Value {
	switch v.Kind() {
	case value.NumberKind:
		if v.Literal() == "-0" {
			return value.Int(0)
		}
	case value.ArrayKind:
		elems := make([]value.Value, v.Len())
		for i, elem := range v.Elems() {
			elems[i] = withoutNegativeZero(elem)
		}
		return value.Array(elems...)
	case value.ObjectKind:
		members := make([]value.Member, v.Len())
		for i, m := range v.Members() {
			members[i] = value.Member{Key: m.Key, Value: withoutNegativeZero(m.Value)}
		}
		return value.Object(members...)
	}
	return v
}
