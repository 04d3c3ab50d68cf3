package mocks

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

const lambda = "arn:aws:states:::lambda:invoke"

// parseYAML returns the tree of a text that is correct.
func parseYAML(tb testing.TB, text string) *source.Node {
	tb.Helper()
	root, found := source.Parse(source.NewFile("mocks.yaml", text))
	if len(found) > 0 {
		tb.Fatalf("%s", found)
	}
	return root
}

// session starts a run over mocks in YAML.
func session(tb testing.TB, text string) *Session {
	tb.Helper()
	set, found := Parse(parseYAML(tb, text))
	if len(found) > 0 {
		tb.Fatalf("%s", found)
	}
	return set.Session()
}

// newCall is a call of the state at a path, with arguments in JSON.
func newCall(path, resource, arguments string, iteration ...int) simulator.Call {
	name := path[strings.LastIndex(path, "/")+1:]
	task := &asl.Task{Header: asl.Header{Name: name}, Resource: asl.Field[string]{Set: true, Value: resource}, ARN: asl.ParseResource(resource)}
	return simulator.Call{
		State: task, Path: path, Resource: resource, Arguments: value.MustParse(arguments), Attempt: 1, Iteration: iteration,
	}
}

// ask makes a call and shows the answer: the output, the error, or that there is none.
func ask(tb testing.TB, s *Session, call simulator.Call) string {
	tb.Helper()
	reply, err := s.HandleTask(context.Background(), call)
	var missing *NoAnswerError
	switch {
	case errors.As(err, &missing) && missing.Spent:
		return "spent"
	case errors.As(err, &missing):
		return "no mock"
	case err != nil:
		return "error: " + err.Error()
	case reply.Failure != nil:
		return reply.Failure.Error + ": " + reply.Failure.Cause
	case reply.Never:
		return "never"
	default:
		return reply.Output.JSON()
	}
}

var callA = newCall("A", lambda, `{}`)

var answers = []struct {
	name, mocks string
	calls       []simulator.Call
	want        []string
}{
	{"one answer is given once", `A: {return: 1}`, []simulator.Call{callA, callA}, []string{"1", "spent"}},
	{"a list is given in order", `A: [{return: 1}, {throw: {error: E, cause: c}}, {return: 2}]`, []simulator.Call{callA, callA, callA, callA}, []string{"1", "E: c", "2", "spent"}},
	{"times", `A: [{return: 1, times: 2}, {return: 2}]`, []simulator.Call{callA, callA, callA, callA}, []string{"1", "1", "2", "spent"}},
	{"any stays", `A: [{return: 1}, {return: 2, times: any}]`, []simulator.Call{callA, callA, callA, callA}, []string{"1", "2", "2", "2"}},
	{"never", `A: {never: true}`, []simulator.Call{callA}, []string{"never"}},
	{"no mock", `B: {return: 1}`, []simulator.Call{callA}, []string{"no mock"}},
	{"nothing is null", `A: {return: }`, []simulator.Call{callA}, []string{"null"}},
	{"short form of an error", `A: {throw: E}`, []simulator.Call{callA}, []string{"E: "}},
	{"a cause that is an object is its text", `A: {throw: {error: E, cause: {b: [1]}}}`, []simulator.Call{callA}, []string{`E: {"b":[1]}`}},
	{
		"path over name over resource",
		"Outer/A: {return: path}\nA: {return: name}\n" + lambda + ": {return: resource, times: any}",
		[]simulator.Call{
			newCall("Outer/A", lambda, `{}`), newCall("Other/A", lambda, `{}`), newCall("B", lambda, `{}`), newCall("C", "other", `{}`),
		},
		[]string{`"path"`, `"name"`, `"resource"`, "no mock"},
	},
	{
		"when the path is spent the name answers",
		"Outer/A: {return: path}\nA: {return: name}",
		[]simulator.Call{newCall("Outer/A", lambda, `{}`), newCall("Outer/A", lambda, `{}`), newCall("Outer/A", lambda, `{}`)},
		[]string{`"path"`, `"name"`, "spent"},
	},
	{
		"iterations share the answers",
		`M/A: [{return: 1}, {return: 2}]`,
		[]simulator.Call{newCall("M/A", lambda, `{}`, 0), newCall("M/A", lambda, `{}`, 1), newCall("M/A", lambda, `{}`, 2)},
		[]string{"1", "2", "spent"},
	},
	{
		"scope: iteration counts anew",
		`M/A: [{return: 1, scope: iteration}, {return: 2}]`,
		[]simulator.Call{
			newCall("M/A", lambda, `{}`, 0), newCall("M/A", lambda, `{}`, 1), newCall("M/A", lambda, `{}`, 0), newCall("M/A", lambda, `{}`, 0),
		},
		[]string{"1", "1", "2", "spent"},
	},
	{
		"when over the arguments",
		`A: [{when: "$.id = 2", return: two, times: any}, {return: other, times: any}]`,
		[]simulator.Call{newCall("A", lambda, `{"id": 1}`), newCall("A", lambda, `{"id": 2}`)},
		[]string{`"other"`, `"two"`},
	},
	{
		"when over the call",
		`A: [{when: "$call.attempt = 2 and $call.iteration[0] = 3", return: found}]`,
		[]simulator.Call{callA, func() simulator.Call { c := newCall("A", lambda, `{}`, 3); c.Attempt = 2; return c }()},
		[]string{"spent", `"found"`},
	},
	{
		"an answer whose condition does not hold is kept",
		`A: [{when: "id = 2", return: two}, {return: first}]`,
		[]simulator.Call{newCall("A", lambda, `{"id": 1}`), newCall("A", lambda, `{"id": 2}`)},
		[]string{`"first"`, `"two"`},
	},
	{
		"a condition that fails",
		`A: [{when: "id + 'x'", return: 1}]`,
		[]simulator.Call{newCall("A", lambda, `{"id": 1}`)},
		[]string{"error: "},
	},
}

