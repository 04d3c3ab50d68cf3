package query

import (
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

func TestPathEval(t *testing.T) {
	for _, c := range []struct{ name, path, want string }{
		{"whole document", `$`, `{"a": {"b": 1}, "list": [{"id": 1}, {"id": 2}], "name": "x", "": 0}`},
		{"member", `$.a.b`, `1`},
		{"member in brackets", `$['a']['b']`, `1`},
		{"element", `$.list[1].id`, `2`},
		// Recorded with Jayway JsonPath 2.0.0: negative indexes are for slices only.
		{"element from the end", `$.list[-1].id`, `States.Runtime: Invalid path '$.list[-1].id' : Index out of bounds when evaluating path $['list'][-1]`},
		{"slice from the end", `$.list[-1:].id`, `[2]`},
		{"all elements", `$.list[*].id`, `[1,2]`},
		{"everywhere", `$..id`, `[1,2]`},
		{"filter", `$.list[?(@.id > 1)].id`, `[2]`},
		{"context object", `$$.Execution.Name`, `"run"`},
		{"whole context object", `$$`, `{"Execution": {"Name": "run"}, "Map": {"Item": {"Index": 3}}}`},
		{"variable", `$v.w[0]`, `10`},
		{"whole variable", `$n`, `5`},
		{"intrinsic function", `States.Format('{}-{}-{}', $.name, $n, $$.Map.Item.Index)`, `"x-5-3"`},
		{"function in a function", `States.ArrayLength(States.Array($.a, $.name))`, `2`},
		{"function of the host", `States.UUID()`, `"00000000-0000-4000-8000-000000000007"`},
		// Recorded in test_json_path_array_wildcard_or_slice_with_no_input.
		{"wildcard over nothing", `$.no[*]`, `[]`},
		{"slice of nothing", `$.no[0:1]`, `[]`},
		// Recorded in the validation of ResultSelector, for another document without "no".
		{"missing", `$.no.such.result.path`, `States.Runtime: Invalid path '$.no.such.result.path' : Missing property in path $['no']`},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, found := CompilePath(stringNode(t, c.path), asl.PathOrCall)
			if len(found) > 0 {
				t.Fatal(showFindings(found))
			}
			if got := show(p.Eval(testScope())); got != c.want {
				t.Errorf("got %s\nwant %s", got, c.want)
			}
			v, ok := p.Lookup(testScope())
			if ok != !strings.HasPrefix(c.want, "States.") || ok && v.JSON() != c.want {
				t.Errorf("looked up %s, %t", v.JSON(), ok)
			}
		})
	}
}

// TestPathFailures are failures whose words stand in code comments or the guide only in part.
func TestPathFailures(t *testing.T) {
	for _, c := range []struct{ name, path, failure, words string }{
		{"unassigned variable", `$nope`, asl.ErrorRuntime, "Invalid path '$nope' : "},
		{"member of a text", `$.name.b`, asl.ErrorRuntime, "Invalid path '$.name.b' : "},
		{"missing context", `$$.No`, asl.ErrorRuntime, "Invalid path '$$.No' : "},
		{"function that fails", `States.MathAdd($.name, 1)`, asl.ErrorRuntime, "Invalid arguments in States.MathAdd"},
		{"path in a function", `States.Format('{}', $.no)`, asl.ErrorRuntime, "The function 'States.Format('{}', $.no)' had the following error: The JsonPath argument for the field '$.no' could not be found in the input"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, found := CompilePath(stringNode(t, c.path), asl.PathOrCall)
			if len(found) > 0 {
				t.Fatal(showFindings(found))
			}
			_, failure := p.Eval(testScope())
			if failure == nil || failure.Name != c.failure || !strings.Contains(failure.Cause, c.words) || failure.Location != "" {
				t.Errorf("got %+v", failure)
			}
		})
	}
}

// TestItemsPathFailures checks what is said where an ItemsPath finds nothing, which depends on what it reads.
func TestItemsPathFailures(t *testing.T) {
	for path, want := range map[string]string{
		`$.no`:         asl.ErrorReferencePathConflict + ": Unable to apply step \"no\" to input ",
		`$.a.b.c.d`:    asl.ErrorReferencePathConflict + ": Unable to apply step \"c\" to input ",
		`$.list[0].no`: asl.ErrorReferencePathConflict + ": Unable to apply step \"no\" to input ",
		`$.list[7].id`: asl.ErrorReferencePathConflict + ": Unable to apply step \"7\" to input ",
		`$$.No`:        asl.ErrorRuntime + ": Invalid path '$$.No' : ",
		`$nope`:        asl.ErrorRuntime + ": Invalid path '$nope' : ",
	} {
		p, found := CompilePath(stringNode(t, path), asl.PathOrCall)
		if len(found) > 0 {
			t.Fatal(showFindings(found))
		}
		_, failure := p.EvalItems(testScope())
		if failure == nil || !strings.HasPrefix(failure.Name+": "+failure.Cause, want) {
			t.Errorf("%s: got %+v", path, failure)
		}
	}
}

