package intrinsic

import (
	"strings"

	"github.com/aslcheck/aslcheck/internal/java"
	"github.com/aslcheck/aslcheck/value"
)

// jsonMerge replaces members as a whole: the service has no deep merge, and its third argument must say so. The result
// lists its members as a HashMap (recordings test_json_merge and test_json_merge_escaped_argument).
func jsonMerge(in input) (output, string) {
	if in.c.Bool() {
		return value.Undefined, in.call.Function.Name + " supports the shallow mode alone: the third argument must be false"
	}
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
	for i, at := range java.Order(keys) {
		merged[i] = members[at]
	}
	return value.Object(merged...), ""
}

func jsonToString(in input) (output, string) {
	return value.String(string(in.a.AppendCompact(nil))), ""
}

// stringToJSON reads a blank text as null, and -0 as 0, as the service does.
func stringToJSON(in input) (output, string) {
	text := in.a.Text()
	if strings.Trim(text, spaces) == "" {
		return value.Null, ""
	}
	v, err := value.Parse(text)
	if err != nil {
		return value.Undefined, "The argument of " + in.call.Function.Name + " is not JSON: " + err.Error()
	}
	if strings.Contains(text, "-0") {
		v = withoutNegativeZero(v)
	}
	return v.Compact(), ""
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