func TestAnswers(t *testing.T) {
	for _, c := range answers {
		t.Run(c.name, func(t *testing.T) {
			s := session(t, c.mocks)
			for i, call := range c.calls {
				if got := ask(t, s, call); got != c.want[i] && !(c.want[i] == "error: " && strings.HasPrefix(got, c.want[i])) {
					t.Errorf("call %d: got %s, want %s", i+1, got, c.want[i])
				}
			}
			if got := len(s.Calls()); got != len(c.calls) {
				t.Errorf("%d calls are noted", got)
			}
		})
	}
}

// TestReply looks at all that an answer may hold.
func TestReply(t *testing.T) {
	s := session(t, `
A: {return: {x: 1}, after: 90s, submitted: {Id: j}, heartbeats: [5s, 1m], worker: w}
B: {throw: {}, after: 2}
C: {throw: {cause: c}}
`)
	r, err := s.HandleTask(t.Context(), newCall("A", lambda, `{}`))
	if err != nil || r.Output.JSON() != `{"x":1}` || r.Delay != 90*time.Second || r.Submitted.JSON() != `{"Id":"j"}` ||
		!slices.Equal(r.Heartbeats, []time.Duration{5 * time.Second, time.Minute}) || r.Worker != "w" || r.Failure != nil {
		t.Errorf("got %+v, %v", r, err)
	}
	r, err = s.HandleTask(t.Context(), newCall("B", lambda, `{}`))
	if err != nil || r.Failure == nil || !r.Failure.Anonymous || r.Delay != 2*time.Second {
		t.Errorf("got %+v, %v", r, err)
	}
	r, err = s.HandleTask(t.Context(), newCall("C", lambda, `{}`))
	if err != nil || r.Failure == nil || r.Failure.Anonymous || r.Failure.Cause != "c" {
		t.Errorf("got %+v, %v", r, err)
	}
}

// TestSessionsAreApart runs two sessions over one set.
func TestSessionsAreApart(t *testing.T) {
	set := New(&Mock{Key: "A", Answers: []*Answer{Return(value.Int(1))}})
	for range 2 {
		if got := ask(t, set.Session(), newCall("A", lambda, `{}`)); got != "1" {
			t.Errorf("got %s", got)
		}
	}
}