func TestCompilePath(t *testing.T) {
	for _, c := range []struct {
		name, path string
		content    asl.Content
		want       string
	}{
		{"read", `$.a[*]`, asl.AnyPath, ""},
		{"reference", `$.a['b'][0]`, asl.ReferencePath, ""},
		{"reference to a variable", `$v.a`, asl.ReferencePath, ""},
		{"result", `$.a.b`, asl.ResultPath, ""},
		{"call", `States.UUID()`, asl.PathOrCall, ""},
		{"call where none may be", `States.UUID()`, asl.AnyPath, `<States.UUID()> "States.UUID()" is not a valid JSONPath: A path must start with '$' [invalid-path]`},
		{"no dollar", `a.b`, asl.AnyPath, `<a.b> "a.b" is not a valid JSONPath: A path must start with '$' [invalid-path]`},
		{"nothing", ``, asl.AnyPath, `<> "" is not a valid JSONPath: Path may not be null empty [invalid-path]`},
		{"space", `$.a b`, asl.AnyPath, `< > "$.a b" is not a valid JSONPath: Space not allowed in path [invalid-path]`},
		{"bracket", `$.a[`, asl.AnyPath, `<[> "$.a[" is not a valid JSONPath: Could not parse token starting at position 3. Expected ?, ', 0-9, * [invalid-path]`},
		{"result into the context object", `$$.a`, asl.ResultPath, `<$$> "$$.a" must start with "$": a result can only be put into the input of the state [not-a-reference-path]`},
		{"number of a variable", `$v.a`, asl.NumberPath, ""},
		{"number of the context object", `$$.Execution.Input.n`, asl.NumberPath, `<$$> "$$.Execution.Input.n" must start at the input of the state or at a variable, not at the context object [not-a-reference-path]`},
		{"items of the context object", `$$.Execution.Input.n`, asl.ReferencePath, ""},
		{"result into a variable", `$v.a`, asl.ResultPath, `<$v> "$v.a" must start with "$": a result can only be put into the input of the state [not-a-reference-path]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, found := CompilePath(stringNode(t, c.path), c.content)
			if got := showFindings(found); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// TestNotAReference reports the step that leads to more than one place, with its text.
func TestNotAReference(t *testing.T) {
	for _, c := range []struct{ name, path, under string }{
		{"wildcard", `$.a[*].b`, `[*]`},
		{"slice", `$.a[0:2]`, `[0:2]`},
		{"everywhere", `$.a..b`, `..`},
		{"filter", `$.a[?(@.b)]`, `[?(@.b)]`},
		{"two names", `$.a['b','c']`, `['b','c']`}, // which Jayway JsonPath calls definite
	} {
		t.Run(c.name, func(t *testing.T) {
			p, found := CompilePath(stringNode(t, c.path), asl.ReferencePath)
			if len(found) != 1 || found[0].Rule != RuleNotReferencePath || !strings.HasPrefix(found[0].Span.Text(), c.under) {
				t.Errorf("got %s", showFindings(found))
			}
			if p == nil || p.Definite() != (c.name == "two names") {
				t.Error("the path is left out, or wrong about being definite")
			}
		})
	}
}

// TestSpansBehindEscapes looks for places in a text whose characters are written as escapes.
func TestSpansBehindEscapes(t *testing.T) {
	n := parseNode(t, `"$['\u00e9\"']  .b"`)
	_, found := CompilePath(n, asl.AnyPath)
	if len(found) != 1 || found[0].Span.Text() != " " || found[0].Span.Start.Column != 15 {
		t.Errorf("got %s at %v", showFindings(found), found[0].Span.Start)
	}
}

func TestPathFacts(t *testing.T) {
	for _, c := range []struct {
		path                  string
		definite, call, whole bool
	}{
		{"$", true, false, true},
		{"$$", true, false, false},
		{"$v", true, false, false},
		{"$.a[0]", true, false, false},
		{"$.a[*]", false, false, false},
		{"States.UUID()", true, true, false},
	} {
		p, _ := CompilePath(stringNode(t, c.path), asl.PathOrCall)
		if p.Definite() != c.definite || p.IsCall() != c.call || p.IsWhole() != c.whole || (p.JSONPath() == nil) != c.call ||
			p.Text() != c.path || p.Node().Text != c.path {
			t.Errorf("%s: definite %t, call %t, whole %t", c.path, p.Definite(), p.IsCall(), p.IsWhole())
		}
	}
}

// TestPathSet follows the examples of ResultPath in the specification, https://states-language.net/#filters.
func TestPathSet(t *testing.T) {
	for _, c := range []struct{ name, path, doc, want string }{
		{"replaces the input", `$`, `{"a": 1}`, `[7]`},
		{"adds a member", `$.b`, `{"a":1}`, `{"a":1,"b":[7]}`},
		{"replaces a member", `$.a`, `{"a":1,"b":2}`, `{"a":[7],"b":2}`},
		{"makes what is missing", `$.sums.both`, `{"a":1}`, `{"a":1,"sums":{"both":[7]}}`},
		{"goes into what is there", `$.sums.both`, `{"sums":{"one":1}}`, `{"sums":{"one":1,"both":[7]}}`},
		{"cannot go into a number", `$.a.b`, `{"a":1}`, `States.ReferencePathConflict: Unable to apply step "b" to input {"a":1}`},
		{"cannot go into a text", `$.a`, `"text"`, `States.ReferencePathConflict: Unable to apply step "a" to input "text"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, found := CompilePath(stringNode(t, c.path), asl.ResultPath)
			if len(found) > 0 {
				t.Fatal(showFindings(found))
			}
			doc := value.MustParse(c.doc)
			if got := show(p.Set(doc, value.MustParse("[7]"))); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			if doc.JSON() != c.doc {
				t.Errorf("the document became %s", doc.JSON())
			}
		})
	}
}

