package intrinsic

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestParseErrors(t *testing.T) {
	tests := []struct {
		name, call, message string
		offset, end         int
	}{
		{"empty", "", "expected '(' after the name of a function", 0, 0},
		{"unknown function", "States.Foo($.x)", `unknown intrinsic function "States.Foo"`, 0, 10},
		{"no parentheses", "States.UUID", "expected '(' after the name of a function", 11, 11},
		{"no end", "States.Array(1", "expected ',' or ')'", 14, 14},
		{"no argument", "States.Array(1, )", "expected a path, a string in single quotes, a number, true, false, null or a function", 16, 17},
		{"bare word", "States.Array(abc)", "expected a path, a string in single quotes, a number, true, false, null or a function", 13, 16},
		{"double quotes", `States.Array("a")`, "expected a path, a string in single quotes, a number, true, false, null or a function", 13, 14},
		{"leading zero", "States.Array(01)", "expected a path, a string in single quotes, a number, true, false, null or a function", 13, 15},
		{"string without an end", "States.Array('abc", "a string has no end", 13, 17},
		{"escaped double quote", `States.StringToJson('{"text":"An \"escaped double quote\" here"}')`, `only \', \{, \} and \\ are escapes in a string`, 33, 35},
		{"bad path", "States.Array($.a b)", "Space not allowed in path", 16, 17},
		{"text behind", "States.UUID() x", "text after the end of the call", 14, 15},
		{"too deep", strings.Repeat("States.Array(", 11) + strings.Repeat(")", 11), "more than 10 nested intrinsic functions", 130, 154},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Parse(tt.call)
			var e *SyntaxError
			if !errors.As(err, &e) {
				t.Fatalf("got %v, want a SyntaxError", err)
			}
			if e.Message != tt.message || e.Offset != tt.offset || e.End != tt.end {
				t.Errorf("got %d-%d %q", e.Offset, e.End, e.Message)
			}
		})
	}
}

