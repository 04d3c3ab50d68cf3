package jsonata

import (
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/value"
)

func TestCheck(t *testing.T) {
	for name, c := range map[string]struct{ expr, want string }{
		"sound":                      {"$substring('abc', 1) & $string($sum([1, 2]) / 2)", ""},
		"context for an argument":    {"$states.input.name.$substring(1)", ""},
		"chained":                    {"$states.input.names ~> $join(', ')", ""},
		"any number":                 {"$zip([1], [2], [3])", ""},
		"nothing is taken":           {"$length($states.input.a ? 'b')", ""},
		"one value for an array":     {"$sum(1) + $count('a')", ""},
		"own function":               {"($sum := function($a, $b) { $a + $b }; $sum('a', 'b'))", ""},
		"partial":                    {"$map(['a'], $substring(?, 1))", ""},
		"function as argument":       {"$map([1], function($v) { $v })", ""},
		"comparison with the input":  {"$states.input.n < 5 and 'a' < $states.input.s", ""},
		"too few":                    {"$split()", `$split: "$split" takes 1 to 3 arguments, not 0`},
		"too many":                   {"$uuid(1)", `$uuid: "$uuid" takes 0 arguments, not 1`},
		"too many in a chain":        {"'a' ~> $uppercase('b')", `$uppercase: "$uppercase" takes at most 1 argument, not 2`},
		"number for a string":        {"$uppercase(1)", `1: this argument of "$uppercase" has a wrong type: it takes string`},
		"object for a number":        {"$round({})", `{}: this argument of "$round" has a wrong type: it takes number, number`},
		"text in a sum":              {"$sum('a')", `'a': this argument of "$sum" has a wrong type: it takes array`},
		"no function":                {"$map([1], 2)", `2: this argument of "$map" has a wrong type: it takes array, function`},
		"result of another function": {"$uppercase($count([1]))", ""},
		"quotient of text":           {"'a' / 42", `'a': the operands of "/" must be numbers`},
		"sum of texts":               {"$states.input.a + 'b'", `'b': the operands of "+" must be numbers`},
		"comparison of types":        {"1 < 'a'", `1 < 'a': the operands of "<" must be two numbers or two strings`},
		"comparison of null":         {"$states.input.a < null", `null: the operands of "<" must be two numbers or two strings`},
		"minus text":                 {"-'a'", `'a': the operand of "-" must be a number`},
	} {
		t.Run(name, func(t *testing.T) {
			e, err := Compile(c.expr)
			if err != nil {
				t.Fatal(err)
			}
			var found []string
			for _, f := range e.Check() {
				found = append(found, c.expr[f.From:f.To]+": "+f.Message)
			}
			if got := strings.Join(found, "\n"); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestCanBe(t *testing.T) {
	for text, want := range map[string]bool{
		"1": false, "'a'": false, "$states.input.a = 1": true, "true": true, "$exists(1)": true, "$a": true,
		"$a ? 'b' : 'c'": false, "$a ? 'b' : true": true, "(1; $b)": true, "$string(1)": false, "{}": false,
	} {
		e, err := Compile(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := e.CanBe(value.BoolKind); got != want {
			t.Errorf("%s can be a boolean: %v", text, got)
		}
	}
}
