package teststate

import (
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/awsapi"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/value"
)

// checkShape checks what can be seen without the definition.
func (r *Request) checkShape() error {
	if r.StateName != nil && *r.StateName == "" {
		return &APIError{codeParameters, "Parameter validation failed:\nInvalid length for parameter stateName, value: 0, valid min length: 1"}
	}
	m := r.Mock
	if m == nil {
		return nil
	}
	switch m.FieldValidationMode {
	case "", strictMode, presentMode, noneMode:
	default:
		return invalid("1 validation error detected: Value '%s' at 'mock.fieldValidationMode' failed to satisfy constraint: "+
			"Member must satisfy enum value set: [STRICT, PRESENT, NONE]", m.FieldValidationMode)
	}
	if m.Result != nil && m.ErrorOutput != nil {
		return invalid("A test mock should have only one of the following fields: [result, errorOutput].")
	}
	return nil
}

// checkMock checks that the state can have the mock, or can do without one.
func (r *Request) checkMock(st asl.State) error {
	if r.Mock != nil {
		switch st.(type) {
		case *asl.Task, *asl.Map, *asl.Parallel:
			return r.checkOrigin(st)
		case *asl.Pass, *asl.Choice, *asl.Wait, *asl.Succeed, *asl.Fail, *asl.Unknown:
			return invalid("State type '%s' is not supported when a mock is specified", st.Kind())
		}
	}
	switch st := st.(type) {
	case *asl.Map, *asl.Parallel:
		return &APIError{codeDefinition, "TestState API does not support Map or Parallel states. " +
			"Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]"}
	case *asl.Task:
		if st.ARN.Kind == asl.ActivityResource || st.ARN.Pattern != asl.RequestResponse {
			return &APIError{codeDefinition, "TestState API supports Activity tasks and '.sync' or '.waitForTaskToken' " +
				"service integration patterns only when a mock is specified"}
		}
		if r.RoleARN == "" {
			return invalid("RoleArn must be specified when testing a Task state")
		}
	case *asl.Pass, *asl.Choice, *asl.Wait, *asl.Succeed, *asl.Fail, *asl.Unknown:
	}
	return nil
}

// checkOrigin checks that the state that the error comes from is inside the tested one. How the service words it is not known.
func (r *Request) checkOrigin(st asl.State) error {
	name := r.ErrorCausedByState
	if name == "" {
		return nil
	}
	for _, m := range asl.Machines(st) {
		if (&asl.Definition{Machine: m}).Find(name) != nil {
			return nil
		}
	}
	return invalid("State '%s', which errorCausedByState names, is not inside the tested state", name)
}

// trial makes the simulator's side of the mock.
func (r *Request) trial(st asl.State) (*simulator.Trial, error) {
	trial := &simulator.Trial{FailedIterations: r.MapIterationFailureCount, ReaderData: r.MapItemReaderData}
	if r.Mock == nil {
		return trial, nil
	}
	result, err := r.Mock.result()
	if err != nil {
		return nil, err
	}
	if !result.IsUndefined() {
		if err := r.checkResult(st, result); err != nil {
			return nil, err
		}
	}
	trial.Result, trial.Failure = result, r.Mock.ErrorOutput
	if trial.Failure == nil && result.IsUndefined() {
		trial.Result = value.Null
	}
	return trial, nil
}

// checkResult checks the shape of a result.
func (r *Request) checkResult(st asl.State, result value.Value) error {
	switch st := st.(type) {
	case *asl.Parallel:
		if result.Kind() != value.ArrayKind {
			return invalid("Mocked result must be an array.")
		}
		if result.Len() != len(st.Branches.Value) {
			return invalid("Mocked result must contain the same number of items as number of Parallel branches.")
		}
	case *asl.Map:
		return r.checkMapResult(st, result)
	case *asl.Task:
		return r.checkTaskResult(st, result)
	case *asl.Pass, *asl.Choice, *asl.Wait, *asl.Succeed, *asl.Fail, *asl.Unknown:
	}
	return nil
}

