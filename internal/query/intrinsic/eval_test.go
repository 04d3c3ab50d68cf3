package intrinsic

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/internal/query/jsonpath"
	"github.com/aslcheck/aslcheck/value"
)

const input1 = `{"n":3,"name":"Ann","list":[1,2,2,"a",{"x":1},{"x":1.0}],"obj":{"a":1,"b":["x",null]},"template":"Hi {}!",
	"text":"a.b,c","json":"{\"foo\": [1, -0]}","big":9007199254740993,"nul":null}`

// testScope has a context object besides the document.
func testScope() jsonpath.Scope {
	return passScope{jsonpath.Of(value.MustParse(input1)), value.MustParse(`{"Execution":{}}`)}
}

// uniqueJava is what Java 17 lists.
const uniqueJava = `[3000000000,1.0,1,"abc",false,-7,"x",1.5,true]`

// The expected values are those of recordings, of the developer guide
// (https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html) or of the algorithms' own standards.
var evalTests = []struct{ name, call, want string }{
	{"no arguments", "States.Array()", `[]`},
	{"values of all types", "States.Array($.n, 'x', true, null, 1.50)", `[3,"x",true,null,1.50]`},
	{"partition", "States.ArrayPartition($.list, 4)", `[[1,2,2,"a"],[{"x":1},{"x":1.0}]]`},
	{"partition truncates", "States.ArrayPartition(States.Array(1,2,3,4,5), 2.6)", `[[1,2],[3,4],[5]]`},
	{"partition of 2³¹-1", "States.ArrayPartition(States.Array(1,2,3), 2147483647)", `[[1,2,3]]`},
	{"partition of nothing", "States.ArrayPartition(States.Array(), 2)", `[]`},
	{"contains", "States.ArrayContains($.list, 'a')", `true`},
	{"contains an object", "States.ArrayContains($.list, States.StringToJson('{\"x\":1}'))", `true`},
	{"does not contain", "States.ArrayContains($.list, 9)", `false`},
	{"contains compares texts", "States.ArrayContains(States.Array('-1', '9007199254740991'), 9007199254740991)", `true`},
	{"contains a boolean as text", "States.ArrayContains(States.Array('true', 'false', 'maybe'), true)", `true`},
	{"false is not 0", "States.ArrayContains(States.Array(0, 1, -1, -1.5), false)", `false`},
	{"another order of members", `States.ArrayContains(States.Array(States.StringToJson('{"a":1,"b":2}')), States.StringToJson('{"b":2,"a":1}'))`, `false`},
	{"one more member", `States.ArrayContains(States.Array(States.StringToJson('{"a":1}')), States.StringToJson('{"a":1,"extra":null}'))`, `false`},
	{"decode both alphabets", "States.Base64Decode('Pz8_Pz8-')", `"?????>"`},
	{"decode a letter too many", "States.Base64Decode('QUJDR')", `"ABC"`},
	{"decode to the first sign of padding", "States.Base64Decode('QUI=QUJD')", `"AB"`},
	{"range", "States.ArrayRange(1, 9, 2)", `[1,3,5,7,9]`},
	{"range with a rest", "States.ArrayRange(0, 10, 3)", `[0,3,6,9]`},
	{"range downwards", "States.ArrayRange(3, 1, -1)", `[3,2,1]`},
	{"range the wrong way", "States.ArrayRange(5, 1, 1)", `[]`},
	{"range of one", "States.ArrayRange(3, 3, -1)", `[3]`},
	{"range truncates", "States.ArrayRange(5.4, -0.6, -2.4)", `[5,3,1]`},
	{"get item", "States.ArrayGetItem($.list, 3)", `"a"`},
	{"get item truncates", "States.ArrayGetItem(States.Array(10, 20, 30), 1.2)", `20`},
	{"length", "States.ArrayLength($.list)", `6`},
	{"unique", "States.ArrayUnique(States.Array(1, 2, 3, 3, 3, 4))", `[1,2,3,4]`},
	{"unique texts", "States.ArrayUnique(States.Array('a', 'b', 'a', 'c', 'b'))", `["a","b","c"]`},
	{"unique nulls", "States.ArrayUnique(States.Array(null, null, 1, null))", `[null,1]`},
	{"unique arrays", "States.ArrayUnique(States.Array(States.Array(1, 2), States.Array(1, 2), States.Array(2, 1)))", `[[2,1],[1,2]]`},
	{"unique in the order of Java", "States.ArrayUnique(States.Array(3000000000, 'x', 1.5, true, false, -7, 'abc', 1, 1.0))", uniqueJava},
	{"unique objects", `States.ArrayUnique(States.Array(States.StringToJson('{"a":1,"b":2}'), States.StringToJson('{"b":2,"a":1}')))`, `[{"a":1,"b":2}]`},
	{"encode", "States.Base64Encode('Data to encode')", `"RGF0YSB0byBlbmNvZGU="`},
	{"decode", "States.Base64Decode('RGF0YSB0byBlbmNvZGU=')", `"Data to encode"`},
	{"decode without padding", "States.Base64Decode('RGF0YSB0byBlbmNvZGU')", `"Data to encode"`},
	{"decode NUL", "States.Base64Decode('YWJjAGRlZg==')", `"abc\u0000def"`},
	{"decode padding in the middle", "States.Base64Decode('ab==cd')", `"i"`},
	{"MD5", "States.Hash('input data', 'MD5')", `"812f45842bc6d66ee14572ce20db8e86"`},
	{"SHA-1", "States.Hash('input data', 'SHA-1')", `"aaff4a450a104cd177d28d18d74485e8cae074b7"`},
	{"SHA-256", "States.Hash('input data', 'SHA-256')", `"b4a697a057313163aee33cd8d40c66e9f0f177e00cac2de32475ffff6169c3e3"`},
	{"SHA-256 of an object", "States.Hash(States.StringToJson('{}'), 'SHA-256')", `"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"`},
	{"merge", "States.JsonMerge($.obj, States.StringToJson('{\"b\":{\"c\":1}}'), false)", `{"a":1,"b":{"c":1}}`},
	{"merge with any third argument", "States.JsonMerge($.obj, $.obj, 'false')", `{"a":1,"b":["x",null]}`},
	{"merge in the order of Java", `States.JsonMerge(States.StringToJson('{"__proto__":{"polluted":true}}'), States.StringToJson('{"x":1}'), false)`, `{"x":1,"__proto__":{"polluted":true}}`},
	{"to string", "States.JsonToString($.obj)", `"{\"a\":1,\"b\":[\"x\",null]}"`},
	{"to JSON", "States.StringToJson($.json)", `{"foo":[1,0]}`},
	{"blank to JSON", "States.StringToJson(' ')", `null`},
	{"negative zero", "States.StringToJson('-0')", `0`},
	{"add", "States.MathAdd($.n, -1)", `2`},
	{"add rounds halves up", "States.MathAdd(-1.5, 0)", `-1`},
	{"add rounds each", "States.MathAdd(-0.5, 0.5)", `1`},
	{"add just below a half", "States.MathAdd(0.49999999999999994, 0)", `0`},
	{"add up to 32 bits", "States.MathAdd(2147483646, 1)", `2147483647`},
	{"add fractions", "States.MathAdd(0.1, 0.2)", `0`},
	{"random", "States.MathRandom(10, 20)", `15`},
	{"random with seed 1", "States.MathRandom(1, 1000, 1)", `106`},
	{"random with seed 2", "States.MathRandom(1, 1000, 2)", `806`},
	{"random across 0", "States.MathRandom(-5, 5, 42)", `-5`},
	{"random with a negative seed", "States.MathRandom(1, 10, -10)", `1`},
	{"random of large numbers", "States.MathRandom(2147483640, 2147483647, 1)", `2147483644`},
	{"split", "States.StringSplit('This.is+a,test=string', '.+,=')", `["This","is","a","test","string"]`},
	{"split into nothing", "States.StringSplit(',,,,', ',')", `[]`},
	{"split without delimiters", "States.StringSplit('a b', '')", `["a b"]`},
	{"UUID", "States.UUID()", `"01234567-89ab-4cde-8f01-23456789abcd"`},
	{"UUID ignores arguments", "States.UUID($.n, null)", `"01234567-89ab-4cde-8f01-23456789abcd"`},
	{"format", "States.Format('Hello {}, {} and {}', $.name, 1.0, null)", `"Hello Ann, 1.0 and null"`},
	{"format an object", "States.Format('{}', $.obj)", `"{a=1, b=[x, null]}"`},
	{"format with a path", "States.Format($.template, $.name)", `"Hi Ann!"`},
	{"format escapes", `States.Format('it\'s \{{}\} \\ \{\}', 1)`, `"it's {1} \\ {}"`},
	{"format null", "States.Format('{}', $.nul)", `"null"`},
	{"format without placeholders", "States.Format('x')", `"x"`},
	{"paths with commas and parentheses", "States.Array($.list[0,1], $.list[?(@.x == 1)].x, $['n'])", `[[1,2],[1,1.0],3]`},
	{"spaces", " States.Array ( 1 ,\n 2 ) ", `[1,2]`},
	{"nested", "States.ArrayGetItem(States.StringSplit($.text, '.'), States.MathAdd(States.ArrayLength(States.StringSplit($.text, '.')), -1))", `"b,c"`},
}

