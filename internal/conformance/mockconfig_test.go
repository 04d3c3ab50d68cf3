package conformance

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/corpus"
	"github.com/aslcheck/aslcheck/mocks/mockconfig"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// A mockEntry is a configuration of a public repository with what that repository's own tests expect.
type mockEntry struct {
	ID, Dir       string
	StateMachines map[string]struct {
		Definition string
		TestCases  []string
	}
	Expectations []mockExpectation
}

// A mockExpectation is what one test expects of one case.
type mockExpectation struct {
	Title, TestCase string
	Input           json.RawMessage
	InputFile       string
	WaitForEvent    []string
	StateExited     []string
	ExpectLiterals  []string
	Events          []expectedEvent
	Stale           bool
}

// An expectedEvent is an event that must be in the history, as often as Count says where it is not 0.
type expectedEvent struct {
	Type, Name, Error, Resource, Contains string
	Count                                 int
}

// mockExtras is what the list of expectations lost or has too much. Inputs are those of tests that build theirs from
// parts, made here after what the title says; strays are literals that belong to another test of the source.
type mockExtras struct {
	Inputs map[string]json.RawMessage
	Strays []struct{ Title, Literal, Reason string }
}

func readMockExtras(t *testing.T) *mockExtras {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "mockconfig.json"))
	if err != nil {
		t.Fatal(err)
	}
	extras := &mockExtras{}
	if err := json.Unmarshal(text, extras); err != nil {
		t.Fatal(err)
	}
	return extras
}

// apply completes an expectation.
func (e *mockExtras) apply(want *mockExpectation) {
	if input, ok := e.Inputs[want.Title]; ok && (len(want.Input) == 0 || string(want.Input) == "null") {
		want.Input = input
	}
	for _, stray := range e.Strays {
		if stray.Title == want.Title {
			want.ExpectLiterals = slices.DeleteFunc(want.ExpectLiterals, func(s string) bool { return s == stray.Literal })
		}
	}
}