func TestCheckCall(t *testing.T) {
	for _, c := range []struct{ name, call, want string }{
		{"fine", `States.Format('{}', $.a)`, ""},
		{"path", `$.a`, ""},
		{"too few", `States.Array(States.MathAdd(1))`, "<States.MathAdd(1)> States.MathAdd takes 2 arguments, not 1"},
		{"wrong type", `States.MathAdd('1', 2)`, "<'1'> first of States.MathAdd must be number, not string"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, found := CompilePath(stringNode(t, c.call), asl.PathOrCall)
			if len(found) > 0 {
				t.Fatal(showFindings(found))
			}
			var got []string
			for _, f := range p.CheckCall() {
				got = append(got, "<"+f.Span.Text()+"> "+f.Message)
			}
			if strings.Join(got, "\n") != c.want {
				t.Errorf("got %q", got)
			}
		})
	}
}

// TestCallSyntax reports the part of a call that cannot be read.
func TestCallSyntax(t *testing.T) {
	for _, c := range []struct{ name, call string }{
		{"not closed", `States.Format('{}', $.a`},
		{"unknown function", `States.Nonsense(1)`},
		{"text in double quotes", `States.Format("{}", $.a)`},
		{"no brackets", `States.UUID`},
		{"more behind", `States.UUID() + 1`},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, found := CompilePath(stringNode(t, c.call), asl.PathOrCall)
			if p != nil || len(found) != 1 || found[0].Rule != RuleInvalidIntrinsic || found[0].Severity != source.Error {
				t.Fatalf("got %s", showFindings(found))
			}
			if span := found[0].Span; span.Start.Offset < 2 || int(span.End.Offset) > len(span.File.Text) {
				t.Errorf("the span is %v-%v", span.Start, span.End)
			}
		})
	}
}

// TestFields names the field of a path that finds nothing. In a template, an index beyond the end of an array is null, but not
// as an argument of a function (both measured).
func TestFields(t *testing.T) {
	p, _ := CompilePath(stringNode(t, "$.no"), asl.AnyPath)
	if _, failure := p.EvalField(testScope(), "ErrorPath"); failure == nil || failure.Name != asl.ErrorRuntime ||
		!strings.HasPrefix(failure.Cause, "The JSONPath '$.no' specified for the field 'ErrorPath' could not be found in the input '{") {
		t.Errorf("got %+v", failure)
	}
	p, _ = CompilePath(stringNode(t, "$.name"), asl.AnyPath)
	if got := show(p.EvalField(testScope(), "ErrorPath")); got != `"x"` {
		t.Errorf("got %s", got)
	}
	for text, want := range map[string]string{
		`{"x.$": "$.list[7]"}`:                  `{"x":null}`,
		`{"x.$": "$.list[1].id"}`:               `{"x":2}`,
		`{"x.$": "States.Array($.list[7])"}`:    asl.ErrorRuntime,
		`{"a": 1, "b": {"x.$": "$.list.none"}}`: asl.ErrorRuntime,
		`[{"x.$": "$.none"}]`:                   asl.ErrorRuntime,
	} {
		tpl, found := CompileTemplate(parseNode(t, text), asl.JSONPath, "Parameters")
		if len(found) > 0 {
			t.Fatal(showFindings(found))
		}
		if got := show(tpl.Eval(testScope())); got != want && !strings.HasPrefix(got, want+": ") {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
	if got := show(ConstantTemplate(parseNode(t, `{"x.$": "$.a", "b": [1]}`)).Eval(nil)); got != `{"x.$":"$.a","b":[1]}` {
		t.Errorf("a constant gives %s", got)
	}
}
