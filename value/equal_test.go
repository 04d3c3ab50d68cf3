package value

import (
	"math"
	"testing"
)

func TestEqual(t *testing.T) {
	opaque := Opaque(1)
	for _, c := range []struct {
		name string
		a, b Value
		want bool
	}{
		{"undefined", Undefined, Value{}, true},
		{"undefined and null", Undefined, Null, false},
		{"booleans", True, Bool(true), true},
		{"other booleans", True, False, false},
		{"boolean and number", True, Int(1), false},
		{"number and string", Int(1), String("1"), false},
		{"literals of one number", Number("1"), Number("1.0"), true},
		{"exponent", Number("1e2"), Number("100"), true},
		{"literal and computed", Number("0.1"), Float(0.1), true},
		{"negative zero", Number("-0"), Int(0), true},
		{"beyond exactness", Number("9007199254740993"), Number("9007199254740992"), false},
		{"beyond exactness with fractions", Number("9007199254740993.0"), Number("9007199254740993"), true},
		{"many digits", Number("0.1000000000000000055511151231257827"), Number("0.1"), false},
		{"too large for float64", Number("1e400"), Number("1e400"), true},
		{"both too large, and different", Number("1e400"), Number("2e400"), false},
		{"both too small, and different", Number("4e-324"), Number("5e-324"), false},
		{"exponents out of bounds", Number("1e999999999"), Number("2e999999999"), true},
		{"not a number", Float(math.NaN()), Float(math.NaN()), false},
		{"strings", String("a"), String("a"), true},
		{"lone surrogate and its replacement", String("\xed\xa0\xbd"), String("\uFFFD"), false},
		{"arrays", Array(Int(1), Null), MustParse("[1.0, null]"), true},
		{"order of elements", Array(Int(1), Int(2)), Array(Int(2), Int(1)), false},
		{"longer array", Array(Int(1)), Array(Int(1), Int(1)), false},
		{"objects in another order", MustParse(`{"a": 1, "b": [2]}`), MustParse(`{"b":[2],"a":1}`), true},
		{"other member", MustParse(`{"a": 1}`), MustParse(`{"a": 2}`), false},
		{"other key", MustParse(`{"a": null}`), MustParse(`{"b": null}`), false},
		{"more members", MustParse(`{"a": 1}`), MustParse(`{"a": 1, "b": 1}`), false},
		{"array and object", Array(), Object(), false},
		{"opaque", opaque, opaque, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Equal(c.a, c.b); got != c.want {
				t.Errorf("Equal(%s, %s) is %t", c.a, c.b, got)
			}
			if got := c.b.Equal(c.a); got != c.want {
				t.Errorf("the other way round it is %t", got)
			}
		})
	}
}

func TestEqualOfOneValue(t *testing.T) {
	for _, v := range []Value{Array(Int(1)), Object(Member{"a", Int(1)})} {
		if !Equal(v, v) {
			t.Errorf("%s differs from itself", v)
		}
	}
}
