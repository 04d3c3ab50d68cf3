package value

import (
	"encoding/json"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestOf(t *testing.T) {
	type point struct {
		X    int     `json:"x"`
		Y    float64 `json:"y,omitempty"`
		hide int
	}
	for _, c := range []struct {
		name string
		in   any
		want string
	}{
		{"nil", nil, `null`},
		{"value", MustParse(`{ "a" : 1 }`), `{ "a" : 1 }`},
		{"bool", true, `true`},
		{"string", "a\"b", `"a\"b"`},
		{"int", 42, `42`},
		{"int64", int64(math.MaxInt64), `9223372036854775807`},
		{"float64", 1.5, `1.5`},
		{"other number", uint8(7), `7`},
		{"json.Number", json.Number("1.50"), `1.50`},
		{"slice of any", []any{1, "a", nil, []any{true}}, `[1,"a",null,[true]]`},
		{"map of any", map[string]any{"b": 1, "a": map[string]any{"c": []any{}}}, `{"a":{"c":[]},"b":1}`},
		{"other slice", []int{1, 2}, `[1,2]`},
		{"other map", map[string]int{"b": 1, "a": 2}, `{"a":2,"b":1}`},
		{"struct", point{X: 1, hide: 2}, `{"x":1}`},
		{"pointer", &point{X: 1, Y: 2}, `{"x":1,"y":2}`},
		{"marshaler", time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), `"2026-01-02T03:04:05Z"`},
		{"raw message", json.RawMessage(`{"b": [ 1 ]}`), `{"b":[1]}`},
		{"value in a map", map[string]any{"v": MustParse(`[ 1 ]`)}, `{"v":[1]}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			v, err := Of(c.in)
			if err != nil {
				t.Fatal(err)
			}
			if got := v.JSON(); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestOfWhatHasNoJSON(t *testing.T) {
	for name, in := range map[string]any{
		"function": func() {}, "channel in a slice": []any{make(chan int)}, "function in a map": map[string]any{"a": map[string]any{"b": func() {}}},
	} {
		v, err := Of(in)
		if err == nil || !strings.HasPrefix(err.Error(), "convert ") || !v.IsUndefined() {
			t.Errorf("%s: got %v, %v", name, v, err)
		}
	}
}

func TestAny(t *testing.T) {
	v := MustParse(`{"a": [1, 1.5, "x", true, null], "b": {}, "c": []}`)
	want := map[string]any{"a": []any{1.0, 1.5, "x", true, nil}, "b": map[string]any{}, "c": []any{}}
	if got := v.Any(); !reflect.DeepEqual(got, want) {
		t.Errorf("got %#v", got)
	}
	for _, v := range []Value{Undefined, Null, Opaque(1)} {
		if got := v.Any(); got != nil {
			t.Errorf("%s becomes %v", v.Kind(), got)
		}
	}
}

func TestMarshalling(t *testing.T) {
	var doc struct {
		In  Value `json:"in"`
		Out Value `json:"out"`
	}
	if err := json.Unmarshal([]byte(`{"in": {"b": 1.50, "a": "\ud83d"}}`), &doc); err != nil {
		t.Fatal(err)
	}
	if got := doc.In.Compact().JSON(); got != `{"b":1.50,"a":"\uD83D"}` {
		t.Errorf("read %s", got)
	}
	if got, err := json.Marshal(doc); err != nil || string(got) != `{"in":{"b":1.50,"a":"\ud83d"},"out":null}` {
		t.Errorf("wrote %s, %v", got, err)
	}
	if err := new(Value).UnmarshalJSON([]byte("[")); err == nil {
		t.Error("read half a value")
	}
}

func TestAppendQuoted(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", `""`},
		{"plain", `"plain"`},
		{"\"\\/", `"\"\\/"`},
		{"\b\f\n\r\t\x00\x1f", `"\b\f\n\r\t\u0000\u001F"`},
		{"<é>&\u2028\x7f😀", "\"<é>&\u2028\x7f😀\""},
		{"\xed\xa0\xbdx\xed\xb8\x80", `"\uD83Dx\uDE00"`},
		{"\xed\x9f\xbf", "\"\ud7ff\""},
		{"\xed", "\"\xed\""},
	} {
		if got := string(AppendQuoted([]byte("-"), c.text)); got != "-"+c.want {
			t.Errorf("%q is quoted as %s, want %s", c.text, got, c.want)
		}
	}
}

func TestAppendCodeUnit(t *testing.T) {
	for _, c := range []struct {
		r    rune
		want string
	}{{'a', "a"}, {'é', "é"}, {0xD83D, "\xed\xa0\xbd"}, {0xDE00, "\xed\xb8\x80"}} {
		if got := string(AppendCodeUnit(nil, c.r)); got != c.want {
			t.Errorf("%U is %q, want %q", c.r, got, c.want)
		}
	}
}
