package asltest

import (
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/lint"
	"github.com/aslcheck/aslcheck/internal/locate"
	"github.com/aslcheck/aslcheck/mocks"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
	"github.com/aslcheck/aslcheck/value"
)

// A Machine is a definition that is ready to run. It is immutable.
type Machine struct {
	def     *asl.Definition
	program *simulator.Program
}

// An Option changes how a definition is loaded.
type Option func(*loading)

type loading struct {
	substitutions map[string]string
	allowRejected bool
}

// Substitute gives values for the placeholders ${Name} of the definition. A name that the definition lacks fails the test.
func Substitute(values map[string]string) Option {
	return func(l *loading) { l.substitutions = values }
}

// AllowRejected loads a definition that AWS would reject, which otherwise fails the test.
func AllowRejected() Option {
	return func(l *loading) { l.allowRejected = true }
}

// Load reads the definition in a file, or with FILE#Name that of a state machine in a template. A definition that cannot run, or that AWS would reject, fails the test.
func Load(tb testing.TB, name string, options ...Option) *Machine {
	tb.Helper()
	name, machine := locate.SplitName(name, locate.IsFile)
	text, err := locate.ReadFile(name)
	if err != nil {
		tb.Fatalf("load the definition: %v", err)
	}
	opened, err := locate.Open(source.NewFile(name, text), machine, locate.FolderNear(name))
	if err != nil {
		tb.Fatalf("load the definition: %v", err)
	}
	return load(tb, opened, options)
}

// Parse is Load for the text of a definition in JSON.
func Parse(tb testing.TB, text string, options ...Option) *Machine {
	tb.Helper()
	opened, err := locate.Open(source.NewFile("definition.asl.json", text), "", locate.NoFolder)
	if err != nil {
		tb.Fatalf("load the definition: %v", err)
	}
	return load(tb, opened, options)
}