func TestEval(t *testing.T) {
	for _, tt := range evalTests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := evalText(tt.call, testScope())
			if err != nil {
				t.Fatal(err)
			}
			if want := value.MustParse(tt.want); got.JSON() != string(want.AppendCompact(nil)) {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

var longText = strings.Repeat("a", MaxText+1)

const missingText = "The JsonPath argument for the field '%s' could not be found in the input '" + input1 + "'"

var evalErrorTests = []struct{ name, call, message string }{
	{"no such member", "States.Format('{}', $.nope)", strings.ReplaceAll(missingText, "%s", "$.nope")},
	{"no such member inside", "States.Array(States.ArrayLength($.obj.nope.x))", strings.ReplaceAll(missingText, "%s", "$.obj.nope.x")},
	{"index beyond the end of the array", "States.Format('{}', $.list[9])", strings.ReplaceAll(missingText, "%s", "$.list[9]")},
	{"nothing in the context", "States.Format('{}', $$.Nope.Deep)", strings.ReplaceAll(missingText, "%s", "$.Nope.Deep")},
	{"index of a number", "States.Format('{}', $.n[0])", "Filter: [0] can only be applied to arrays. Current context is: 3"},
	{"wrong type", "States.ArrayLength($.n)", ""},
	{"unique of text", "States.ArrayUnique($.name)", ""},
	{"number as text", "States.MathAdd('1', 2)", ""},
	{"boolean", "States.MathAdd(true, 1)", ""},
	{"too few arguments", "States.MathAdd(1)", ""},
	{"too many arguments", "States.ArrayContains($.list, 2, 999)", ""},
	{"more than a single argument", "States.JsonToString($.n, 1)", "Invalid arguments in States.JsonToString: only a single argument is allowed."},
	{"less than a single argument", "States.JsonToString()", "Invalid arguments in States.JsonToString: only a single argument is allowed."},
	{"no text", "States.StringToJson()", ""},
	{"index beyond", "States.ArrayGetItem(States.Array(10, 20, 30), 3)", ""},
	{"negative index", "States.ArrayGetItem(States.Array(10, 20, 30), -1)", ""},
	{"chunk truncated to zero", "States.ArrayPartition($.list, 0.49)", ""},
	{"negative chunk", "States.ArrayPartition($.list, -0.6)", ""},
	{"null as chunk", "States.ArrayPartition($.list, null)", ""},
	{"step truncated to zero", "States.ArrayRange(1, 10, 0.49)", ""},
	{"range of 1,001", "States.ArrayRange(0, 1000, 1)", ""},
	{"null to merge", "States.JsonMerge($.nul, $.obj, false)", ""},
	{"deep merge", "States.JsonMerge($.obj, $.obj, true)", ""},
	{"random without a range", "States.MathRandom(1, 1)", ""},
	{"random with a range truncated to nothing", "States.MathRandom(1.49, 1.49)", ""},
	{"null as seed", "States.MathRandom(1, 10, null)", ""},
	{"number beyond 32 bits", "States.MathAdd(3000000000, 1)", ""},
	{"sum beyond 32 bits", "States.MathAdd(2147483647, 1)", ""},
	{"unknown algorithm", "States.Hash('data', 'UNSUPPORTED')", ""},
	{"algorithm in lower case", "States.Hash('data', 'sha-256')", ""},
	{"hash of a long text", "States.Hash('" + longText + "', 'MD5')", ""},
	{"encoding a long text", "States.Base64Encode('" + longText + "')", ""},
	{"decoding a long text", "States.Base64Decode('" + longText + "')", ""},
	{"encoding a number", "States.Base64Encode(123)", ""},
	{"split of a number", "States.StringSplit($.n, ',')", ""},
	{
		"bad JSON", "States.StringToJson('{bad json}')",
		"Cannot convert String to Json in States.StringToJson, caused by: Unexpected character ('b' (code 98)): was expecting double-quote " +
			"to start field name\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 2]",
	},
	{"opening brace", "States.Format('Hello {', $.n)", "Invalid template in States.Format: matching '}' not found for '{'."},
	{"braces in braces", "States.Format('Hello {{}}', $.n)", "Invalid template in States.Format: matching '}' not found for '{'."},
	{"closing brace", "States.Format('}')", "Invalid template in States.Format: matching '{' not found for '}'."},
	{"fewer values than placeholders", "States.Format('{} {}', 1)", ""},
	{"escaped braces are not a placeholder", `States.Format('\{\}', 1)`, ""},
}

func TestEvalErrors(t *testing.T) {
	for _, tt := range evalErrorTests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := Parse(tt.call)
			if err != nil {
				t.Fatal(err)
			}
			_, err = c.Eval(testScope(), fixedHost{})
			var e *EvalError
			if !errors.As(err, &e) || e.Reason == "" {
				t.Fatalf("got %v", err)
			}
			want := "There was an error while evaluating the intrinsic function: " + tt.call + ". "
			if e.Path != nil {
				want = "The function '" + tt.call + "' had the following error: "
			}
			if tt.message == "" {
				tt.message = "Invalid arguments in " + c.Function.Name
			}
			if want += tt.message; e.Message != want {
				t.Errorf("got  %s\nwant %s", e.Message, want)
			}
		})
	}
}

