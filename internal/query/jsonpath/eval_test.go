package jsonpath

import (
	"errors"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/value"
)

// full is a scope with a document, a context object and variables.
type full struct {
	DocumentScope
	context   value.Value
	variables map[string]value.Value
}

func (s full) Context() value.Value { return s.context }

func (s full) Variable(name string) (value.Value, bool) {
	v, ok := s.variables[name]
	return v, ok
}

const shop = `{"partner":"ups","user id":7,"nul":null,"list":[5,3,9,1],"empty":[],
	"items":[{"id":1,"ok":true,"tag":"x"},{"id":2,"ok":false},{"id":"3","name":"O'Neil","tag":"y"}],
	"deep":{"a":{"v":1},"b":[{"v":2},{"w":{"v":3}}]},"matrix":[[1,2],[3,4],[5]],"big":12345678901234567890,"s":"hello"}`

func shopScope() full {
	return full{
		DocumentScope: Of(value.MustParse(shop)),
		context:       value.MustParse(`{"Execution":{"Id":"e1"},"Map":{"Item":{"Index":2}}}`),
		variables:     map[string]value.Value{"want": value.MustParse(`{"id":2,"tags":["x","y"]}`), "n": value.Int(3)},
	}
}

func TestEval(t *testing.T) {
	tests := []struct{ name, path, want string }{
		{"member", "$.partner", `"ups"`},
		{"member with a space", "$['user id']", `7`},
		{"null", "$.nul", `null`},
		{"digits are kept", "$.big", `12345678901234567890`},
		{"index", "$.items[1].id", `2`},
		{"last element", "$.list[(@.length-1)]", `1`},
		{"several names make one object", "$.items[0]['tag','id','nope']", `{"tag":"x","id":1}`},
		{"context object", "$$.Map.Item.Index", `2`},
		{"context alone", "$$", `{"Execution":{"Id":"e1"},"Map":{"Item":{"Index":2}}}`},
		{"variable", "$want.tags[1]", `"y"`},
		{"variable alone", "$n", `3`},
		{"wildcard", "$.items[*].id", `[1,2,"3"]`},
		{"wildcard drops what is not there", "$.items[*].tag", `["x","y"]`},
		{"wildcard of an object", "$.deep.*", `[{"v":1},[{"v":2},{"w":{"v":3}}]]`},
		{"wildcard of text", "$.s[*]", `[]`},
		{"wildcard of a missing member", "$.nope[*]", `[]`},
		{"slice of a missing member", "$.nope.x[1:5].y", `[]`},
		{"indices", "$.list[0,2]", `[5,9]`},
		{"slice from", "$.list[2:]", `[9,1]`},
		{"slice from the end", "$.list[-2:]", `[9,1]`},
		{"slice from before the start", "$.list[-9:]", `[5,3,9,1]`},
		{"slice from the first, from the end", "$.list[-4:]", `[5,3,9,1]`},
		{"slice from beyond", "$.list[9:]", `[]`},
		{"slice of nothing", "$.empty[-2:]", `[]`},
		{"slice to the first", "$.list[:0]", `[]`},
		{"slice from the first", "$.list[0:]", `[5,3,9,1]`},
		{"wildcard drops what is not there on the way", "$.items[*].nope.x", `[]`},
		{"slice to before the start", "$.list[:-9]", `[]`},
		{"slice between", "$.list[1:3]", `[3,9]`},
		{"slice to", "$.list[:2]", `[5,3]`},
		{"slice to the end", "$.list[:-1]", `[5,3,9]`},
		{"slice with a step", "$.list[0:4:2]", `[5,3,9,1]`},
		{"slice beyond", "$.list[2:9]", `[9,1]`},
		{"deep scan", "$..v", `[1,2,3]`},
		{"deep scan below", "$.deep.b..v", `[2,3]`},
		{"deep scan with a slice", "$..matrix[:2]", `[[1,2],[3,4]]`},
		{"deep scan of a missing name", "$..nope", `[]`},
		{"deep scan with filter", "$..[?(@.v)]", `[{"v":1},{"v":2},{"v":3}]`},
		{"bracket out of place", "$.items]", `{}`},
		{"dollar in the middle", "$.list[1]$", `3`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { checkEval(t, tt.path, tt.want) })
	}
}

