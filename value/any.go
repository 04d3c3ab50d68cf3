package value

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// Of converts a Go value as encoding/json would marshal it: maps with sorted keys, structs by their tags. A Value is
// returned unchanged. A map or slice that contains itself is an error.
func Of(x any) (Value, error) { return of(x, 0) }

// errCycle says that a Go value nests too deeply, as one that contains itself does.
var errCycle = errors.New("it is nested too deeply, or contains itself")

func of(x any, depth int) (Value, error) {
	if depth > MaxDepth {
		return Undefined, fmt.Errorf("convert %T to a JSON value: %w", x, errCycle)
	}
	switch x := x.(type) {
	case nil:
		return Null, nil
	case Value:
		return x, nil
	case bool:
		return Bool(x), nil
	case string:
		return String(x), nil
	case int:
		return Int(int64(x)), nil
	case int64:
		return Int(x), nil
	case float64:
		return Float(x), nil
	case []any:
		return ofSlice(x, depth)
	case map[string]any:
		return ofMap(x, depth)
	default:
		text, err := json.Marshal(x)
		if err != nil {
			return Undefined, fmt.Errorf("convert %T to a JSON value: %w", x, err)
		}
		v, err := Parse(string(text))
		if err != nil {
			return Undefined, fmt.Errorf("convert %T to a JSON value: %w", x, err)
		}
		return v.Compact(), nil
	}
}

func ofSlice(x []any, depth int) (Value, error) {
	elems := make([]Value, len(x))
	for i := range x {
		v, err := of(x[i], depth+1)
		if err != nil {
			return Undefined, err
		}
		elems[i] = v
	}
	return Array(elems...), nil
}

func ofMap(x map[string]any, depth int) (Value, error) {
	keys := make([]string, 0, len(x))
	for key := range x {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	members := make([]Member, len(keys))
	for i, key := range keys {
		v, err := of(x[key], depth+1)
		if err != nil {
			return Undefined, err
		}
		members[i] = Member{Key: key, Value: v}
	}
	return Object(members...), nil
}

// Any converts v to what encoding/json would decode: nil, bool, float64, string, []any, map[string]any. Undefined and
// opaque values become nil.
func (v Value) Any() any {
	switch v.kind {
	case BoolKind:
		return v.num != 0
	case NumberKind:
		return v.num
	case StringKind:
		return v.str
	case ArrayKind:
		elems := make([]any, v.Len())
		for i, elem := range v.box.each {
			elems[i] = elem.Any()
		}
		return elems
	case ObjectKind:
		members := make(map[string]any, len(v.box.members))
		for i := range v.box.members {
			members[v.box.members[i].Key] = v.box.members[i].Value.Any()
		}
		return members
	default:
		return nil
	}
}

// MarshalJSON implements json.Marshaler with the text of JSON.
func (v Value) MarshalJSON() ([]byte, error) { return v.AppendJSON(nil), nil }

// UnmarshalJSON implements json.Unmarshaler.
func (v *Value) UnmarshalJSON(text []byte) error {
	parsed, err := Parse(string(text))
	if err != nil {
		return err
	}
	*v = parsed
	return nil
}

// String returns the JSON text of v, "undefined" if there is none. It is meant for messages.
func (v Value) String() string {
	if v.kind == UndefinedKind {
		return "undefined"
	}
	return v.JSON()
}