// TestEveryFunction demands of each function a case with a value and one with an error.
func TestEveryFunction(t *testing.T) {
	values, failures := map[string]bool{}, map[string]bool{}
	for _, tt := range evalTests {
		if c, err := Parse(tt.call); err == nil {
			values[c.Function.Name] = true
		}
	}
	for _, tt := range evalErrorTests {
		if c, err := Parse(tt.call); err == nil {
			failures[c.Function.Name] = true
		}
	}
	for _, f := range Functions() {
		if !values[f.Name] {
			t.Errorf("evalTests lacks %s", f.Name)
		}
		if !failures[f.Name] && !acceptsAll(f) {
			t.Errorf("evalErrorTests lacks %s", f.Name)
		}
	}
}

// acceptsAll reports whether a function takes any arguments.
func acceptsAll(f *Function) bool {
	return !slices.ContainsFunc(f.Params, func(p Param) bool { return p.Type != Any || !p.Variadic })
}

// TestEvalErrorInside names the outermost call, and the function that failed.
func TestEvalErrorInside(t *testing.T) {
	const text = "States.Format('{}', States.MathAdd('a', 1))"
	c, err := Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.Eval(testScope(), fixedHost{})
	want := "There was an error while evaluating the intrinsic function: " + text + ". Invalid arguments in States.MathAdd"
	if err == nil || err.Error() != want {
		t.Errorf("got %v", err)
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