// checkMapResult checks the result of a Map. With a ResultWriter, the result says where the results are.
func (r *Request) checkMapResult(st *asl.Map, result value.Value) error {
	if st.ResultWriter != nil {
		if result.Kind() != value.ObjectKind {
			return invalid(awsapi.NotAnObject)
		}
		return nil
	}
	if result.Kind() != value.ArrayKind {
		return invalid("Mocked result must be an array.")
	}
	if r.MapIterationFailureCount > result.Len() {
		return invalid("Map iteration failure count must be less than or equal to the number of Map iterations")
	}
	return nil
}

// The modes of validation of a mocked result. Strict is the default.
const (
	strictMode  = "STRICT"
	presentMode = "PRESENT"
	noneMode    = "NONE"
)

// checkTaskResult compares the result of a task with the model of the API. The first violation ends the check.
func (r *Request) checkTaskResult(st *asl.Task, result value.Value) error {
	mode := textOr(r.Mock.FieldValidationMode, strictMode)
	if mode == noneMode || st.ARN.Kind != asl.IntegrationResource {
		return nil
	}
	shape := awsapi.ModelOutput(st.ARN.SDK, st.ARN.Service, st.ARN.Action, string(st.ARN.Pattern))
	for v := range (awsapi.Check{Strict: mode == strictMode}).Violations(shape, result) {
		return invalid("%s", v.Text)
	}
	return nil
}

// contextFields are the members that a context object may have, with the kinds of theirs. UndefinedKind is any kind.
// https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html
var contextFields = map[string]map[string]value.Kind{
	"Execution": {
		"Id": value.StringKind, "Input": value.UndefinedKind, "Name": value.StringKind, "RoleArn": value.StringKind,
		"StartTime": value.StringKind, "RedriveCount": value.NumberKind, "RedriveTime": value.StringKind,
	},
	"State":        {"EnteredTime": value.StringKind, "Name": value.StringKind, "RetryCount": value.NumberKind},
	"StateMachine": {"Id": value.StringKind, "Name": value.StringKind},
	"Task":         {"Token": value.StringKind},
}

// checkContext reads the context object of a request.
func checkContext(text string, st asl.State) (value.Value, error) {
	object, err := value.Parse(text)
	if err != nil || object.Kind() != value.ObjectKind {
		return object, badContext("Context must be a JSON object")
	}
	for _, m := range object.Members() {
		fields, known := contextFields[m.Key]
		switch {
		case m.Key == "Map":
			return object, badContext("'Map' field is not supported when mocking a Context object")
		case !known:
			return object, badContext("Field '" + m.Key + "' is not allowed")
		case m.Value.Kind() != value.ObjectKind:
			return object, badContext(m.Key + " must be an object")
		case m.Key == "Task" && !waits(st):
			return object, badContext("Context object contains 'Task' when state is not a Task state with a '.sync' or " +
				"'.waitForTaskToken' service integration pattern")
		}
		if err := checkContextFields(m.Key, fields, m.Value); err != nil {
			return object, err
		}
	}
	return object, nil
}

func badContext(text string) error { return invalid("%s", "Invalid Context object provided: "+text) }

// checkContextFields checks the members of one member of the context object.
func checkContextFields(name string, fields map[string]value.Kind, object value.Value) error {
	for _, m := range object.Members() {
		kind, known := fields[m.Key]
		switch {
		case !known:
			return badContext("Field '" + name + "." + m.Key + "' is not allowed")
		case kind == value.UndefinedKind || m.Value.Kind() == kind:
		case kind == value.NumberKind:
			return badContext(name + "." + m.Key + " must be a number")
		default:
			return badContext(name + "." + m.Key + " must be a string")
		}
	}
	return nil
}

// waits reports whether a state is a task that waits for a job or a token.
func waits(st asl.State) bool {
	task, ok := st.(*asl.Task)
	return ok && task.ARN.Kind == asl.IntegrationResource && task.ARN.Pattern != asl.RequestResponse
}
