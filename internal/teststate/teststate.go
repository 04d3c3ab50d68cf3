// Package teststate answers the API TestState: one attempt of one state, with a mock in place of what it calls or contains, and with
// the stages of its data.
//
// The state runs in the simulator as in any execution (simulator.Trial); this package has what the API adds. It reads the texts of
// the request, checks them in the order and with the words of the service, and says which stages the service shows for each kind of
// state: a Parallel state shows no afterInputPath, a Pass with a Result only what follows from it, a Map never its result.
//
//	answer, err := teststate.Run(ctx, teststate.Request{
//		Definition: `{"Type": "Pass", "End": true}`, Input: `{"a": 1}`, Level: teststate.Debug,
//	}, simulator.Config{})
//
// https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html
package teststate

import (
	"context"
	"fmt"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/value"
)

// A Level says how much an answer shows.
type Level string

// The inspection levels. Trace adds the request and response of an HTTP task to Debug, which a simulated call does not have.
const (
	Info  Level = "INFO"
	Debug Level = "DEBUG"
	Trace Level = "TRACE"
)

// A Request is what is sent to the API. Texts are JSON.
type Request struct {
	// Definition is a state, or with StateName a state machine.
	Definition string
	// StateName names the state to test, also one inside a Map or Parallel state; nil where Definition is the state.
	StateName *string
	// Input is an empty object where it is "".
	Input string
	// Variables is an object of workflow variables, "" for none.
	Variables string
	// Context is the whole context object; nil for one that the service makes.
	Context *string
	// Level is Info where it is "".
	Level Level
	// Mock answers the task, or is the end of the Map or Parallel state; nil for none.
	Mock *Mock
	Configuration
	// RoleARN is the role of the execution, which a Task needs unless it has a mock.
	RoleARN string
}

// A Mock is how a task ends, or a Map or Parallel state as a whole.
type Mock struct {
	// Result is JSON text, nil for none.
	Result *string
	// ErrorOutput is an error instead, nil for none.
	ErrorOutput *simulator.Failure
	// FieldValidationMode is STRICT, PRESENT or NONE, "" for STRICT.
	FieldValidationMode string
}

// A Configuration says where in its life the state is tested.
type Configuration struct {
	// RetrierRetryCount is how often the Retrier of the mocked error has retried.
	RetrierRetryCount int
	// MapIterationFailureCount is how many iterations of a Map state failed.
	MapIterationFailureCount int
	// ErrorCausedByState is the state in a Map or Parallel state that the mocked error comes from.
	ErrorCausedByState string
	// MapItemReaderData is the text that the ItemReader of a Map state reads, nil for none.
	MapItemReaderData *string
}

// An APIError is an answer that rejects the request.
type APIError struct{ Code, Message string }

// Error returns the code and the message.
func (e *APIError) Error() string { return e.Code + ": " + e.Message }

// The codes of rejected requests.
const (
	codeValidation = "ValidationException"
	codeDefinition = "InvalidDefinition"
	codeInput      = "InvalidExecutionInput"
	// codeParameters is what the SDK for Python rejects before it sends anything.
	codeParameters = "ParamValidationError"
)

func invalid(format string, args ...any) error {
	return &APIError{Code: codeValidation, Message: fmt.Sprintf(format, args...)}
}

// Run tests a state. The error is an *APIError where the service rejects the request. Of the config, which belongs to the machine that
// does the work, the task handler answers without a mock.
func Run(ctx context.Context, req Request, cfg simulator.Config) (*Response, error) {
	if err := req.checkShape(); err != nil {
		return nil, err
	}
	program, st, err := req.program()
	if err != nil {
		return nil, err
	}
	if err := req.checkMock(st); err != nil {
		return nil, err
	}
	trial, err := req.trial(st)
	if err != nil {
		return nil, err
	}
	if err := req.configure(&cfg, st); err != nil {
		return nil, err
	}
	input, err := value.Parse(textOr(req.Input, "{}"))
	if err != nil {
		return nil, &APIError{codeInput, fmt.Sprintf("Invalid State Input: '%v'", err)}
	}
	cfg.Trial, cfg.RetrierRetryCount = trial, req.RetrierRetryCount
	response, _, err := Try(ctx, program, st, input, req.Level, cfg)
	return response, err
}

// Try tests a state of a compiled definition without the checks of the API. The task handler of the config answers the calls, also
// those of states inside a Map or Parallel state, which runs unless Config.Trial says how it ends.
func Try(
	ctx context.Context, program *simulator.Program, st asl.State, input value.Value, level Level, cfg simulator.Config,
) (*Response, *simulator.Execution, error) {
	cfg.OnlyState, cfg.Inspect = asl.Path(st), true
	if cfg.Trial == nil {
		cfg.Trial = &simulator.Trial{}
	}
	x, err := program.Run(ctx, input, cfg)
	if err != nil {
		return nil, nil, fmt.Errorf("test state %q: %w", st.Head().Name, err)
	}
	return newResponse(st, x, level), x, nil
}

// configure sets what the state sees of the request.
func (r *Request) configure(cfg *simulator.Config, st asl.State) error {
	cfg.Type, cfg.Synchronous, cfg.Role = asl.Express, true, r.RoleARN
	if r.Variables != "" {
		variables, err := value.Parse(r.Variables)
		if err != nil || variables.Kind() != value.ObjectKind {
			return invalid("The variables must be a JSON object")
		}
		cfg.Variables = variables.Members()
	}
	if r.Context != nil {
		object, err := checkContext(*r.Context, st)
		if err != nil {
			return err
		}
		cfg.Context = object
	}
	if r.Mock != nil {
		cfg.Tasks = r.Mock
	}
	return nil
}

// HandleTask answers a task with the mock.
func (m *Mock) HandleTask(context.Context, simulator.Call) (simulator.Reply, error) {
	if m.ErrorOutput != nil {
		return simulator.Reply{Failure: m.ErrorOutput}, nil
	}
	result, err := m.result()
	return simulator.Reply{Output: result}, err
}

// result reads the result; undefined where there is none.
func (m *Mock) result() (value.Value, error) {
	if m.Result == nil {
		return value.Undefined, nil
	}
	v, err := value.Parse(*m.Result)
	if err != nil {
		return value.Undefined, invalid("Mocked result must be valid JSON.")
	}
	return v, nil
}

func textOr(text, other string) string {
	if text == "" {
		return other
	}
	return text
}
