package intrinsic

import (
	"errors"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/internal/query/jsonpath"
	"github.com/aslcheck/aslcheck/value"
)

const input1 = `{"n":3,"name":"Ann","list":[1,2,2,"a",{"x":1},{"x":1.0}],"obj":{"a":1,"b":["x",null]},"template":"Hi {}!",
	"text":"a.b,c","json":"{\"foo\": [1, -0]}","big":9007199254740993,"nul":null}`

func testScope() jsonpath.Scope { return jsonpath.Of(value.MustParse(input1)) }

// The expected values are those of recordings, of the developer guide
// (https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html) or of the algorithms' own standards.
func TestEval(t *testing.T) {
	tests := []struct{ name, call, want string }{
		{"no arguments", "States.Array()", `[]`},
		{"values of all types", "States.Array($.n, 'x', true, null, 1.50)", `[3,"x",true,null,1.50]`},
		{"partition", "States.ArrayPartition($.list, 4)", `[[1,2,2,"a"],[{"x":1},{"x":1.0}]]`},
		{"partition rounds", "States.ArrayPartition(States.Array(1,2,3), 1.5)", `[[1,2],[3]]`},
		{"partition of nothing", "States.ArrayPartition(States.Array(), 2)", `[]`},
		{"contains", "States.ArrayContains($.list, 'a')", `true`},
		{"contains an object", "States.ArrayContains($.list, States.StringToJson('{\"x\":1}'))", `true`},
		{"does not contain", "States.ArrayContains($.list, 9)", `false`},
		{"range", "States.ArrayRange(1, 9, 2)", `[1,3,5,7,9]`},
		{"range with a rest", "States.ArrayRange(0, 10, 3)", `[0,3,6,9]`},
		{"range downwards", "States.ArrayRange(3, 1, -1)", `[3,2,1]`},
		{"range the wrong way", "States.ArrayRange(3, 1, 1)", `[]`},
		{"get item", "States.ArrayGetItem($.list, 3)", `"a"`},
		{"length", "States.ArrayLength($.list)", `6`},
		{"unique", "States.ArrayUnique(States.Array(1, 2, 2, 'a', 'a', null, null, true, 1))", `[1,2,"a",null,true]`},
		{"encode", "States.Base64Encode('Data to encode')", `"RGF0YSB0byBlbmNvZGU="`},
		{"decode", "States.Base64Decode('RGF0YSB0byBlbmNvZGU=')", `"Data to encode"`},
		{"decode without padding", "States.Base64Decode('RGF0YSB0byBlbmNvZGU')", `"Data to encode"`},
		{"MD5", "States.Hash('input data', 'MD5')", `"812f45842bc6d66ee14572ce20db8e86"`},
		{"SHA-1", "States.Hash('input data', 'SHA-1')", `"aaff4a450a104cd177d28d18d74485e8cae074b7"`},
		{"SHA-256", "States.Hash('input data', 'SHA-256')", `"b4a697a057313163aee33cd8d40c66e9f0f177e00cac2de32475ffff6169c3e3"`},
		{"SHA-256 of an object", "States.Hash(States.StringToJson('{}'), 'SHA-256')", `"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"`},
		{"merge", "States.JsonMerge($.obj, States.StringToJson('{\"b\":{\"c\":1}}'), false)", `{"a":1,"b":{"c":1}}`},
		{"to string", "States.JsonToString($.obj)", `"{\"a\":1,\"b\":[\"x\",null]}"`},
		{"to JSON", "States.StringToJson($.json)", `{"foo":[1,0]}`},
		{"blank to JSON", "States.StringToJson(' ')", `null`},
		{"negative zero", "States.StringToJson('-0')", `0`},
		{"add", "States.MathAdd($.n, -1)", `2`},
		{"add rounds halves up", "States.MathAdd(-1.5, 0)", `-1`},
		{"add rounds each", "States.MathAdd(-0.5, 0.5)", `1`},
		{"add just below a half", "States.MathAdd(0.49999999999999994, 0)", `0`},
		{"add is exact", "States.MathAdd($.big, 1)", `9007199254740994`},
		{"random", "States.MathRandom(10, 20)", `15`},
		{"split", "States.StringSplit('This.is+a,test=string', '.+,=')", `["This","is","a","test","string"]`},
		{"split into nothing", "States.StringSplit(',,,,', ',')", `[]`},
		{"split without delimiters", "States.StringSplit('a b', '')", `["a b"]`},
		{"UUID", "States.UUID()", `"01234567-89ab-4cde-8f01-23456789abcd"`},
		{"format", "States.Format('Hello {}, {} and {}', $.name, 1.0, null)", `"Hello Ann, 1.0 and null"`},
		{"format an object", "States.Format('{}', $.obj)", `"{a=1, b=[x, null]}"`},
		{"format with a path", "States.Format($.template, $.name)", `"Hi Ann!"`},
		{"format escapes", `States.Format('it\'s \{{}\} \\ \{\}', 1)`, `"it's {1} \\ {}"`},
		{"format without placeholders", "States.Format('x')", `"x"`},
		{"paths with commas and parentheses", "States.Array($.list[0,1], $.list[?(@.x == 1)].x, $['n'])", `[[1,2],[1,1.0],3]`},
		{"spaces", " States.Array ( 1 ,\n 2 ) ", `[1,2]`},
		{"nested", "States.ArrayGetItem(States.StringSplit($.text, '.'), States.MathAdd(States.ArrayLength(States.StringSplit($.text, '.')), -1))", `"b,c"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := evalText(tt.call, testScope())
			if err != nil {
				t.Fatal(err)
			}
			if !value.Equal(got, value.MustParse(tt.want)) {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestEvalErrors(t *testing.T) {
	long := strings.Repeat("a", MaxText+1)
	tests := []struct{ name, call, reason string }{
		{"no such member", "States.Format('{}', $.nope)", "The JsonPath argument for the field '$.nope' could not be found in the input '" + input1 + "'"},
		{"wrong type", "States.ArrayLength($.n)", "Invalid arguments in States.ArrayLength"},
		{"number as text", "States.MathAdd('1', 2)", "Invalid arguments in States.MathAdd"},
		{"too few arguments", "States.MathAdd(1)", "Invalid number of arguments in States.MathAdd"},
		{"too many arguments", "States.UUID(1)", "Invalid number of arguments in States.UUID"},
		{"index beyond", "States.ArrayGetItem(States.Array(1), 1)", "The index 1 is out of range for an array of length 1"},
		{"negative index", "States.ArrayGetItem(States.Array(1), -1)", "The index -1 is out of range for an array of length 1"},
		{"chunk of zero", "States.ArrayPartition($.list, 0)", "The chunk size of States.ArrayPartition must be a positive integer"},
		{"step of zero", "States.ArrayRange(1, 2, 0)", "The step of States.ArrayRange must not be zero"},
		{"range of 1,001", "States.ArrayRange(0, 1000, 1)", "States.ArrayRange must not make more than 1000 elements"},
		{"deep merge", "States.JsonMerge($.obj, $.obj, true)", "States.JsonMerge supports the shallow mode alone: the third argument must be false"},
		{"random without a range", "States.MathRandom(2, 2)", "The start must be less than the end in States.MathRandom"},
		{"sum beyond 64 bits", "States.MathAdd(9223372036854775807, 1)", "The sum is out of range in States.MathAdd"},
		{"unknown algorithm", "States.Hash('x', 'CRC')", `Unknown algorithm "CRC" in States.Hash: it must be MD5, SHA-1, SHA-256, SHA-384 or SHA-512`},
		{"hash of a long text", "States.Hash('" + long + "', 'MD5')", "States.Hash takes at most 10000 characters"},
		{"encoding a long text", "States.Base64Encode('" + long + "')", "States.Base64Encode takes at most 10000 characters"},
		{"decoding a long text", "States.Base64Decode('" + long + "')", "States.Base64Decode takes at most 10000 characters"},
		{"no Base64", "States.Base64Decode('!')", "The argument of States.Base64Decode is not Base64"},
		{"no JSON", "States.StringToJson('{')", "The argument of States.StringToJson is not JSON: invalid JSON at offset 1: expected a key"},
		{"placeholders", "States.Format('{} {}', 1)", "Invalid arguments in States.Format: 2 placeholders for 1 values"},
		{"escaped braces are no placeholder", `States.Format('\{\}', 1)`, "Invalid arguments in States.Format: 0 placeholders for 1 values"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := Parse(tt.call)
			if err != nil {
				t.Fatal(err)
			}
			_, err = c.Eval(testScope(), fixedHost{})
			var e *EvalError
			if !errors.As(err, &e) || e.Reason != tt.reason || e.Call != c {
				t.Fatalf("got %v", err)
			}
			if want := "The function '" + tt.call + "' had the following error: " + tt.reason; e.Message != want {
				t.Errorf("got %s", e.Message)
			}
		})
	}
}

func TestEvalErrorOfPath(t *testing.T) {
	c, err := Parse("States.Array(States.ArrayLength($.obj.nope.x))")
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.Eval(testScope(), fixedHost{})
	var pathErr *jsonpath.EvalError
	if !errors.As(err, &pathErr) || pathErr.Message != "Missing property in path $['obj']['nope']" {
		t.Errorf("got %v", err)
	}
	var e *EvalError
	if !errors.As(err, &e) || e.Call.Function.Name != "States.ArrayLength" {
		t.Errorf("got %v", err)
	}
}

func TestRandomWithSeed(t *testing.T) {
	first, err := evalText("States.MathRandom(1, 1000, 7)", testScope())
	if err != nil {
		t.Fatal(err)
	}
	again, _ := evalText("States.MathRandom(1, 1000, 7)", testScope())
	other, _ := evalText("States.MathRandom(1, 1000, 8)", testScope())
	n, ok := first.Int()
	if !ok || n < 1 || n >= 1000 || !value.Equal(first, again) || value.Equal(first, other) {
		t.Errorf("got %s, %s and %s", first, again, other)
	}
}
