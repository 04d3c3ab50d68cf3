package query

import (
	"testing"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/value"
)

// TestResultNumbers checks how numbers look in results: as measured, and by Java's documentation of Double.toString.
func TestResultNumbers(t *testing.T) {
	for _, c := range []struct{ name, expr, doc, want string }{
		{"infinite", "1/0", `null`, `"Infinity"`},
		{"negative", "-1/0", `null`, `"-Infinity"`},
		{"overflow", "1e308 + 1e308", `null`, `"Infinity"`},
		{"rounded", "$floor(1/0)", `null`, `"Infinity"`},
		{"not a number", "[0/0, 1]", `null`, `["NaN",1]`},
		{"in an object", "{'a': 1.5, 'k': 1/0}", `null`, `{"a":1.5,"k":"Infinity"}`},
		{"compared", "1/0 > 5", `null`, `true`},
		{"whole", "$states.input", `1.0`, `1`},
		{"whole with an exponent", "$states.input", `1e3`, `1000`},
		{"zeros at the end", "$states.input", `{"a":[2.50]}`, `{"a":[2.5]}`},
		{"minus zero", "$states.input", `-0`, `0`},
		{"long", "$states.input", `9223372036854775807`, `9223372036854775807`},
		{"text of a long", "$string($states.input)", `9223372036854775807`, `"9223372036854775807"`},
		{"longer than a long", "$states.input", `9223372036854775808`, `9.223372036854776E18`},
		{"whole double", "1e18", `null`, `1000000000000000000`},
		{"whole double in an array", "[3e18 + 512, 1]", `null`, `[3000000000000000512,1]`},
		{"computed minus zero in an array", "[-1 * 0]", `null`, `[0]`},
		{"digits beyond a double", "$states.input", `[0.10000000000000000001]`, `[0.1]`},
		{"large double", "1e100", `null`, `1.0E100`},
		{"small double", "$states.input", `-0.0001`, `-1.0E-4`},
		{"double of eight digits", "12345678.5", `null`, `1.23456785E7`},
		{"double of seven digits", "$states.input", `9999999.5`, `9999999.5`},
		{"double of more digits", "$states.input", `10000000.5`, `1.00000005E7`},
		{"smallest plain double", "$states.input", `[0.001,-0.001]`, `[0.001,-0.001]`},
		{"smaller double", "$states.input", `[0.0009765625, -0.0009765625]`, `[9.765625E-4,-9.765625E-4]`},
		{"small whole part", "$states.input", `5e-10`, `5.0E-10`},
		{"least long", "$states.input", `-9223372036854775808`, `-9223372036854775808`},
		{"less than a long", "$states.input", `-9223372036854777856`, `-9.223372036854778E18`},
		{"long of many digits", "$states.input", `[1234567890123456,123456789012345]`, `[1234567890123456,123456789012345]`},
		{"fraction with an exponent", "$states.input", `[25e-1, 2.5E0, 1.25E2]`, `[2.5,2.5,125]`},
		{"fraction of many digits", "$states.input", `[0.1234567890123, 0.12345678901234566]`, `[0.1234567890123,0.12345678901234566]`},
		{"computed beyond exact", "9007199254740992 + 2", `null`, `9007199254740994`},
		{"computed minus zero", "-1 * 0", `null`, `0`},
		{"numbers in members", "{'a': {'b': [1e30, 1.0]}}", `null`, `{"a":{"b":[1.0E30,1]}}`},
		{"untouched text", "$states.input", `{"a": [1.5, -3], "b": 0}`, `{"a": [1.5, -3], "b": 0}`},
		{"untouched", "$states.input", `{"a":[1,"x",null,{"b":2.5}]}`, `{"a":[1,"x",null,{"b":2.5}]}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			tpl, found := CompileTemplate(parseNode(t, `"{% `+c.expr+` %}"`), asl.JSONata, "Output")
			if len(found) > 0 {
				t.Fatal(showFindings(found))
			}
			s := testScope()
			s.Input = value.MustParse(c.doc)
			if got := show(tpl.Eval(s)); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}