func checkEval(t *testing.T, path, want string) {
	t.Helper()
	got, err := mustParse(t, path).Eval(shopScope())
	if err != nil {
		t.Fatal(err)
	}
	if !value.Equal(got, value.MustParse(want)) {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestFilters(t *testing.T) {
	tests := []struct{ name, path, want string }{
		{"exists", "$.items[?(@.tag)].id", `[1,"3"]`},
		{"missing", "$.items[?(!@.tag)].id", `[2]`},
		{"false exists", "$.items[?(@.ok)].id", `[1,2]`},
		{"null is missing", "$[?(@.nul)]", `[]`},
		{"quoted", "$.items[?(@.tag == 'x')].id", `[1]`},
		{"bare word", "$.items[?(@.tag==x)].id", `[1]`},
		{"double quotes are part of the text", `$.items[?(@.tag == "x")].id`, `[]`},
		{"escaped quote", `$.items[?(@.name == 'O\'Neil')].id`, `["3"]`},
		{"text as a number", "$.items[?(@.id == '2')].id", `[2]`},
		{"number as text", "$.items[?(@.id == 3)].id", `["3"]`},
		{"greater orders numbers and text apart", "$.items[?(@.id > 1)].id", `[2,"3"]`},
		{"not equal is false for other kinds", "$.items[?(@.deep != 1)].id", `[]`},
		{"boolean", "$.items[?(@.ok == true)].id", `[1]`},
		{"greater", "$.list[?(@ > 3)]", `[5,9]`},
		{"less", "$.list[?(@ < 3)]", `[1]`},
		{"less or equal", "$.list[?(@ <= 3)]", `[3,1]`},
		{"not equal", "$.list[?(@ != 3)]", `[5,9,1]`},
		{"not true", "$.items[?(@.ok != true)].id", `[2]`},
		{"true in capitals", "$.items[?(@.ok == 'TRUE')].id", `[1]`},
		{"true after false", "$.items[?(@.ok > false)].id", `[1]`},
		{"two booleans of the document", "$.items[?(@.ok == $.items[1].ok)].id", `[2]`},
		{"an object is itself", "$.items[?(@ == $.items[0])].id", `[1]`},
		{"an object and another", "$.items[?(@ != $.items[0])].id", `[]`},
		{"text of the document", "$.items[?(@.tag == $.items[2].tag)].id", `["3"]`},
		{"texts in order", "$.items[?(@.tag < 'y')].id", `[1]`},
		{"a long number", "$[?(@.big == 12345678901234567890)].partner", `["ups"]`},
		{"another long number", "$[?(@.big < 12345678901234567891)].partner", `["ups"]`},
		{"null and a number", "$[?(@.nul < 1)].partner", `[]`},
		{"item itself", "$.list[?(@ >= 5)]", `[5,9]`},
		{"and binds before or", "$.items[?(@.id == 1 || @.id == 2 && @.ok == true)].id", `[1]`},
		{"parentheses do not group", "$.items[?((@.id == 1 || @.id == 2) && @.ok == false)].id", `[1,2]`},
		{"document in a filter", "$.list[?(@ == $.items[0].id)]", `[1]`},
		{"context in a filter", "$.items[?(@.id == $$.Map.Item.Index)].id", `[2]`},
		{"variable in a filter", "$.items[?(@.id == $want.id)].ok", `[false]`},
		{"existence in a variable", "$.items[?($want.nope)].id", `[]`},
		{"an object is tested itself", "$.deep[?(@.a)].a.v", `[1]`},
		{"pattern", "$.items[?(@.name =~ /.*neil/i)].id", `["3"]`},
		{"pattern matches all", "$.items[?(@.name =~ /Neil/)].id", `[]`},
		{"pattern on the left", "$.items[?(/[xy]/ =~ @.tag)].id", `[1,"3"]`},
		{"pattern with a number", `$.items[?(@.id =~ /\d/)].id`, `[1,2,"3"]`},
		{"null literal", "$[?(@.nul == null)].partner", `["ups"]`},
		{"last condition first", "$.items[?(@.tag < 1 && @.id == 9)]", `[]`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { checkEval(t, tt.path, tt.want) })
	}
}

// TestFiltersWithoutContext finds nothing in a context object that isn't there.
func TestFiltersWithoutContext(t *testing.T) {
	for path, want := range map[string]string{
		"$.list[?($$.x)]": `[]`, "$.list[?($$.x == 1)]": `[]`, "$.list[?(@ == $$.x)]": `[]`,
	} {
		got, err := mustParse(t, path).Eval(Of(value.MustParse(shop)))
		if err != nil || !value.Equal(got, value.MustParse(want)) {
			t.Errorf("%s: got %s, %v, want %s", path, got, err, want)
		}
	}
}

func TestEvalErrors(t *testing.T) {
	tests := []struct {
		name, path string
		kind       ErrorKind
		message    string
	}{
		{"no member", "$.NoSuch", NotFound, "No results for path: $['NoSuch']"},
		{"no member on the way", "$.no.such", NotFound, "Missing property in path $['no']"},
		{"no function", "$.list.length()", NotFound, "Property ['length()'] not found in path $['list']"},
		{"member of null", "$.nul.x", NotFound, "Property ['x'] not found in path $['nul']"},
		{"index of null", "$.nul[0]", NotFound, "The path $['nul'] is null"},
		{"index out of bounds", "$.list[9]", NotFound, "Index out of bounds when evaluating path $['list'][9]"},
		{"negative index", "$.list[-1]", NotFound, "Index out of bounds when evaluating path $['list'][-1]"},
		{"behind an index from the end", "$.items[(@.length-1)].x.y", NotFound, "Missing property in path $['items'][2]['x']"},
		{"below the first element", "$.items[0].x.y", NotFound, "Missing property in path $['items'][0]['x']"},
		{"index of an object", "$.deep[0].x", Mismatch, "Filter: [0]['x'] can only be applied to arrays. Current context is: {a={v=1}, b=[{\"v\":2},{\"w\":{\"v\":3}}]}"},
		{"filter of text", "$.s[?(@.x)]", Mismatch, "Filter: [?] can not be applied to primitives. Current context is: hello"},
		{"names before the end", "$.deep['a','b'].v", Mismatch, "Multi properties can only be used as path leafs: $['deep']['a', 'b']"},
		{"negative start of a slice", "$.list[-3:-1]", NotFound, "Index out of bounds when evaluating path $['list'][-3]"},
		{"member below a wildcard of an object", "$.deep.*.v", NotFound, "Property ['v'] not found in path $['deep']['b']"},
		{"bare word against a number", "$.items[?(@.id == FAIL)]", Mismatch, `NumberFormatException: not a number: "FAIL"`},
		{"placeholder", "$.items[?]", Mismatch, "The filter [?] has no predicate"},
		{"context", "$$.Nope", NotFound, "No results for path: $['Nope']"},
		{"variable", "$gone.x", UnknownVariable, "The variable 'gone' is not assigned"},
		{"variable in a filter", "$.list[?(@ == $gone)]", UnknownVariable, "The variable 'gone' is not assigned"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := mustParse(t, tt.path).Eval(shopScope())
			var e *EvalError
			if !errors.As(err, &e) || e.Kind != tt.kind || e.Message != tt.message || err.Error() != tt.message {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestEvalLimit(t *testing.T) {
	doc := value.MustParse(strings.Repeat("[", 300) + strings.Repeat("]", 300))
	for path, message := range map[string]string{
		"$..*..*..*..*":    "The path yields more than 500000 values",
		"$..*..*..*..nope": "The path visits more than 4000000 values",
	} {
		_, err := mustParse(t, path).Eval(Of(doc))
		var e *EvalError
		if !errors.As(err, &e) || e.Kind != Limit || e.Message != message {
			t.Errorf("%s: got %v", path, err)
		}
	}
}

func TestCompareText(t *testing.T) {
	tests := []struct {
		name, a, b string
		want       int
	}{
		{"equal", "ab", "ab", 0},
		{"prefix", "a", "ab", -1},
		{"order", "b", "ab", 1},
		{"surrogates come before U+FFxx", "\U0001F600", "\uFF01", -1},
		{"two surrogate pairs", "\U0001F600", "\U0001F601", -1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := compareText(tt.a, tt.b)
			if got < 0 != (tt.want < 0) || got > 0 != (tt.want > 0) {
				t.Errorf("got %d", got)
			}
		})
	}
}

func TestDecimals(t *testing.T) {
	tests := []struct {
		a, b string
		want int
	}{
		{"1", "1.0", 0},
		{"+1e1", "10", 0},
		{"0.1", "0.10000000000000000001", -1},
		{"12345678901234567890", "12345678901234567891", -1},
		{"-2", "-1", -1},
		{"-1", "0", -1},
		{"0", "-0.0", 0},
		{"1e400", "1e399", 1},
		{"0", "1", -1},
		{"0", "1e-400", -1},
		{"-1e-400", "0", -1},
		{"-2", "1", -1},
		{"-1", "-1.0", 0},
		{"-1e2", "-1e3", 1},
		{"10", "9", 1},
		{"0.09", "0.1", -1},
		{"1e999999999", "1", 1},
		{".5", "5e-1", 0},
		{"5.", "5", 0},
	}
	for _, tt := range tests {
		a, okA := parseDecimal(tt.a)
		b, okB := parseDecimal(tt.b)
		if !okA || !okB || a.compare(b) != tt.want || b.compare(a) != -tt.want {
			t.Errorf("%s against %s: got %d", tt.a, tt.b, a.compare(b))
		}
	}
	for _, text := range []string{"", ".", "-", "e1", "1e", "1 ", " 1", "0x1", "1_0", "NaN", "1e99999999999"} {
		if _, ok := parseDecimal(text); ok {
			t.Errorf("%q is read as a number", text)
		}
	}
}

func TestPatterns(t *testing.T) {
	tests := []struct {
		source, text string
		want         bool
	}{
		{`a.c`, "abc", true},
		{`a.c`, "a\rc", false},
		{`(?s)a.c`, "a\rc", true},
		{`\p{Alpha}+`, "abc", true},
		{`[\p{Digit}x]+`, "1x2", true},
		{`\p{IsGreek}`, "α", true},
		{`\s`, "\v", true},
		{`[\s\h]`, "\u00a0", true},
		{`\u0041`, "A", true},
		{`\Qa.b\E+`, "a.b", true},
		{`\041`, "!", true},
		{`[]a]`, "]", true},
	}
	for _, tt := range tests {
		match, err := compilePattern(tt.source, false)
		if err != nil || match(tt.text) != tt.want {
			t.Errorf("/%s/ on %q: %v", tt.source, tt.text, err)
		}
	}
	for _, source := range []string{`(?=a)a`, `(a)\1`, `a*+`, `[a&&b]`, `[a[b]]`, `\09`, `\`} {
		if _, err := compilePattern(source, false); err == nil {
			t.Errorf("/%s/ compiles", source)
		}
	}
}
