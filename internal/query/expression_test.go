package query

import (
	"slices"
	"testing"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/value"
)

// TestEvalKind has the words of the recordings of test_map_state_items_eval_jsonata_fail.
func TestEvalKind(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"array", `[1, 2]`, `[1,2]`},
		{"boolean", `true`, `Expected 'array', but was 'boolean' for value: true`},
		{"null", `null`, `Expected 'array', but was 'null' for value: null`},
		{"number", `1`, `Expected 'array', but was 'number' for value: 1`},
		{"string", `'string'`, `Expected 'array', but was 'string' for value: "string"`},
		{"object", `{'foo': 'bar'}`, `Expected 'array', but was 'object' for value: {"foo":"bar"}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			e, found := CompileExpression(stringNode(t, "{% "+c.text+" %}"), "Items")
			if len(found) > 0 {
				t.Fatal(showFindings(found))
			}
			want := c.want
			if c.name != "array" {
				want = "States.QueryEvaluationError: The JSONata expression '" + c.text +
					"' specified for the field 'Items' returned an unexpected result type. " + want
			}
			if got := show(e.EvalKind(testScope(), value.ArrayKind)); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}

func TestCompileExpression(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"fine", `{% 1 %}`, ""},
		{"lines", "{%\n  $x.\n  y\n%}", ""},
		{"nothing inside", `{%%}`, `<"{%%}"> "" is not a valid JSONata expression: S0207: Unexpected end of expression [invalid-jsonata]`},
		{"wrong sign", `{% $a ? %}`, `<?> "$a ?" is not a valid JSONata expression: S0207: Unexpected end of expression [invalid-jsonata]`},
		{"sign too many", `{% $a + * ) + 1 %}`, `<)> "$a + * ) + 1" is not a valid JSONata expression: S0201: Syntax error: ")" [invalid-jsonata]`},
		{"text not closed", `{% $a & "b %}`, `<b> "$a & \"b" is not a valid JSONata expression: S0101: String literal must be terminated by a matching quote [invalid-jsonata]`},
		{"last letter of two bytes", `{% (é %}`, `<é> "(é" is not a valid JSONata expression: S0203: Expected ")" before end of expression [invalid-jsonata]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			e, found := CompileExpression(stringNode(t, c.text), "Output")
			if got := showFindings(found); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			if (e == nil) != (c.want != "") {
				t.Errorf("the expression is %v", e)
			}
		})
	}
}

func TestExpressionTrims(t *testing.T) {
	e, _ := CompileExpression(stringNode(t, "{% \n $states.input \t%}"), "Output")
	if e.Text() != "$states.input" || e.Location() != "Output" {
		t.Errorf("got %q in %q", e.Text(), e.Location())
	}
	if refs := e.Refs(); refs.Reads[0].Span.Text() != "$states.input" {
		t.Errorf("the span covers %q", refs.Reads[0].Span.Text())
	}
}

func TestIsExpression(t *testing.T) {
	for _, c := range []struct {
		text string
		want bool
	}{{`"{% 1 %}"`, true}, {`"1"`, false}, {`1`, false}, {`["{% 1 %}"]`, false}, {`null`, false}} {
		if got := IsExpression(parseNode(t, c.text)); got != c.want {
			t.Errorf("%s: got %t", c.text, got)
		}
	}
	if IsExpression(nil) {
		t.Error("nothing is an expression")
	}
}

func TestRefs(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"path", `$.a.b`, `doc/a/b <$.a.b>`},
		{"document", `$`, `doc <$>`},
		{"path with an unknown end", `$.a[*].b`, `doc/a… <$.a[*].b>`},
		{"context object", `$$.Execution.Name`, `context/Execution/Name <$$.Execution.Name>`},
		{"variable", `$v.w`, `var v/w <$v.w>`},
		{"call", `States.Format('{}', $.a, $v)`, `doc/a <$.a>; var v <$v>; call States.Format/3 <States.Format>`},
		{"calls in calls", `States.Array(States.UUID(), $$.X)`, `context/X <$$.X>; call States.Array/2 <States.Array>; call States.UUID/0 <States.UUID>`},
		{"filter", `$.a[?(@.b == $.c)]`, `doc/a… <$.a[?(@.b == $.c)]>; doc/c <$.c>`},

		{"filter from the left", `$.a[?($.c == @.b)]`, `doc/a… <$.a[?($.c == @.b)]>; doc/c <$.c>`},
		{"filter with the item alone", `$.a[?(@ == $v)]`, `doc/a… <$.a[?(@ == $v)]>; var v <$v>`},
		{"filters of filters", `$.a[?(@.b == $v && $n == $$.X || $.d[0].e)].f`, `doc/a… <$.a[?(@.b == $v && $n == $$.X || $.d[0].e)].f>; var v <$v>; var n <$n>; context/X <$$.X>; doc/d… <$.d[0].e>`},
		{"call with a path after a text", `States.Array('x', $.a.b, States.Format('{}', $v.w))`, `doc/a/b <$.a.b>; var v/w <$v.w>; call States.Array/3 <States.Array>; call States.Format/2 <States.Format>`},

		{"states", `{% $states.input.a.b %}`, `states states/input/a/b <$states.input.a.b>`},
		{"variables", `{% $v.w + $n %}`, `var v/w <$v.w>; var n <$n>`},
		{"own names do not count", `{% ($x := $n; $x + 1) %}`, `var n <$n>`},
		{"predicate", `{% $v.w[x = $n].z %}`, `var v/w… <$v.w>; var n <$n>`},
		{"functions", `{% $sum($v) + $nope(1, 2) %}`, `var v <$v>; call sum/1 <$sum>; call nope/2 unknown <$nope>`},
		{"function as a value", `{% $map($v, $string) %}`, `var v <$v>; var string builtin <$string>; call map/2 <$map>`},
		{"input of JSONata", `{% $ & a & $$ %}`, `free a… <a>; free $… <$>; free $$… <$$>`},
		{"behind escapes", "{% \"\\u00e9\" & $v & \"x\" & $n %}", `var v <$v>; var n <$n>`},
		{"behind letters of two bytes", `{% "éü" & $v %}`, `var v <$v>`},
	} {
		t.Run(c.name, func(t *testing.T) {
			n := stringNode(t, c.text)
			var refs *Refs
			if IsExpression(n) {
				e, found := CompileExpression(n, "Output")
				if len(found) > 0 {
					t.Fatal(showFindings(found))
				}
				refs = e.Refs()
			} else {
				p, found := CompilePath(n, asl.PathOrCall)
				if len(found) > 0 {
					t.Fatal(showFindings(found))
				}
				refs = p.Refs()
			}
			if got := showRefs(refs); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestTemplateRefs(t *testing.T) {
	tpl, _ := CompileTemplate(parseNode(t, `{"a.$": "$.x", "b": [{"c.$": "States.Array($v)"}]}`), 0, "Parameters")
	if got, want := showRefs(tpl.Refs()), `doc/x <$.x>; var v <$v>; call States.Array/1 <States.Array>`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestFunctions(t *testing.T) {
	names := Functions()
	for _, name := range []string{"sum", "map", "partition", "range", "hash", "random", "uuid", "parse"} {
		if !slices.Contains(names, name) {
			t.Errorf("there is no %s", name)
		}
	}
	if slices.Contains(names, "eval") {
		t.Error("the service has no $eval")
	}
}
