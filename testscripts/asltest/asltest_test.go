package asltest_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/aslcheck/aslcheck/mocks"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/testscripts/asltest"
)

// orders charges a card, with two retries, and catches what stays.
const orders = `{"StartAt": "Charge", "States": {
  "Charge": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:charge",
    "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 10, "MaxAttempts": 2, "BackoffRate": 2}],
    "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Refund"}], "Next": "Done"},
  "Refund": {"Type": "Pass", "Next": "Failed"},
  "Failed": {"Type": "Fail", "Error": "NotCharged", "Cause": "the card was refused"},
  "Done": {"Type": "Succeed"}}}`

func TestRun(t *testing.T) {
	m := asltest.Parse(t, orders)
	x := m.Run(t, asltest.Case{
		Input: map[string]any{"order": 7},
		Mocks: asltest.Mocks{"Charge": {
			asltest.Throw("Busy", "try again").Repeat(2),
			asltest.Return(`{"charged": true, "id": "c-1"}`).After(3 * time.Second),
		}},
	})
	x.Succeeded(t)
	x.PathIs(t, "Charge", "Done")
	x.Retries(t, "Charge", 10*time.Second, 20*time.Second)
	x.Takes(t, 33*time.Second)
	x.HasOutput(t, `{"charged": true}`)
	x.OutputIs(t, map[string]any{"charged": true, "id": "c-1"})
	x.Called(t, "Charge", `{"order": 7}`, `{"order": 7}`, `{"order": 7}`)
	if n := len(x.Calls("Refund")); n != 0 {
		t.Errorf("the Pass state made %d calls", n)
	}
}

func TestFunc(t *testing.T) {
	charge := func(call simulator.Call) (any, error) {
		if order(call) == "13" {
			return nil, &asltest.TaskError{Name: "Refused", Cause: "unlucky"}
		}
		return map[string]any{"order": order(call)}, nil
	}
	m := asltest.Parse(t, orders)
	mocks := asltest.Mocks{"Charge": {asltest.Func(charge)}}
	m.Run(t, asltest.Case{Input: `{"order": 7}`, Mocks: mocks}).OutputIs(t, `{"order": "7"}`)
	x := m.Run(t, asltest.Case{Input: `{"order": 13}`, Mocks: mocks})
	x.Failed(t, "NotCharged")
	x.PathIs(t, "Charge", "...", "Failed")
}

func TestNever(t *testing.T) {
	m := asltest.Parse(t, `{"StartAt": "A", "States": {"A": {"Type": "Task", "TimeoutSeconds": 60, "End": true,
		"Resource": "arn:aws:lambda:us-east-1:123456789012:function:a"}}}`)
	x := m.Run(t, asltest.Case{Mocks: asltest.Mocks{"A": {asltest.Never()}}})
	x.Failed(t, "States.Timeout")
	x.Takes(t, time.Minute)
}

// A recorder is a test that may fail: it records the failures.
type recorder struct {
	testing.TB
	said strings.Builder
}

func (r *recorder) Helper()                        {}
func (r *recorder) Errorf(format string, a ...any) { fmt.Fprintf(&r.said, format+"\n", a...) }
func (r *recorder) Fatalf(format string, a ...any) { r.Errorf(format, a...); panic(r) }
func (r *recorder) Fatal(a ...any)                 { r.Errorf("%s", fmt.Sprint(a...)); panic(r) }
func (r *recorder) Log(...any)                     {}
func (r *recorder) Logf(string, ...any)            {}
func (r *recorder) FailNow()                       { panic(r) }

// failures returns what a test says that fails.
func failures(t *testing.T, f func(t testing.TB)) string {
	t.Helper()
	r := &recorder{TB: t}
	func() {
		defer func() {
			if p := recover(); p != nil && p != any(r) {
				panic(p)
			}
		}()
		f(r)
	}()
	return r.said.String()
}

// rejected lacks Parameters, without which AWS rejects a call of its SDK.
const rejected = `{"StartAt": "L", "States": {"L": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:s3:listBuckets", "End": true}}}`

func TestAllowRejected(t *testing.T) {
	m := asltest.Parse(t, rejected, asltest.AllowRejected())
	m.Run(t, asltest.Case{Mocks: asltest.Mocks{"L": {asltest.Return(`{}`)}}}).Succeeded(t)
}