func load(tb testing.TB, opened *locate.Opened, options []Option) *Machine {
	tb.Helper()
	var l loading
	for _, option := range options {
		option(&l)
	}
	compiled, diagnostics := suite.CompileOpened(opened, l.substitutions)
	for _, d := range diagnostics {
		if d.Severity == source.Error {
			tb.Errorf("%s", d)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(l.substitutions)) {
		if !slices.Contains(compiled.Placeholders, name) {
			tb.Errorf("%s has no placeholder ${%s}%s", opened.Name(), name, source.DidYouMean(name, compiled.Placeholders))
		}
	}
	if compiled.Program == nil {
		tb.FailNow()
	}
	if !l.allowRejected {
		checkAccepted(tb, compiled.Definition)
	}
	return &Machine{def: compiled.Definition, program: compiled.Program}
}

// checkAccepted fails the test if AWS would reject the definition: a test that passes would be worth nothing.
func checkAccepted(tb testing.TB, def *asl.Definition) {
	tb.Helper()
	found, err := (&lint.Project{}).Errors(def)
	if err != nil {
		tb.Fatalf("lint the definition: %v", err)
	}
	for _, d := range def.Place(found) {
		tb.Errorf("AWS would reject this definition: %s", d)
	}
}

// Mocks are the answers by the name of a state, its path "Outer/Inner", or a resource.
type Mocks map[string][]*mocks.Answer

// A Case is an execution to run. The zero Case has the input {} and no mocks.
type Case struct {
	// Input is JSON text, or anything that encoding/json can marshal; nil is {}.
	Input any
	Mocks Mocks
	// Objects are what ItemReaders read.
	Objects []simulator.Object
	// Validate says how the results of mocks are compared with the AWS API: a result that it can't give fails the test. Without it, what
	// mocks.ValidatePresent would report is logged.
	Validate mocks.Validation
	// AllowUnused allows unused mocks.
	AllowUnused bool
	// Config holds everything else: start, seed, names, variables, type.
	Config simulator.Config
}

// Return is an answer with a result, given once: JSON text, or anything that encoding/json can marshal.
func Return(output any) *mocks.Answer {
	v, err := toValue(output)
	if err != nil {
		if _, file, line, ok := runtime.Caller(1); ok {
			err = fmt.Errorf("%s:%d: asltest.Return: %w", filepath.Base(file), line, err)
		}
		return Func(func(simulator.Call) (any, error) { return nil, err })
	}
	return mocks.Return(v)
}

// Throw is an answer with an error, given once.
func Throw(err, cause string) *mocks.Answer { return mocks.Throw(err, cause) }

// Never is an answer that never arrives: the task ends with a timeout.
func Never() *mocks.Answer {
	return &mocks.Answer{Times: 1, Reply: simulator.Reply{Never: true}}
}

// Always makes Repeat give an answer any number of times.
const Always = mocks.AnyTimes

// Func is an answer that a function makes for every call. A *TaskError fails the task; any other error ends the test.
func Func(answer func(simulator.Call) (any, error)) *mocks.Answer {
	return &mocks.Answer{Times: Always, Func: func(call simulator.Call) (simulator.Reply, error) {
		if answer == nil {
			return simulator.Reply{}, fmt.Errorf("the function that answers state %q is nil", call.Path)
		}
		output, err := answer(call)
		if failure, ok := err.(*TaskError); ok { //nolint:errorlint // a wrapped one is meant for the test
			return simulator.Reply{Failure: &simulator.Failure{Error: failure.Name, Cause: failure.Cause}}, nil
		}
		if err != nil {
			return simulator.Reply{}, err
		}
		v, err := toValue(output)
		return simulator.Reply{Output: v}, err
	}}
}

// A TaskError is the error that a task fails with.
type TaskError struct{ Name, Cause string }

func (e *TaskError) Error() string { return e.Name + ": " + e.Cause }

// toValue returns the value of JSON text, or of what encoding/json marshals.
func toValue(x any) (value.Value, error) {
	switch x := x.(type) {
	case nil:
		return value.Object(), nil
	case string:
		v, err := value.Parse(x)
		if err != nil {
			quoted := value.String(source.Clip(x, source.MaxShown)).JSON()
			return v, fmt.Errorf("%s is not JSON text (%w): a Go string is read as JSON, so a JSON string is `%s` with its quotes", quoted, err, quoted)
		}
		return v, nil
	case json.RawMessage:
		return value.Parse(string(x))
	default:
		return value.Of(x)
	}
}

// list returns the mocks. Those that no task uses, and results that the API can't give, fail the test.
func (c *Case) list(tb testing.TB, states []asl.State) []*mocks.Mock {
	tb.Helper()
	if c.Validate != "" && !slices.Contains(mocks.Validations, string(c.Validate)) {
		tb.Errorf("Validate: unknown mode %q%s", c.Validate, source.DidYouMean(string(c.Validate), mocks.Validations))
	}
	var list []*mocks.Mock
	tasks := mocks.NewTasks(states)
	for _, key := range slices.Sorted(maps.Keys(c.Mocks)) {
		mock := &mocks.Mock{Key: key, Answers: c.Mocks[key]}
		if task, problem := tasks.Of(mock); task == nil {
			tb.Errorf("Mocks: %s", problem)
		} else {
			mock.Answers = c.checked(tb, task, mock)
		}
		list = append(list, mock)
	}
	return list
}

// checked checks the results of a mock, and returns its answers with functions whose results are checked when they are called.
func (c *Case) checked(tb testing.TB, task *asl.Task, mock *mocks.Mock) []*mocks.Answer {
	tb.Helper()
	report := func(text string) {
		tb.Helper()
		if c.Validate == "" {
			tb.Logf("the mock %q: %s", mock.Key, text)
		} else {
			tb.Errorf("the mock %q: %s", mock.Key, text)
		}
	}
	found := mock.CheckResults(task, c.Validate)
	for i := range found {
		report(found[i].Message)
	}
	answers := slices.Clone(mock.Answers)
	for i, a := range answers {
		if a == nil || a.Func == nil {
			continue
		}
		own := *a
		own.Func = func(call simulator.Call) (simulator.Reply, error) {
			reply, err := a.Func(call)
			if err == nil && reply.Failure == nil {
				for _, text := range mocks.CheckResult(call.State, reply.Output, c.Validate) {
					report(text)
				}
			}
			return reply, err
		}
		answers[i] = &own
	}
	return answers
}

// Run executes the machine. A call without an answer, and mocks that are never used, fail the test; an execution that
// fails does not.
func (m *Machine) Run(tb testing.TB, c Case) *Execution {
	tb.Helper()
	input, err := toValue(c.Input)
	if err != nil {
		tb.Fatalf("input: %v", err)
	}
	states := m.def.States()
	session := mocks.New(c.list(tb, states)...).WithObjects(c.Objects...).Session()
	cfg := c.Config
	cfg.Tasks, cfg.Objects = session, session
	x, err := m.program.Run(tb.Context(), input, cfg)
	if err != nil {
		tb.Fatalf("run: %v", explain(err))
	}
	if !c.AllowUnused {
		for _, u := range session.Unused() {
			tb.Errorf("the mock %q has answers that are never given", u.Mock.Key)
		}
	}
	cover(tb, m.def, x)
	return &Execution{Execution: x, calls: session.Calls(), states: states}
}
