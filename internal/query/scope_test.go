package query

import (
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// states evaluates $states in a scope.
func states(t *testing.T, s *Scope) string {
	t.Helper()
	e, found := CompileExpression(stringNode(t, "{% $states %}"), "Output")
	if len(found) > 0 {
		t.Fatal(showFindings(found))
	}
	return show(e.Eval(s))
}

func TestStates(t *testing.T) {
	s := &Scope{Input: value.MustParse(`{"a":1}`)}
	if got, want := states(t, s), `{"input":{"a":1}}`; got != want {
		t.Errorf("in the beginning: %s", got)
	}
	s.SetResult(value.Int(7))
	if got, want := states(t, s), `{"input":{"a":1},"result":7}`; got != want {
		t.Errorf("with a result: %s", got)
	}
	s.SetErrorOutput(value.MustParse(`{"Error":"E"}`))
	if got, want := states(t, s), `{"input":{"a":1},"result":7,"errorOutput":{"Error":"E"}}`; got != want {
		t.Errorf("with an error: %s", got)
	}
	s.Reset(value.Null, value.Int(2))
	if got, want := states(t, s), `{"input":2}`; got != want {
		t.Errorf("for another state: %s", got)
	}
}

func TestContextIsMadeOnce(t *testing.T) {
	made := 0
	s := &Scope{Input: value.Null, ContextObject: func() value.Value { made++; return value.Int(int64(made)) }}
	for range 3 {
		if got := states(t, s); got != `{"input":null,"context":1}` {
			t.Errorf("got %s", got)
		}
	}
	s.Reset(value.Null, value.Null)
	if got := s.Context().JSON(); got != "2" {
		t.Errorf("after a reset: %s", got)
	}
}

func TestEmptyScope(t *testing.T) {
	s := &Scope{}
	if _, ok := s.Variable("x"); ok || !s.Context().IsUndefined() || !s.Document().IsUndefined() {
		t.Error("an empty scope sees something")
	}
	if got := states(t, s); got != `{}` {
		t.Errorf("$states is %s", got)
	}
}

func TestQuery(t *testing.T) {
	input := value.MustParse(`{"output": {"n": 3}, "calls": [1, 2]}`)
	for _, c := range []struct{ name, text, want string }{
		{"bare names", `output.n = 3`, `true`},
		{"delimited", `{% $count(calls) %}`, `2`},
		{"input", `$.output.n + $x`, `8`},
		{"nothing", `output.no`, ``},
		{"blanks", "  \n output.n ", `3`},
	} {
		t.Run(c.name, func(t *testing.T) {
			q, found := CompileQuery(stringNode(t, c.text))
			if len(found) > 0 {
				t.Fatal(showFindings(found))
			}
			v, err := q.Eval(input, vars{"x": "5"}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if got := v.JSON(); got != c.want && !(c.want == "" && v.IsUndefined()) {
				t.Errorf("got %s", got)
			}
		})
	}
}

func TestQueryFaults(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"bare", ` a[ `, `<[> "a[" is not a valid JSONata expression: S0203: Expected "]" before end of expression [invalid-jsonata]`},
		{"delimited", `{% a[ %}`, `<[> "a[" is not a valid JSONata expression: S0203: Expected "]" before end of expression [invalid-jsonata]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			q, found := CompileQuery(stringNode(t, c.text))
			if got := showFindings(found); q != nil || got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
	q, _ := CompileQuery(stringNode(t, "1 + 'a'"))
	if _, err := q.Eval(value.Null, nil, nil); err == nil || q.Text() != "1 + 'a'" {
		t.Errorf("got %v of %q", err, q.Text())
	}
}

// FuzzCompile compiles any text as a path, as an expression and as a query: nothing panics, and findings are inside of
// the file.
func FuzzCompile(f *testing.F) {
	for _, text := range []string{"$.a[*]", "$$.x", "States.Format('{}', $.a)", "{% $states.input %}", "{% (1 %}", "a[", "é"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		n := parseNode(t, value.String(strings.ToValidUTF8(text, "?")).JSON())
		for _, content := range []asl.Content{asl.AnyPath, asl.ResultPath, asl.PathOrCall} {
			p, found := CompilePath(n, content)
			checkFindings(t, found)
			if p != nil {
				p.Refs()
				p.CheckCall()
				p.Eval(testScope())
			}
		}
		q, found := CompileQuery(n)
		checkFindings(t, found)
		if (q == nil) != found.HasErrors() {
			t.Errorf("query %v with %s", q, showFindings(found))
		}
		if IsExpression(n) {
			e, found := CompileExpression(n, "Output")
			checkFindings(t, found)
			if e != nil {
				e.Refs()
			}
		}
	})
}

func checkFindings(t *testing.T, found source.Diagnostics) {
	t.Helper()
	for _, d := range found {
		if s := d.Span; !s.IsValid() || s.Start.Offset > s.End.Offset || int(s.End.Offset) > len(s.File.Text) {
			t.Errorf("%s at %v-%v", d.Message, s.Start, s.End)
		}
	}
}