func TestFailures(t *testing.T) {
	m := asltest.Parse(t, orders)
	done := asltest.Case{Mocks: asltest.Mocks{"Charge": {asltest.Return(`{"charged": true}`)}}}
	x := m.Run(t, done)
	tests := []struct {
		name string
		test func(t testing.TB)
		want string
	}{
		{"failed", func(tb testing.TB) { x.Failed(tb, "Oops") }, `should have failed with "Oops", but is SUCCEEDED`},
		{"succeeded", func(tb testing.TB) {
			m.Run(tb, asltest.Case{Mocks: asltest.Mocks{"Charge": {asltest.Throw("X", "y")}}}).Succeeded(tb)
		}, "is FAILED: NotCharged: the card was refused"},
		{"output", func(tb testing.TB) { x.OutputIs(tb, `{"charged": false}`) }, "charged"},
		{"member", func(tb testing.TB) { x.HasOutput(tb, `{"id": 1}`) }, "id"},
		{"path", func(tb testing.TB) { x.PathIs(tb, "Charge", "Refund") }, "\n\t     1 Charge  Charge\n\t>    2 Refund  Done\n"},
		{"retries", func(tb testing.TB) { x.Retries(tb, "Charge", time.Second) }, "should retry after [1s], but retries after []"},
		{"time", func(tb testing.TB) { x.Takes(tb, time.Second) }, "should take 1s, but takes 0s:\n\tno state takes time"},
		{"calls", func(tb testing.TB) { x.Called(tb, "Charge") }, "should make 0 calls, but makes 1\n\tcall no. 1: {}"},
		{"arguments", func(tb testing.TB) { x.Called(tb, "Charge", `{"order": 1}`) }, `call no. 1 of "Charge" differs`},
		{"no mock", func(tb testing.TB) { m.Run(tb, asltest.Case{}) }, "add to Mocks: \"Charge\": {asltest.Return(`{}`)}"},
		{"unused", func(tb testing.TB) {
			m.Run(tb, asltest.Case{Mocks: asltest.Mocks{"Charge": {asltest.Return(`{}`).Repeat(2)}}})
		}, `the mock "Charge" has answers that are never given`},
		{"mock of a Pass", func(tb testing.TB) {
			m.Run(tb, asltest.Case{Mocks: asltest.Mocks{"Charge": {asltest.Return(`{}`)}, "Refund": {asltest.Return(`{}`)}}})
		}, `Mocks: state "Refund" is a Pass: only Task states can have mocks`},
		{"mock of nothing", func(tb testing.TB) {
			m.Run(tb, asltest.Case{Mocks: asltest.Mocks{"Charge": {asltest.Return(`{}`)}, "Chrge": {asltest.Return(`{}`)}}})
		}, `Mocks: the definition has no Task state "Chrge" (did you mean "Charge"?)`},
		{"calls of nothing", func(tb testing.TB) { x.Called(tb, "Chrge") }, `the definition has no state "Chrge" (did you mean "Charge"?)`},
		{"retries of nothing", func(tb testing.TB) { x.Retries(tb, "Chrge") }, `the definition has no state "Chrge" (did you mean "Charge"?)`},
		{"path over nothing", func(tb testing.TB) { x.PathIs(tb, "...", "Don") }, `the definition has no state "Don" (did you mean "Done"?)`},
		{"history", func(tb testing.TB) { x.Takes(tb, time.Second) }, "history:\n  … 1 earlier\n  #2 "},
		{"plain string", func(tb testing.TB) { m.Run(tb, asltest.Case{Input: "hello"}) }, `"hello" is not JSON text`},
		{"plain result", func(tb testing.TB) {
			m.Run(tb, asltest.Case{Mocks: asltest.Mocks{"Charge": {asltest.Return("hello")}}})
		}, "asltest_test.go:"},
		{"bad input", func(tb testing.TB) { m.Run(tb, asltest.Case{Input: "{"}) }, "input:"},
		{"bad result", func(tb testing.TB) {
			m.Run(tb, asltest.Case{Mocks: asltest.Mocks{"Charge": {asltest.Return("{")}}})
		}, "run:"},
		{"broken function", func(tb testing.TB) {
			broken := asltest.Func(func(simulator.Call) (any, error) { return nil, errors.New("no data") })
			m.Run(tb, asltest.Case{Mocks: asltest.Mocks{"Charge": {broken}}})
		}, "no data"},
		{"no golden", func(tb testing.TB) { x.Golden(tb, "absent.golden") }, "-asl.update writes it"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := failures(t, tt.test); !strings.Contains(got, tt.want) {
				t.Errorf("said %q, want %q in it", got, tt.want)
			}
		})
	}
}

// startsJob has a task whose result the catalog knows.
const startsJob = `{"StartAt": "Job", "States": {"Job": {"Type": "Task", "Resource": "arn:aws:states:::glue:startJobRun", "Parameters": {"JobName": "load"}, "End": true}}}`

