package asltest

import (
	"encoding/json"
	"os"
	"slices"
	"testing"

	"github.com/aslcheck/aslcheck/asl"
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

// Load reads the definition in a file. Findings fail the test.
func Load(tb testing.TB, name string) *Machine {
	tb.Helper()
	return LoadWith(tb, name, nil)
}

// LoadWith is Load with values for the placeholders ${Name} of the definition.
func LoadWith(tb testing.TB, name string, substitutions map[string]string) *Machine {
	tb.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		tb.Fatalf("read the definition: %v", err)
	}
	return parse(tb, source.NewFile(name, string(text)), substitutions)
}

// Parse is Load for the text of a definition in JSON.
func Parse(tb testing.TB, text string) *Machine {
	tb.Helper()
	return parse(tb, source.NewFile("definition.asl.json", text), nil)
}

func parse(tb testing.TB, file *source.File, substitutions map[string]string) *Machine {
	tb.Helper()
	compiled, diagnostics := suite.Compile(file, substitutions)
	for _, d := range diagnostics {
		if d.Severity == source.Error {
			tb.Errorf("%s", d)
		}
	}
	for name := range substitutions {
		if !slices.Contains(compiled.Placeholders, name) {
			tb.Errorf("%s has no placeholder ${%s}%s", file.Name, name, source.DidYouMean(name, compiled.Placeholders))
		}
	}
	if compiled.Program == nil {
		tb.FailNow()
	}
	return &Machine{def: compiled.Definition, program: compiled.Program}
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
	// AllowUnused allows unused mocks.
	AllowUnused bool
	// Config holds everything else: start, seed, names, variables, type.
	Config simulator.Config
}

// Return is an answer with a result, given once: JSON text, or anything that encoding/json can marshal.
func Return(output any) *mocks.Answer {
	v, err := toValue(output)
	if err != nil {
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
		return value.Parse(x)
	case json.RawMessage:
		return value.Parse(string(x))
	default:
		return value.Of(x)
	}
}

// Run executes the machine. A call without an answer, and mocks that are never used, fail the test; an execution that
// fails does not.
func (m *Machine) Run(tb testing.TB, c Case) *Execution {
	tb.Helper()
	input, err := toValue(c.Input)
	if err != nil {
		tb.Fatalf("input: %v", err)
	}
	var list []*mocks.Mock
	for key, answers := range c.Mocks {
		list = append(list, &mocks.Mock{Key: key, Answers: answers})
	}
	session := mocks.New(list...).WithObjects(c.Objects...).Session()
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
	theCoverage.add(tb, m.def, x)
	return &Execution{Execution: x, calls: session.Calls()}
}
