package intrinsic

import (
	"fmt"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/value"
)

// TestJacksonError follows a recording (States.StringToJson-011) for {bad json}, and the messages that users of Jackson report
// for the rest, of which the columns are not compared.
func TestJacksonError(t *testing.T) {
	const valid = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')"
	from := fmt.Sprintf(jacksonSource, 1, 1)
	tests := []struct{ text, want string }{
		{"{bad json}", "Unexpected character ('b' (code 98)): was expecting double-quote to start field name"},
		{`{"a":1,}`, "Unexpected character ('}' (code 125)): was expecting double-quote to start field name"},
		{`{'a':1}`, "Unexpected character (''' (code 39)): was expecting double-quote to start field name"},
		{`{"a" 1}`, "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value"},
		{`{"a":1 "b":2}`, `Unexpected character ('"' (code 34)): was expecting comma to separate Object entries`},
		{`[1 2]`, "Unexpected character ('2' (code 50)): was expecting comma to separate Array entries"},
		{`[1,]`, "Unexpected character (']' (code 93)): expected a valid value " + valid},
		{`{"a":}`, "Unexpected character ('}' (code 125)): expected a value"},
		{`<html>`, "Unexpected character ('<' (code 60)): expected a valid value " + valid},
		{`hello`, "Unrecognized token 'hello': was expecting " + valid},
		{`[True]`, "Unrecognized token 'True': was expecting " + valid},
		{`NaN`, "Non-standard token 'NaN': enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow"},
		{`{"a":1`, "Unexpected end-of-input: expected close marker for Object (start marker at " + from + ")"},
		{`[1`, "Unexpected end-of-input: expected close marker for Array (start marker at " + from + ")"},
		{`[1}`, "Unexpected close marker '}': expected ']' (for Array starting at " + from + ")"},
		{`[1,`, "Unexpected end-of-input within/between Array entries"},
		{`{"a":`, "Unexpected end-of-input within/between Object entries"},
		{`"a`, "Unexpected end-of-input: was expecting closing quote for a string value"},
		{`{"a`, "Unexpected end-of-input in field name"},
		{"\"a\nb\"", "Illegal unquoted character ((CTRL-CHAR, code 10)): has to be escaped using backslash to be included in string value"},
		{`"\x"`, "Unrecognized character escape 'x' (code 120)"},
		{`"\u12x4"`, "Unexpected character ('x' (code 120)): expected a hex-digit for character escape sequence"},
		{"01", "Invalid numeric value: Leading zeroes not allowed"},
		{"1.x", "Unexpected character ('x' (code 120)) in numeric value: Decimal point not followed by a digit"},
		{"1ex", "Unexpected character ('x' (code 120)) in numeric value: Exponent indicator not followed by a digit"},
		{"-x", "Unexpected character ('x' (code 120)) in numeric value: expected digit (0-9) to follow minus sign, for valid numeric value"},
		{"1e+x", "Unexpected character ('x' (code 120)) in numeric value: Exponent indicator not followed by a digit"},
		{"9x", "Unexpected character ('x' (code 120)): Expected space separating root-level values"},
		{"-9e-9,", "Unexpected character (',' (code 44)): Expected space separating root-level values"},
		{"00", "Invalid numeric value: Leading zeroes not allowed"},
		{"-", "Unexpected end-of-inputNo digit following sign"}, // as Jackson joins them
		{`["\`, "Unexpected end-of-input in character escape sequence"},
		{`["\u00`, "Unexpected end-of-input in character escape sequence"},
		{`[1, é]`, "Unrecognized token 'é': was expecting " + valid},
		{`[✓]`, "Unexpected character ('✓' (code 10003 / 0x2713)): expected a valid value " + valid},
		{`{"a":[1,{"b":2]}`, "Unexpected close marker ']': expected '}' (for Object starting at " + fmt.Sprintf(jacksonSource, 1, 9) + ")"},
		{`{"a":{"b":1}`, "Unexpected end-of-input: expected close marker for Object (start marker at " + from + ")"},
		{`[[1], [2`, "Unexpected end-of-input: expected close marker for Array (start marker at " + fmt.Sprintf(jacksonSource, 1, 7) + ")"},
		{"1x", "Unexpected character ('x' (code 120)): Expected space separating root-level values"},
	}
	for _, tt := range tests {
		got, at, _ := strings.Cut(jacksonError(tt.text), "\n at ")
		if got != tt.want || !strings.HasPrefix(at, "[Source: REDACTED") {
			t.Errorf("%s: got %s", tt.text, got)
		}
		if _, err := value.Parse(tt.text); err == nil {
			t.Errorf("%s is JSON", tt.text)
		}
	}
	if got := jacksonError("[\n1, 2,\r\n\n  {bad json}]"); !strings.HasSuffix(got, "line: 4, column: 4]") {
		t.Errorf("got %s", got)
	}
}

// TestNoJacksonError finds nothing wrong in JSON.
func TestNoJacksonError(t *testing.T) {
	for _, text := range []string{
		"0", "-0", "9", "-9", "10", "-1.50", "0.09", "1e9", "1E+09", "2e-1", " 1\n", "true", "false", "null", `""`, `"a"`, `"\\\"\\/\\b\\f\\n\\r\\t\\u00eF"`, `"é😀"`, "[]", "{}",
		"[ ]", "{ }", "[0,9]", "[[],{}]", `{"a":0,"b":[1,-9,{"c":null}]}`, "\t{\"a\" :\r\n1 , \"b\": 2}\n",
	} {
		if got := jacksonError(text); got != "" {
			t.Errorf("%s: got %s", text, got)
		}
		if _, err := value.Parse(text); err != nil {
			t.Errorf("%s is not JSON: %v", text, err)
		}
	}
}

// FuzzJacksonError finds a fault in what is not JSON, and none in what is.
func FuzzJacksonError(f *testing.F) {
	for _, seed := range []string{`{"a":[1,-2.5e3,"x\u00e9\n",null,true]}`, "{bad json}", `"\ud83d`, "[[", "1 2", "\x01", " \n{", "[1]]", `{"a":1}}`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		_, err := value.Parse(text)
		if got := jacksonError(text); strings.Trim(text, spaces) != "" && (err == nil) != (got == "") {
			t.Errorf("%q: %v, but %q", text, err, got)
		}
	})
}
