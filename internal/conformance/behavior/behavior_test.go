package behavior

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/fstest"
)

const file = `Numbers.

Source: a book,
page 5

-- definition.json --
{"StartAt": "A"}
-- answers.json --
{"A": {"return": "<ab 3 times>"}}
-- case: first --
It shows one.

-- input.json --
{"n": 1}
-- expected.json --
{"status": "SUCCEEDED", "output": {"n": 1, "id": "<any>"}, "seconds": 2}
-- output.txt --
{"id":"<any>","n":1}

-- history.txt --
1 0 ExecutionStarted {"input": {"n": 1}, "error": null}
...
3 2 Ended +1.5s
-- written b/<any>/x.json --
[1.0]
-- case: second --
It shows two.

Source: another book

-- definition.json --
{"StartAt": "B"}
-- expected.json --
{"status": "FAILED", "error": "E", "cause": null}
`

func read(t *testing.T) []*Case {
	t.Helper()
	cases, err := Read(fstest.MapFS{"a/b.txtar": {Data: []byte(file)}, "other.txt": {Data: []byte("x")}})
	if err != nil || len(cases) != 2 {
		t.Fatalf("%d cases, %v", len(cases), err)
	}
	return cases
}

func TestRead(t *testing.T) {
	cases := read(t)
	first, second := cases[0], cases[1]
	for _, c := range []struct{ got, want string }{
		{first.ID(), "a/b: first"},
		{first.Source, "a book, page 5"},
		{first.Text, "It shows one."},
		{string(first.Request.Definition), `{"StartAt": "A"}`},
		{string(first.Request.Answers), `{"A": {"return": "ababab"}}`},
		{second.Source, "another book"},
		{string(second.Request.Definition), `{"StartAt": "B"}`},
		{string(second.Request.Input), "{}"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	for _, a := range Aspects() {
		if first.Has(a) != (a != Cause) || second.Has(a) != (a == Outcome || a == Cause) {
			t.Errorf("%s: the first case has it: %t, the second: %t", a, first.Has(a), second.Has(a))
		}
	}
}

func TestReadErrors(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"no definition":     {"-- case: x --\nText\n\nSource: y\n-- expected.json --\n{\"status\": \"FAILED\"}\n", "no definition.json"},
		"no status":         {"-- case: x --\nText\n\nSource: y\n-- definition.json --\n{}\n", "no status"},
		"no source":         {"-- case: x --\nText\n-- definition.json --\n{}\n-- expected.json --\n{\"status\": \"FAILED\"}\n", "needs a text"},
		"unknown section":   {"-- inputs.json --\n{}\n", "not known"},
		"unknown member":    {"-- expected.json --\n{\"state\": 1}\n", `"state" is not known`},
		"unknown setting":   {"-- settings.json --\n{\"kind\": 1}\n", "kind"},
		"not JSON":          {"-- input.json --\n{\n", "unexpected"},
		"a short history":   {"-- history.txt --\n1 ExecutionStarted\n", "want an id"},
		"a history of JSON": {"-- history.txt --\n1 0 ExecutionStarted {\n", "ExecutionStarted"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := Parse("p", []byte(c.text)); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

func pointer[T any](v T) *T { return &v }

func right() *Answer {
	return &Answer{
		Status: "SUCCEEDED", Output: pointer(`{"id":"7","n":1}`), Seconds: pointer(2.0),
		Events: []json.RawMessage{
			json.RawMessage(`{"id": 1, "previousEventId": 0, "type": "ExecutionStarted", "timestamp": "2026-01-01T00:00:00Z", "executionStartedEventDetails": {"input": "{\"n\":1}"}}`),
			json.RawMessage(`{"id": 2, "previousEventId": 0, "type": "Other"}`),
			json.RawMessage(`{"id": 3, "previousEventId": 2, "type": "Ended", "timestamp": 1767225601.5}`),
		},
		Written: map[string]string{"b/run/x.json": "[1]"},
	}
}

func TestCheck(t *testing.T) {
	cases := read(t)
	for name, c := range map[string]struct {
		edit func(*Answer)
		want Aspect // "" for none
	}{
		"right":            {func(*Answer) {}, ""},
		"another status":   {func(a *Answer) { a.Status = "FAILED" }, Outcome},
		"another output":   {func(a *Answer) { a.Output = pointer(`{"id":"7","n":2}`) }, Outcome},
		"one member more":  {func(a *Answer) { a.Output = pointer(`{"id":"7","n":1,"x":1}`) }, Outcome},
		"another order":    {func(a *Answer) { a.Output = pointer(`{"n":1,"id":"7"}`) }, Text},
		"another spelling": {func(a *Answer) { a.Output = pointer(`{"id":"7","n":1.0}`) }, Text},
		"another time":     {func(a *Answer) { a.Seconds = pointer(3.0) }, Time},
		"no time":          {func(a *Answer) { a.Seconds = nil }, Time},
		"no events":        {func(a *Answer) { a.Events = nil }, History},
		"another event":    {func(a *Answer) { a.Events[2] = a.Events[1] }, History},
		"another moment": {func(a *Answer) {
			a.Events[2] = json.RawMessage(`{"id": 3, "previousEventId": 2, "type": "Ended", "timestamp": 1767225601.6}`)
		}, History},
		"other details": {func(a *Answer) {
			a.Events[0] = json.RawMessage(strings.Replace(string(a.Events[0]), `:1}"`, `:2}"`, 1))
		}, History},
		"another object": {func(a *Answer) { a.Written["b/run/x.json"] = "[2]" }, Objects},
		"no object":      {func(a *Answer) { a.Written = nil }, Objects},
	} {
		t.Run(name, func(t *testing.T) {
			a := right()
			c.edit(a)
			found := map[Aspect]bool{}
			for _, f := range cases[0].Check(a) {
				found[f.Aspect] = true
			}
			if c.want == "" && len(found) > 0 || c.want != "" && !found[c.want] {
				t.Errorf("found %v, want %q", found, c.want)
			}
		})
	}
}

func TestCheckFailure(t *testing.T) {
	second := read(t)[1]
	if found := second.Check(&Answer{Status: "FAILED", Error: pointer("E")}); len(found) != 0 {
		t.Errorf("found %v", found)
	}
	found := second.Check(&Answer{Status: "FAILED", Error: pointer("F"), Cause: pointer("c")})
	if len(found) != 2 || found[0].Aspect != Outcome || found[1].Aspect != Cause {
		t.Errorf("found %v", found)
	}
	if found := second.Check(&Answer{Unsupported: "no Map"}); len(found) != 2 {
		t.Errorf("found %v", found)
	}
}

func TestMatchesText(t *testing.T) {
	for _, c := range []struct {
		want, got string
		matches   bool
	}{
		{"a", "a", true},
		{"a", "ab", false},
		{"a<any>", "abc", true},
		{"a<any>c", "abc", true},
		{"a<any>c", "abd", false},
		{"<any>b<any>", "abc", true},
		{"<any>x<any>", "abc", false},
		{"b<any>", "abc", false},
	} {
		if got := matchesText(c.want, c.got); got != c.matches {
			t.Errorf("%q and %q: got %t", c.want, c.got, got)
		}
	}
}
