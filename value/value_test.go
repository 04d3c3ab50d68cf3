package value

import (
	"math"
	"testing"
)

func TestScalars(t *testing.T) {
	for _, c := range []struct {
		name string
		v    Value
		kind Kind
		json string
	}{
		{"zero value", Value{}, UndefinedKind, "null"},
		{"undefined", Undefined, UndefinedKind, "null"},
		{"null", Null, NullKind, "null"},
		{"true", Bool(true), BoolKind, "true"},
		{"false", Bool(false), BoolKind, "false"},
		{"integer", Int(-42), NumberKind, "-42"},
		{"largest integer", Int(math.MaxInt64), NumberKind, "9223372036854775807"},
		{"smallest integer", Int(math.MinInt64), NumberKind, "-9223372036854775808"},
		{"beyond exactness", Int(1<<53 + 1), NumberKind, "9007199254740993"},
		{"float", Float(0.1), NumberKind, "0.1"},
		{"whole float", Float(3), NumberKind, "3"},
		{"negative zero", Float(math.Copysign(0, -1)), NumberKind, "0"},
		{"large float", Float(123456789012345680000), NumberKind, "123456789012345680000"},
		{"exponent from", Float(1e21), NumberKind, "1e+21"},
		{"small float", Float(0.000001), NumberKind, "0.000001"},
		{"exponent below", Float(1.5e-7), NumberKind, "1.5e-7"},
		{"long exponent", Float(-1e-300), NumberKind, "-1e-300"},
		{"not a number", Float(math.NaN()), NumberKind, "null"},
		{"infinity", Float(math.Inf(-1)), NumberKind, "null"},
		{"literal", Number("1.500"), NumberKind, "1.500"},
		{"string", String("a\"é"), StringKind, `"a\"é"`},
		{"lone surrogate", String("\xed\xa0\xbd"), StringKind, `"\uD83D"`},
		{"array", Array(Int(1), Array(), Null), ArrayKind, "[1,[],null]"},
		{"undefined in an array", Array(Undefined), ArrayKind, "[null]"},
		{"object", Object(Member{"b", Int(1)}, Member{"a\n", Object()}), ObjectKind, `{"b":1,"a\n":{}}`},
		{"opaque", Opaque(3), OpaqueKind, "null"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.v.Kind() != c.kind {
				t.Errorf("kind %s, want %s", c.v.Kind(), c.kind)
			}
			if got := c.v.JSON(); got != c.json {
				t.Errorf("got %s, want %s", got, c.json)
			}
			if got := c.v.Size(); got != len(c.json) {
				t.Errorf("size %d, want %d", got, len(c.json))
			}
			if c.v.Size() != len(c.json) {
				t.Error("the size changed")
			}
		})
	}
}

func TestAccessorsOfOtherKinds(t *testing.T) {
	for _, v := range []Value{Undefined, Null, True, Int(1), String("a"), Array(Int(1)), Object(Member{"a", Int(1)}), Opaque(1)} {
		kind := v.Kind()
		if v.Bool() != (kind == BoolKind) || (v.Float() != 0) != (kind == NumberKind) || (v.Text() != "") != (kind == StringKind) {
			t.Errorf("%s has a boolean, number or text of another kind", kind)
		}
		if _, ok := v.Int(); ok != (kind == NumberKind) || (v.Literal() != "") != (kind == NumberKind) {
			t.Errorf("%s has an integer", kind)
		}
		if (v.Elems() != nil) != (kind == ArrayKind) || (v.Members() != nil) != (kind == ObjectKind) || (v.Opaque() != nil) != (kind == OpaqueKind) {
			t.Errorf("%s has elements, members or a foreign value of another kind", kind)
		}
		if (v.Len() == 1) != (kind == ArrayKind || kind == ObjectKind) {
			t.Errorf("%s has the length %d", kind, v.Len())
		}
		if v.At(0).IsUndefined() == (kind == ArrayKind) {
			t.Errorf("%s has an element", kind)
		}
		if _, ok := v.Get("a"); ok != (kind == ObjectKind) {
			t.Errorf("%s has a member", kind)
		}
		if v.IsUndefined() != (kind == UndefinedKind) || v.IsNull() != (kind == NullKind) {
			t.Errorf("%s is undefined or null", kind)
		}
		for key := range v.Keys() {
			if kind != ObjectKind || key != "a" {
				t.Errorf("%s has the key %q", kind, key)
			}
		}
	}
}

func TestInt(t *testing.T) {
	for _, c := range []struct {
		v    Value
		want int64
		ok   bool
	}{
		{Number("12"), 12, true},
		{Number("2.0"), 2, true},
		{Number("2e3"), 2000, true},
		{Number("-0"), 0, true},
		{Number("9007199254740993"), 9007199254740993, true},
		{Number("9223372036854775807"), math.MaxInt64, true},
		{Number("9223372036854775808"), 0, false},
		{Number("1e400"), 0, false},
		{Number("1.5"), 0, false},
		{Float(-7), -7, true},
		{Float(-1 << 63), math.MinInt64, true},
		{Float(math.NaN()), 0, false},
		{String("1"), 0, false},
	} {
		if got, ok := c.v.Int(); got != c.want || ok != c.ok {
			t.Errorf("%s is %d, %t, want %d, %t", c.v, got, ok, c.want, c.ok)
		}
	}
}

func TestMarks(t *testing.T) {
	v := String("a").WithMark(3)
	if v.Mark() != 3 || String("a").Mark() != 0 || v.WithMark(0).Mark() != 0 {
		t.Error("a mark was lost")
	}
	if !Equal(v, String("a")) || v.JSON() != `"a"` {
		t.Error("the mark is part of the value")
	}
}

func TestKindNames(t *testing.T) {
	for k, want := range map[Kind]string{UndefinedKind: "undefined", BoolKind: "boolean", OpaqueKind: "opaque", 99: "kind(99)"} {
		if got := k.String(); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestStringOfValues(t *testing.T) {
	for want, v := range map[string]Value{"undefined": Undefined, "null": Null, `"a"`: String("a"), `[1]`: Array(Int(1))} {
		if got := v.String(); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