func TestUnused(t *testing.T) {
	a := newCall("A", lambda, `{}`)
	for _, c := range []struct {
		name, mocks string
		calls       int
		want        string
	}{
		{"all used", `A: {return: 1}`, 1, ""},
		{"never asked", `A: [{return: 1}, {return: 2}]`, 0, "A all <A>"},
		{"last answer left", `A: [{return: 1}, {return: 2}]`, 1, "A no. 1, 1 left <{return: 2}>"},
		{"some times left", `A: {return: 1, times: 5}`, 2, "A no. 0, 3 left <{return: 1, times: 5}>"},
		{"any was given", `A: {return: 1, times: any}`, 1, ""},
		{"any was not given", `A: [{return: 1}, {return: 2, times: any}]`, 1, "A no. 1, -2 left <{return: 2, times: any}>"},
		{"others", "A: {return: 1}\nB: {return: 1}", 1, "B all <B>"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := session(t, c.mocks)
			for range c.calls {
				ask(t, s, a)
			}
			var got []string
			for _, u := range s.Unused() {
				what := "all"
				if u.Answer >= 0 {
					what = fmt.Sprintf("no. %d, %d left", u.Answer, min(u.Left, 9))
				}
				got = append(got, fmt.Sprintf("%s %s <%s>", u.Mock.Key, what, u.Span.Text()))
			}
			text := strings.Join(got, "; ")
			if c.name == "any was not given" { // how many are left has no meaning there
				text, c.want, _ = strings.Cut(text, ", ")
				c.want = "A no. 1"
			}
			if text != c.want {
				t.Errorf("got %s, want %s", text, c.want)
			}
		})
	}
}