// TestValidate runs a case whose results don't fit the API in each mode.
func TestValidate(t *testing.T) {
	m := asltest.Parse(t, startsJob)
	for _, tt := range []struct {
		answer *mocks.Answer
		mode   mocks.Validation
		want   string
	}{
		{asltest.Return(`{"JobRunId": 7}`), mocks.ValidatePresent, "the mock \"Job\": Mock result schema validation error: Field 'JobRunId' must be a string\n"},
		{
			asltest.Func(func(simulator.Call) (any, error) { return `{"JobRunId": 7}`, nil }), mocks.ValidateStrict,
			"the mock \"Job\": Mock result schema validation error: Field 'JobRunId' must be a string\n",
		},
		{asltest.Return(`{"JobRunId": 7}`), "", ""},
		{asltest.Return(`{"JobRunId": 7}`), mocks.ValidateNone, ""},
		{asltest.Return(`{"JobRunId": "jr"}`), mocks.ValidateStrict, ""},
		{asltest.Return(`{"JobRunId": "jr"}`), "stict", "Validate: unknown mode \"stict\" (did you mean \"strict\"?)\n"},
	} {
		got := failures(t, func(tb testing.TB) {
			m.Run(tb, asltest.Case{Mocks: asltest.Mocks{"Job": {tt.answer}}, Validate: tt.mode})
		})
		if got != tt.want {
			t.Errorf("%q: said %q, want %q", tt.mode, got, tt.want)
		}
	}
}

// TestLoadFailures loads definitions that no test should be about.
func TestLoadFailures(t *testing.T) {
	for _, tt := range []struct {
		name string
		test func(t testing.TB)
		want string
	}{
		{"rejected definition", func(tb testing.TB) { asltest.Parse(tb, rejected) }, `AWS would reject this definition: definition.asl.json:1:63: error: a service integration needs the field "Parameters"`},
		{"bad definition", func(tb testing.TB) { asltest.Parse(tb, `{"StartAt": "A", "States": {"A": {"Type": "Taks"}}}`) }, "Taks"},
		{"no definition", func(tb testing.TB) { asltest.Load(tb, "absent.asl.json") }, "absent.asl.json"},
		{"substitution of nothing", func(tb testing.TB) {
			asltest.Parse(tb, orders, asltest.Substitute(map[string]string{"Card": "x"}))
		}, `definition.asl.json has no placeholder ${Card}`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := failures(t, tt.test); !strings.Contains(got, tt.want) {
				t.Errorf("said %q, want %q in it", got, tt.want)
			}
		})
	}
}

// TestLint lints a folder with a template and settings.
func TestLint(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		".aslcheck.yaml": "rules: {unreachable-state: warning}\nfail-on: error\n",
		"template.yaml": "Resources:\n  Flow:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      Definition:\n        StartAt: A\n" +
			"        States: {A: {Type: Succeed}, Lost: {Type: Succeed}}\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if got := failures(t, func(tb testing.TB) { asltest.Lint(tb, dir) }); got != "" {
		t.Errorf("a warning failed the test: %s", got)
	}
	if err := os.Remove(filepath.Join(dir, ".aslcheck.yaml")); err != nil {
		t.Fatal(err)
	}
	if got := failures(t, func(tb testing.TB) { asltest.Lint(tb, dir) }); !strings.Contains(got, `state "Lost" is never reached`) {
		t.Errorf("said %q", got)
	}
	if got := failures(t, func(tb testing.TB) { asltest.Lint(tb, t.TempDir()) }); !strings.Contains(got, "lint: no definitions") {
		t.Errorf("said %q", got)
	}
}

func TestSubstitute(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.asl.json")
	text := `{"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": "${Where}", "End": true}}}`
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	asltest.Load(t, name, asltest.Substitute(map[string]string{"Where": "here"})).Run(t, asltest.Case{}).OutputIs(t, `"here"`)
}

func TestGolden(t *testing.T) {
	x := asltest.Parse(t, orders).Run(t, asltest.Case{Mocks: asltest.Mocks{"Charge": {asltest.Return(`{}`)}}})
	x.Golden(t, "testdata/orders.golden")
	if update := flag.Lookup("asl.update"); update.Value.String() == "true" {
		t.Skip("the golden history was written")
	}
	changed := asltest.Parse(t, orders).Run(t, asltest.Case{Mocks: asltest.Mocks{"Charge": {asltest.Return(`{}`).After(time.Second)}}})
	if got := failures(t, func(tb testing.TB) { changed.Golden(tb, "testdata/orders.golden") }); !strings.Contains(got, "differs from testdata/orders.golden at line") {
		t.Errorf("said %q", got)
	}
}

func TestRunFiles(t *testing.T) {
	for _, example := range []string{"etl", "terraform"} {
		t.Run(example, func(t *testing.T) { asltest.RunFiles(t, "../../examples/"+example+"/*.asl.test.yaml") })
	}
}

func TestCommands(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script", Cmds: asltest.Commands()})
}

// order returns the member of the arguments of a call.
func order(call simulator.Call) string {
	v, _ := call.Arguments.Get("order")
	return v.JSON()
}
