package intrinsic

import (
	"testing"

	"github.com/aslcheck/aslcheck/value"
)

// TestHashCode follows Java 17.
func TestHashCode(t *testing.T) {
	for text, want := range map[string]int32{
		"123456789012345678901234567890": 1915528825, "-9223372036854775809": 2147483647, "-9223372036854775808": -2147483648,
		"-0.0": -2147483648, "null": 0, "-7": -7, `[1,"a",null]`: 33759, `{"k":1,"n":null,"t":true}`: 1427,
	} {
		if got := hashCode(value.MustParse(text)); got != want {
			t.Errorf("%s: got %d, want %d", text, got, want)
		}
	}
}

// TestKeys follows equals() of the classes of Java.
func TestKeys(t *testing.T) {
	tests := []struct {
		a, b string
		want bool
	}{
		{"1", "1", true},
		{"1", "1.0", false},
		{"1.0", "1.00", true},
		{"0.0", "-0.0", false},
		{"12345678901234567890", "12345678901234567891", false},
		{`{"a":1,"b":[2]}`, `{"b":[2],"a":1}`, true},
		{`{"a":1}`, `{"b":1}`, false},
		{`{"a":1}`, `{"a":1.0}`, false},
		{`{"a":1}`, `{}`, false},
		{`[1,2]`, `[1]`, false},
		{`[1,2]`, `[2,1]`, false},
		{`"1"`, `1`, false},
		{`null`, `null`, true},
	}
	for _, tt := range tests {
		if got := string(appendKey(nil, value.MustParse(tt.a))) == string(appendKey(nil, value.MustParse(tt.b))); got != tt.want {
			t.Errorf("%s and %s: got %t", tt.a, tt.b, got)
		}
	}
}