func TestCallValue(t *testing.T) {
	call := newCall("M/A", lambda, `{"x": 1}`, 4, 2)
	call.Attempt, call.Token = 3, "tok"
	want := `{"state":"A","path":"M/A","resource":"` + lambda + `","arguments":{"x":1},"attempt":3,"iteration":[4,2],"token":"tok"}`
	if got := CallValue(&call).JSON(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestForgetCalls makes calls that are counted but not kept.
func TestForgetCalls(t *testing.T) {
	s := session(t, "Ship: {return: 1, times: 3}\n")
	s.ForgetCalls = true
	for range 3 {
		ask(t, s, newCall("Ship", lambda, `{}`))
	}
	if n := len(s.Calls()); n != 0 {
		t.Errorf("%d calls are kept", n)
	}
	_, err := s.HandleTask(t.Context(), newCall("Ship", lambda, `{}`))
	if err == nil || err.Error() != `state "Ship" has no answer left for call no. 4` {
		t.Errorf("got %v", err)
	}
}

func TestNoAnswer(t *testing.T) {
	s := session(t, "Ship: {return: 1}\n")
	_, err := s.HandleTask(t.Context(), newCall("Shp", lambda, `{}`))
	var missing *NoAnswerError
	if !errors.As(err, &missing) || missing.Nearest != "Ship" || missing.Spent || missing.Place.IsValid() {
		t.Fatalf("got %+v", err)
	}
	if got, want := err.Error(), `state "Shp" has no mock`; got != want {
		t.Errorf("got %s", got)
	}
	ask(t, s, newCall("Ship", lambda, `{}`))
	_, err = s.HandleTask(t.Context(), newCall("Ship", lambda, `{}`))
	if !errors.As(err, &missing) || !missing.Spent || missing.Place.Text() != "Ship" {
		t.Fatalf("got %+v", err)
	}
	if got, want := err.Error(), `state "Ship" has no answer left for call no. 2`; got != want {
		t.Errorf("got %s", got)
	}
}

func TestPaste(t *testing.T) {
	for _, c := range []struct{ name, path, resource, want string }{
		{"integration", "Ask", "arn:aws:states:::sqs:sendMessage", "mocks:\n  Ask:\n    - return: {MessageId: message-id}\n"},
		{"Lambda", "Ask", lambda, "mocks:\n  Ask:\n    - return: {StatusCode: 200, Payload: {}}\n"},
		{"Lambda by the SDK", "Ask", "arn:aws:states:::aws-sdk:lambda:invoke", "mocks:\n  Ask:\n    - return: {StatusCode: 200, Payload: \"{}\"}\n"},
		{"a callback", "Ask", "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "mocks:\n  Ask:\n    - return: {}\n"},
		{"an unknown pattern", "Ask", "arn:aws:states:::glue:startJobRun.synk", "mocks:\n  Ask:\n    - return: {}\n"},
		{"Lambda by its ARN", "Ask", "arn:aws:lambda:us-east-1:111122223333:function:f", "mocks:\n  Ask:\n    - return: {}\n"},
		{"inside of a state", "Outer/Ask", "x", "mocks:\n  Outer/Ask:\n    - return: {}\n"},
		{"letters", "Enviar Notificação", "x", "mocks:\n  Enviar Notificação:\n    - return: {}\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := &NoAnswerError{Call: newCall(c.path, c.resource, `{}`)}
			if got := err.Paste(); got != c.want {
				t.Errorf("got %s", got)
			}
		})
	}
}

// TestPasteFits pastes long answers: they are written on several lines, and the API can give them.
func TestPasteFits(t *testing.T) {
	for _, resource := range []string{
		"glue:startJobRun.sync", "aws-sdk:ec2:describeInstances", "aws-sdk:glue:getCrawler", "ecs:runTask.sync", "aws-sdk:iam:getUser",
		"aws-sdk:dynamodb:query", "states:startExecution.sync:2", "sagemaker:createTrainingJob.sync",
	} {
		err := &NoAnswerError{Call: newCall("Ask", "arn:aws:states:::"+resource, `{}`)}
		text := err.Paste()
		root, found := source.Parse(source.NewFile("paste.yaml", text))
		if len(found) > 0 {
			t.Errorf("%s: %s\n%s", resource, found, text)
			continue
		}
		set, found := Parse(root.Get("mocks"))
		if found = append(found, set.Mocks()[0].CheckResults(err.Call.State, ValidateStrict)...); len(found) > 0 {
			t.Errorf("%s: %s\n%s", resource, found, text)
		}
		if !value.Equal(set.Mocks()[0].Answers[0].Reply.Output, Sample(err.Call.State)) {
			t.Errorf("%s: the lines are another value:\n%s", resource, text)
		}
		for line := range strings.Lines(text) {
			if len(line) > maxFlow+40 {
				t.Errorf("%s: a line is too long: %s", resource, line)
			}
		}
	}
}

// TestPasteIsYAML pastes the lines for names that YAML reads otherwise.
func TestPasteIsYAML(t *testing.T) {
	for _, name := range []string{
		"plain", "two words", " blank in front", "blank behind ", "a: b", "a #b", "#a", "- a", "-", "-a", "? a", "[a]", "{a}", "*a", "&a", "!a", "|", ">",
		"'a'", `"a"`, "%a", "@a", "`a`", "a,b", "null", "~", "true", "no", "1", "1.5", "2026-01-01", "<<", "=", "...", "---", "--- a", "é", "a\tb", "a\nb", "a\\b",
	} {
		err := &NoAnswerError{Call: newCall(name, "x", `{}`)}
		root, found := source.Parse(source.NewFile("paste.yaml", err.Paste()))
		if found.HasErrors() {
			t.Errorf("%q: %s\n%s", name, found, err.Paste())
			continue
		}
		if m := root.Get("mocks"); m == nil || len(m.Members) != 1 || m.Members[0].Key != name {
			t.Errorf("%q comes back otherwise:\n%s", name, err.Paste())
			continue
		}
		if set, found := Parse(root.Get("mocks")); len(found) > 0 || len(set.Mocks()[0].Answers) != 1 {
			t.Errorf("%q: %s", name, found)
		}
	}
}

// TestAnswerWithoutDefinition checks that an answer that runs a definition gives no result if it is not loaded.
func TestAnswerWithoutDefinition(t *testing.T) {
	reply, err := session(t, "A: {call: child.asl.json}").HandleTask(context.Background(), callA)
	if want := `mocks.yaml:1:11: the definition "child.asl.json" is not loaded`; err == nil || err.Error() != want {
		t.Errorf("got %v and the error %v, want the error %s", reply, err, want)
	}
}