// mockConfigDir returns the folder of the configurations, and skips the test if there is none.
func mockConfigDir(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs(corpus.Dir(t, "ASLCHECK_MOCKCONFIG", "mockconfig"))
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestMockConfig runs every test case of the configurations unchanged, and checks what the repositories expect.
func TestMockConfig(t *testing.T) {
	dir := mockConfigDir(t)
	manifest, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	var entries []mockEntry
	if err := json.Unmarshal(manifest, &entries); err != nil {
		t.Fatal(err)
	}
	extras := readMockExtras(t)
	passed, total, cases := 0, 0, 0
	for _, e := range entries {
		t.Run(e.ID, func(t *testing.T) {
			r := readMockEntry(t, filepath.Join(dir, e.Dir), &e)
			cases += r.runAll(t)
			for _, want := range e.Expectations {
				if want.Stale {
					continue
				}
				total++
				extras.apply(&want)
				if r.meets(t, &want) {
					passed++
				}
			}
		})
	}
	fmt.Printf("mockconfig: %d of %d expectations; %d cases were run\n", passed, total, cases)
}

// A mockRunner runs the cases of one configuration.
type mockRunner struct {
	dir      string
	entry    *mockEntry
	config   *mockconfig.File
	programs map[string]*simulator.Program
}

func readMockEntry(t *testing.T, dir string, e *mockEntry) *mockRunner {
	t.Helper()
	r := &mockRunner{dir: dir, entry: e, programs: map[string]*simulator.Program{}}
	config, diagnostics := mockconfig.Parse(readSource(t, filepath.Join(dir, "MockConfigFile.json")))
	if diagnostics.HasErrors() {
		t.Errorf("%v", diagnostics)
	}
	r.config = config
	for name, machine := range e.StateMachines {
		def, diagnostics := asl.Parse(readSource(t, filepath.Join(dir, machine.Definition)))
		program, more := simulator.Compile(def)
		if diagnostics.HasErrors() || program == nil {
			t.Fatalf("%s: %v", machine.Definition, append(diagnostics, more...))
		}
		r.programs[name] = program
	}
	return r
}

func readSource(t *testing.T, name string) *source.File {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return source.NewFile(filepath.Base(name), string(text))
}

// run runs a case.
func (r *mockRunner) run(machine, testCase, input string) (*simulator.Execution, error) {
	k, err := r.config.Find(machine, testCase)
	if err != nil {
		return nil, err
	}
	program := r.programs[machine]
	if found := k.Check(program.Definition()); found.HasErrors() {
		return nil, fmt.Errorf("%v", found)
	}
	v, err := value.Parse(input)
	if err != nil {
		return nil, fmt.Errorf("input: %w", err)
	}
	// What the case does not mock is called for real by Step Functions Local, and fails there after what is expected.
	return program.Run(context.Background(), v, simulator.Config{Tasks: k.Set().Session()})
}

// runAll runs every case with an empty input, which need not lead to success, and returns how many there are.
func (r *mockRunner) runAll(t *testing.T) int {
	t.Helper()
	n := 0
	for name, machine := range r.entry.StateMachines {
		for _, testCase := range machine.TestCases {
			n++
			if _, err := r.run(name, testCase, "{}"); err != nil {
				t.Errorf("%s#%s: %v", name, testCase, err)
			}
		}
	}
	return n
}

// machineOf returns the state machine that has a case.
func (r *mockRunner) machineOf(testCase string) string {
	for _, m := range r.config.Machines {
		if _, err := r.config.Find(m.Name, testCase); err == nil {
			return m.Name
		}
	}
	return ""
}

func (r *mockRunner) meets(t *testing.T, want *mockExpectation) bool {
	t.Helper()
	input := "{}"
	if len(want.Input) > 0 && string(want.Input) != "null" {
		input = string(want.Input)
	}
	if want.InputFile != "" {
		input = readSource(t, filepath.Join(r.dir, want.InputFile)).Text
	}
	x, err := r.run(r.machineOf(want.TestCase), want.TestCase, input)
	if err != nil {
		t.Errorf("%s (%s): %v", want.TestCase, want.Title, err)
		return false
	}
	problems := want.check(x)
	for _, problem := range problems {
		t.Errorf("%s (%s): %s\n  path: %q", want.TestCase, want.Title, problem, x.Path())
	}
	return len(problems) == 0
}

// check returns what an execution lacks.
func (want *mockExpectation) check(x *simulator.Execution) []string {
	var problems []string
	miss := func(format string, args ...any) { problems = append(problems, fmt.Sprintf(format, args...)) }
	for _, name := range want.StateExited {
		if countEvents(x, expectedEvent{Type: "StateExited", Name: name}) == 0 {
			miss("state %q is not exited", name)
		}
	}
	for _, kind := range want.WaitForEvent {
		if countEvents(x, expectedEvent{Type: kind}) == 0 {
			miss("no event %s", kind)
		}
	}
	for _, literal := range want.ExpectLiterals {
		if !hasText(x, literal) {
			miss("nowhere in the history: %s", literal)
		}
	}
	for _, ev := range want.Events {
		if n := countEvents(x, ev); n == 0 || ev.Count > 0 && n != ev.Count {
			miss("%d events are like %+v", n, ev)
		}
	}
	return problems
}

// countEvents returns how many events are as expected. A type may be the end of one, such as "StateExited".
func countEvents(x *simulator.Execution, want expectedEvent) int {
	n := 0
	for i := range x.Events {
		h := x.Events[i].History()
		if !strings.HasSuffix(eventType(h), want.Type) || !strings.Contains(h.JSON(), jsonInner(want.Contains)) {
			continue
		}
		details := value.Undefined
		for _, m := range h.Members() {
			if strings.HasSuffix(m.Key, "EventDetails") {
				details = m.Value
			}
		}
		if memberIs(details, "name", want.Name) && memberIs(details, "error", want.Error) && resourceIs(details, want.Resource) {
			n++
		}
	}
	return n
}

func memberIs(details value.Value, key, want string) bool {
	got, _ := details.Get(key)
	return want == "" || got.Text() == want
}

// resourceIs compares a resource given as the last parts of "aws-sdk:service:action".
func resourceIs(details value.Value, want string) bool {
	kind, _ := details.Get("resourceType")
	resource, _ := details.Get("resource")
	return want == "" || resource.Text() == want || strings.HasSuffix(kind.Text()+":"+resource.Text(), ":"+want)
}

// hasText reports whether a text is a payload, a name or an error somewhere in the history. Payloads that are JSON are
// compared as JSON.
func hasText(x *simulator.Execution, want string) bool {
	parsed, err := value.Parse(want)
	for i := range x.Events {
		for _, m := range x.Events[i].History().Members() {
			for _, detail := range m.Value.Members() {
				text := detail.Value.Text()
				if text == want || strings.Contains(text, want) {
					return true
				}
				if got, problem := value.Parse(text); err == nil && problem == nil && value.Equal(parsed, got) {
					return true
				}
			}
		}
	}
	return false
}

// jsonInner returns a text as it is written inside a JSON string.
func jsonInner(text string) string {
	return strings.Trim(value.String(text).JSON(), `"`)
}