func TestSpans(t *testing.T) {
	const text = `States.Format('a {}', States.MathAdd( $.b['x,y)'] , 1.5))`
	c, err := Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	inner, ok := c.Args[1].(*Call)
	if !ok {
		t.Fatalf("got %T", c.Args[1])
	}
	var got []string
	for _, span := range []Span{c.NameSpan, c.Span, c.Args[0].Place(), inner.NameSpan, inner.Args[0].Place(), inner.Args[1].Place()} {
		got = append(got, text[span.Offset:span.End])
	}
	want := []string{"States.Format", text, "'a {}'", "States.MathAdd", "$.b['x,y)']", "1.5"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	if c.Count() != 2 || c.Text() != text || c.String() != `States.Format('a {}', States.MathAdd($.b['x,y)'], 1.5))` {
		t.Errorf("got %d, %s", c.Count(), c)
	}
}

func TestIsCall(t *testing.T) {
	for text, want := range map[string]bool{"States.UUID()": true, " " + "States.Foo": true, "$.States.x": false, "": false, "State": false} {
		if IsCall(text) != want {
			t.Errorf("%q: got %t", text, !want)
		}
	}
}

func TestCheck(t *testing.T) {
	tests := []struct{ name, call, want string }{
		{"fine", "States.Format('{} {}', $.a, States.UUID())", ""},
		{"path may be anything", "States.MathAdd($.a, $.b)", ""},
		{"optional argument", "States.MathRandom(1, 2, 3)", ""},
		{"UUID takes anything", "States.UUID(1, $.x, null)", ""},
		{"any third argument", "States.JsonMerge($.a, $.b, 'false')", ""},
		{"truncated numbers", "States.ArrayPartition($.a, 2.6)", ""},
		{"lenient Base64", "States.Base64Decode('ab==cd')", ""},
		{"too few", "States.MathAdd(1)", "0-17 States.MathAdd takes 2 arguments, not 1"},
		{"too many", "States.MathRandom(1, 2, 3, 4)", "0-29 States.MathRandom takes 2 to 3 arguments, not 4"},
		{"one", "States.JsonToString()", "0-21 States.JsonToString takes 1 argument, not 0"},
		{"none", "States.Format()", "0-15 States.Format takes at least 1 argument, not 0"},
		{"constant of a wrong type", "States.MathAdd('1', $.b)", "15-18 first of States.MathAdd must be number, not string"},
		{"result of a wrong type", "States.ArrayLength(States.UUID())", "19-32 array of States.ArrayLength must be array, not string"},
		{"inside", "States.Array(States.ArrayLength(1))", "32-33 array of States.ArrayLength must be array, not number"},
		{"placeholders", "States.Format('{} {}', $.a)", "0-27 the template has 2 placeholders for 1 value"},
		{
			"brace", "States.Format('{{}}', $.a)",
			`0-26 the template has a '{' without its '}': a placeholder is "{}", and a brace is written with a backslash before it`,
		},
		{"beyond 32 bits", "States.MathAdd($.a, 3000000000)", "20-30 second of States.MathAdd must be an integer of 32 bits"},
		{"sum beyond 32 bits", "States.MathAdd(2147483647, 1)", "0-29 the sum 2147483648 has more than 32 bits"},
		{"chunk of nothing", "States.ArrayPartition($.a, 0.49)", "27-31 size of States.ArrayPartition must be 1 or more"},
		{"step of nothing", "States.ArrayRange($.a, $.b, 0)", "28-29 step of States.ArrayRange must be an integer other than 0"},
		{"negative index", "States.ArrayGetItem($.a, -1)", "25-27 index of States.ArrayGetItem must be 0 or more"},
		{"range without numbers", "States.MathRandom(1, 1)", "0-23 the start 1 is not less than the end 1"},
		{"algorithm", "States.Hash($.a, 'sha-256')", "17-26 algorithm of States.Hash must be MD5, SHA-1, SHA-256, SHA-384 or SHA-512"},
		{"deep merge", "States.JsonMerge($.a, $.b, true)", "27-31 deep of States.JsonMerge must be false, because deep merges are not supported"},
		{"bad JSON", "States.StringToJson('{')", "0-24 the text is not JSON: invalid JSON at offset 1: expected a key"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := Parse(tt.call)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, e := range c.Check() {
				got = append(got, itoa(e.Offset)+"-"+itoa(e.End)+" "+e.Message)
			}
			if strings.Join(got, "\n") != tt.want {
				t.Errorf("got %q", got)
			}
		})
	}
}

func TestTable(t *testing.T) {
	functions := Functions()
	if !slices.IsSortedFunc(functions, func(a, b *Function) int { return strings.Compare(a.Name, b.Name) }) {
		t.Error("the table is not sorted")
	}
	for _, f := range functions {
		if f.Doc == "" || f.eval == nil || f.Returns == 0 {
			t.Errorf("%s is incomplete", f.Name)
		}
		if found, ok := Lookup(f.Name); !ok || found != f {
			t.Errorf("%s is not found", f.Name)
		}
	}
	f, _ := Lookup("States.MathRandom")
	if got, want := f.Signature(), "States.MathRandom(start number, end number, seed? number) number"; got != want {
		t.Errorf("got %s", got)
	}
	f, _ = Lookup("States.Array")
	if got, want := f.Signature(), "States.Array(values... any) array"; got != want {
		t.Errorf("got %s", got)
	}
}

// TestNesting counts the calls around a call, not those beside it.
func TestNesting(t *testing.T) {
	deepest := strings.Repeat("States.Array(", 10) + strings.Repeat(")", 10)
	for _, text := range []string{deepest, "States.Array(" + strings.Repeat("States.UUID(), ", 20) + "1)", "States.Array(States.Array(" + strings.Repeat("States.Array(States.Array()), ", 9) + "1))"} {
		if _, err := Parse(text); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
	if _, err := Parse("States.Array(" + deepest + ")"); err == nil {
		t.Error("11 calls in one another")
	}
}
