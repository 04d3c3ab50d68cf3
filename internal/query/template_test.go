package query

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

func TestTemplateEval(t *testing.T) {
	for _, c := range []struct {
		name string
		lang asl.Language
		text string
		want string
	}{
		{"constants", asl.JSONPath, `{"a": [1, 2.50, null, true, "x"], "b": {}}`, `{"a":[1,2.50,null,true,"x"],"b":{}}`},
		{"path, after what is constant", asl.JSONPath, `{"x.$": "$.a.b", "y": "$.a.b"}`, `{"y":"$.a.b","x":1}`},
		{"paths in the order of a HashMap", asl.JSONPath, `{"position.$": "$.a.b", "color.$": "$.name", "region": 1}`, `{"region":1,"color":"x","position":1}`},
		{"paths everywhere", asl.JSONPath, `[{"x.$": "$.name"}, [{"y": {"z.$": "$$.Execution.Name"}}]]`, `[{"x":"x"},[{"y":{"z":"run"}}]]`},
		{"whole input", asl.JSONPath, `{"x.$": "$"}`, `{"x":{"a":{"b":1},"list":[{"id":1},{"id":2}],"name":"x","":0}}`},
		{"call", asl.JSONPath, `{"x.$": "States.MathAdd($n, 1)"}`, `{"x":6}`},
		{"variable", asl.JSONPath, `{"x.$": "$v.w"}`, `{"x":[10,20]}`},
		{"only the suffix", asl.JSONPath, `{".$": "$.name"}`, `{"":"x"}`},
		{"suffix twice", asl.JSONPath, `{"x.$.$": "$.name"}`, `{"x.$":"x"}`},
		{"an expression is text", asl.JSONPath, `{"x": "{% 1 %}"}`, `{"x":"{% 1 %}"}`},
		{"a text alone is a text", asl.JSONPath, `"$.a"`, `"$.a"`},
		// A path and a constant for one name: the last one counts.
		{"path over constant", asl.JSONPath, `{"x": 0, "y": 1, "x.$": "$.name"}`, `{"y":1,"x":"x"}`},
		{"constant over path", asl.JSONPath, `{"x.$": "$.name", "y": 1, "x": 0}`, `{"x":0,"y":1}`},
		{"placeholder", asl.JSONPath, `{"x": ${X}, "y": "${Y}"}`, `{"x":"${X}","y":"${Y}"}`},
		{"placeholder for a path", asl.JSONPath, `{"x.$": "${X}", "y.$": ${Y}}`, `{"x":"${X}","y":"${Y}"}`},

		{"expression", asl.JSONata, `"{% $states.input.a %}"`, `1`},
		{"expressions inside", asl.JSONata, `{"x": "{% $n + 1 %}", "y": ["{% $states.result %}", "n"]}`, `{"x":6,"y":[{"r":true},"n"]}`},
		{"a path is text", asl.JSONata, `{"x.$": "$.a"}`, `{"x.$":"$.a"}`},
		{"context object", asl.JSONata, `"{% $states.context.Map.Item.Index %}"`, `3`},
		{"null is a value", asl.JSONata, `{"x": "{% null %}"}`, `{"x":null}`},
		{"half a delimiter", asl.JSONata, `["{% 1", "1 %}", " {% 1 %}"]`, `["{% 1","1 %}"," {% 1 %}"]`},
		{"time of the execution", asl.JSONata, `"{% $now() %}"`, `"2026-01-02T03:04:05.000Z"`},
		{"random numbers of the execution", asl.JSONata, `"{% $random() %}"`, `0.5`},
	} {
		t.Run(c.name, func(t *testing.T) {
			tpl, found := CompileTemplate(parseNode(t, c.text), c.lang, "Output")
			if len(found) > 0 {
				t.Fatal(showFindings(found))
			}
			if got := show(tpl.Eval(testScope())); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// TestTemplateWithFaults evaluates templates of which parts could not be compiled: null is in their place, and the other
// parts have their own values.
func TestTemplateWithFaults(t *testing.T) {
	for _, c := range []struct {
		name, text string
		lang       asl.Language
		faults     int
		want       string
	}{
		{
			"paths", `{"k": {"a.$": "$.name"}, "b.$": "$[", "l": [{"c.$": "$n"}], "d.$": 1, "e.$": "${X}"}`, asl.JSONPath, 2,
			`{"k":{"a":"x"},"l":[{"c":5}],"b":null,"d":null,"e":"${X}"}`,
		},
		{"expressions", `["{% 1 + %}", {"a": "{% $n %}", "b": "{% ( %}"}, "{% 7 %}"]`, asl.JSONata, 2, `[null,{"a":5,"b":null},7]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			tpl, found := CompileTemplate(parseNode(t, c.text), c.lang, "Output")
			if len(found) != c.faults {
				t.Fatal(showFindings(found))
			}
			if got := show(tpl.Eval(testScope())); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// TestTemplateWithAliases evaluates a template in YAML that has the same expression in several locations.
func TestTemplateWithAliases(t *testing.T) {
	n, found := source.Parse(source.NewFile("a.yaml", "a: &one {x: '{% $n %}', y: '{% ( %}'}\nb: *one\nc: [*one, '{% 2 %}']\n"))
	if len(found) > 0 {
		t.Fatal(showFindings(found))
	}
	tpl, _ := CompileTemplate(n, asl.JSONata, "Output")
	const one = `{"x":5,"y":null}`
	if got, want := show(tpl.Eval(testScope())), `{"a":`+one+`,"b":`+one+`,"c":[`+one+`,2]}`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestTemplateInGoroutines evaluates a new template from several goroutines, as executions of one program do.
func TestTemplateInGoroutines(t *testing.T) {
	tpl, _ := CompileTemplate(parseNode(t, `{"a.$": "$.name", "b": [1, {"c.$": "$.a.b"}]}`), asl.JSONPath, "Parameters")
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if got := show(tpl.Eval(testScope())); got != `{"b":[1,{"c":1}],"a":"x"}` {
				t.Errorf("got %s", got)
			}
		})
	}
	group.Wait()
}

// TestTemplateFailures has the words of the recordings for JSONata, but for what stands behind the code of an error, and
// of the sources in failure.go for JSONPath.
func TestTemplateFailures(t *testing.T) {
	for _, c := range []struct {
		name           string
		lang           asl.Language
		field, text    string
		want, location string
	}{
		{
			"missing in the input", asl.JSONPath, "Parameters", `{"ok": 1, "x": {"y.$": "$.no"}}`,
			`States.Runtime: The JSONPath '$.no' specified for the field 'y.$' could not be found in the input '` + testScope().Doc.JSON() + `'`, "",
		},
		{
			"missing in the context object", asl.JSONPath, "Parameters", `{"x.$": "$$.No"}`,
			`States.Runtime: The JSONPath '$$.No' specified for the field 'x.$' could not be found in the input '{"a": {"b": 1}, "list": [{"id": 1}, {"id": 2}], "name": "x", "": 0}'`, "",
		},
		{
			"nothing", asl.JSONata, "Output", `{"result": "{% $doesNotExist %}"}`,
			`States.QueryEvaluationError: The JSONata expression '$doesNotExist' specified for the field 'Output/result' returned nothing (undefined).`, "Output/result",
		},
		{
			"nothing at all", asl.JSONata, "Output", `"{% $doesNotExist %}"`,
			`States.QueryEvaluationError: The JSONata expression '$doesNotExist' specified for the field 'Output' returned nothing (undefined).`, "Output",
		},
		{
			"nothing in an argument", asl.JSONata, "Arguments", `{"FunctionName": "{% $doesNotExist %}"}`,
			`States.QueryEvaluationError: The JSONata expression '$doesNotExist' specified for the field 'Arguments/FunctionName' returned nothing (undefined).`, "Arguments/FunctionName",
		},
		{
			"a function", asl.JSONata, "Items", `"{% $fn := function($x){$x} %}"`,
			`States.QueryEvaluationError: The JSONata expression '$fn := function($x){$x}' specified for the field 'Items' returned an unsupported result type.`, "Items",
		},
		{
			"an error", asl.JSONata, "Output", `{"x": "{% 1 + 'a' %}"}`,
			`States.QueryEvaluationError: The JSONata expression '1 + 'a'' specified for the field 'Output/x' threw an error during evaluation. T2002: The right side of the "+" operator must evaluate to a number`, "Output/x",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			tpl, found := CompileTemplate(parseNode(t, c.text), c.lang, c.field)
			if len(found) > 0 {
				t.Fatal(showFindings(found))
			}
			v, failure := tpl.Eval(testScope())
			if got := show(v, failure); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			if failure != nil && failure.Location != c.location {
				t.Errorf("the location is %q", failure.Location)
			}
		})
	}
}

// TestTemplateFailureOfCall names the call, as the service does.
func TestTemplateFailureOfCall(t *testing.T) {
	tpl, _ := CompileTemplate(parseNode(t, `{"x.$": "States.StringToJson($.name)"}`), asl.JSONPath, "Parameters")
	_, failure := tpl.Eval(testScope())
	if failure == nil || failure.Name != asl.ErrorRuntime || !strings.Contains(failure.Cause, "States.StringToJson($.name)") {
		t.Errorf("got %+v", failure)
	}
}

func TestTemplateFindings(t *testing.T) {
	for _, c := range []struct {
		name       string
		lang       asl.Language
		text, want string
	}{
		{"no path", asl.JSONPath, `{"x.$": "a"}`, `<"a"> the value of "x.$" must be a JSONPath or a call of an intrinsic function [invalid-path]`},
		{"number", asl.JSONPath, `{"x.$": 5}`, `<5> the value of "x.$" must be a JSONPath or a call of an intrinsic function [invalid-path]`},
		{"object", asl.JSONPath, `{"x.$": {"y": 1}}`, `<{"y": 1}> the value of "x.$" must be a JSONPath or a call of an intrinsic function [invalid-path]`},
		{"broken path", asl.JSONPath, `[{"x.$": "$.a["}]`, `<[> "$.a[" is not a valid JSONPath: Could not parse token starting at position 3. Expected ?, ', 0-9, * [invalid-path]`},
		{
			"both", asl.JSONPath, `{"x.$": "$.a b", "y": {"z.$": 1}}`,
			`< > "$.a b" is not a valid JSONPath: Space not allowed in path [invalid-path]` + "\n" +
				`<1> the value of "z.$" must be a JSONPath or a call of an intrinsic function [invalid-path]`,
		},
		{"broken expression", asl.JSONata, `{"x": "{% (1 %}"}`, `<1> "(1" is not a valid JSONata expression: S0203: Expected ")" before end of expression [invalid-jsonata]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			tpl, found := CompileTemplate(parseNode(t, c.text), c.lang, "Parameters")
			if got := showFindings(found); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			if _, failure := tpl.Eval(testScope()); failure != nil {
				t.Errorf("what is left fails: %+v", failure)
			}
		})
	}
}

func TestTemplateFolding(t *testing.T) {
	for _, c := range []struct {
		name     string
		lang     asl.Language
		text     string
		constant bool
	}{
		{"constant", asl.JSONPath, `{"a": [1, {"b": null}], "c": "$.d"}`, true},
		{"constant of JSONata", asl.JSONata, `{"a.$": "$.b"}`, true},
		{"list", asl.JSONPath, `[1]`, true},
		{"path", asl.JSONPath, `{"a": 1, "b.$": "$"}`, false},
		{"path deep inside", asl.JSONPath, `{"a": [{"b.$": "$"}]}`, false},
		{"expression inside", asl.JSONata, `{"a": ["{% 1 %}"]}`, false},
		{"expression", asl.JSONata, `"{% 1 %}"`, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			tpl, _ := CompileTemplate(parseNode(t, c.text), c.lang, "Output")
			v, constant := tpl.Constant()
			if constant != c.constant {
				t.Errorf("constant is %t", constant)
			}
			if want, _ := tpl.Eval(testScope()); constant && want.JSON() != v.JSON() {
				t.Errorf("the constant is %s, the value %s", v.JSON(), want.JSON())
			}
			if (tpl.Expression() != nil) != (c.name == "expression") {
				t.Errorf("the expression is %v", tpl.Expression())
			}
		})
	}
}

// TestTemplateParts looks at the paths and expressions inside of a template, which are in source order.
func TestTemplateParts(t *testing.T) {
	tpl, _ := CompileTemplate(parseNode(t, `{"b.$": "$.x", "a": [{"c.$": "States.UUID()"}]}`), asl.JSONPath, "Parameters")
	var got []string
	for _, p := range tpl.Paths {
		got = append(got, p.Key+" "+p.KeySpan.Text()+" "+p.Text())
	}
	if want := []string{`b.$ "b.$" $.x`, `c.$ "c.$" States.UUID()`}; !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	tpl, _ = CompileTemplate(parseNode(t, `{"b": "{% 1 %}", "a": {"c": "{%2%}"}}`), asl.JSONata, "Output")
	got = nil
	for _, e := range tpl.Expressions {
		got = append(got, e.Location()+" "+e.Text()+" "+e.Node().Span.Text())
	}
	if want := []string{`Output/b 1 "{% 1 %}"`, `Output/a/c 2 "{%2%}"`}; !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestConstant(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"number as written", `1.50e3`, `1.50e3`},
		{"false", `false`, `false`},
		{"null", `null`, `null`},
		{"placeholder", `${N}`, `"${N}"`},
		{"all together", `{"a": ["x", {"b": 1}], "a.$": "$"}`, `{"a":["x",{"b":1}],"a.$":"$"}`},
	} {
		if got := Constant(parseNode(t, c.text)).JSON(); got != c.want {
			t.Errorf("%s: got %s", c.name, got)
		}
	}
}

// TestManyMembers has more members than are looked through one by one: the last one of a name counts there too.
func TestManyMembers(t *testing.T) {
	for _, n := range []int{15, 16, 17, 40} {
		var members, want []string
		for i := range n {
			members = append(members, fmt.Sprintf(`"k%02d": %d`, i, i))
			want = append(want, fmt.Sprintf(`"k%02d":%d`, i, i))
		}
		text := `{` + strings.Join(members, ", ") + `, "k04.$": "$.name"}`
		want = append(slices.Delete(want, 4, 5), `"k04":"x"`) // what has a path comes after what is constant
		tpl, found := CompileTemplate(parseNode(t, text), asl.JSONPath, "Parameters")
		if len(found) > 0 {
			t.Fatal(showFindings(found))
		}
		if got := show(tpl.Eval(testScope())); got != "{"+strings.Join(want, ",")+"}" {
			t.Errorf("%d members: got %s", n, got)
		}
	}
}

// TestUnsureOrder holds that the order of at most 12 members with a path is known from recordings.
func TestUnsureOrder(t *testing.T) {
	for n, want := range map[int]bool{0: false, 12: false, 13: true} {
		members := []string{`"c": 1`}
		for i := range n {
			members = append(members, fmt.Sprintf(`"k%d.$": "$.name"`, i))
		}
		object := `{` + strings.Join(members, ", ") + `}`
		for _, text := range []string{object, `[{"a": ` + object + `}, {"x.$": "$.name"}]`} {
			if tpl, _ := CompileTemplate(parseNode(t, text), asl.JSONPath, "Parameters"); tpl.UnsureOrder() != want {
				t.Errorf("%d paths: %t", n, !want)
			}
		}
		if tpl, _ := CompileTemplate(parseNode(t, object), asl.JSONata, "Arguments"); tpl.UnsureOrder() {
			t.Errorf("the order of %d constants is unsure", n)
		}
	}
}

// TestScopeIsReset holds that a scope forgets what the last state saw.
func TestScopeIsReset(t *testing.T) {
	e, found := CompileExpression(stringNode(t, "{% [$states, $now()] %}"), "Output")
	if len(found) > 0 {
		t.Fatal(showFindings(found))
	}
	s := testScope()
	s.ContextObject = func() value.Value { return s.Doc }
	s.SetErrorOutput(value.Int(1))
	s.Doc = value.Int(7)
	if got := show(e.Eval(s)); !strings.Contains(got, `"context":7,"result":{"r":true},"errorOutput":1}`) {
		t.Errorf("got %s", got)
	}
	s.Reset(value.Int(8), value.Int(9))
	if got := show(e.Eval(s)); got != `[{"input":9,"context":8},"2026-01-02T03:04:05.000Z"]` {
		t.Errorf("after the reset: %s", got)
	}
	s.SetResult(value.Int(2))
	if got := show(e.Eval(s)); got != `[{"input":9,"context":8,"result":2},"2026-01-02T03:04:05.000Z"]` {
		t.Errorf("with a result: %s", got)
	}
	s.SetErrorOutput(value.Int(3))
	if got := show(e.Eval(s)); got != `[{"input":9,"context":8,"result":2,"errorOutput":3},"2026-01-02T03:04:05.000Z"]` {
		t.Errorf("with an error: %s", got)
	}
}
