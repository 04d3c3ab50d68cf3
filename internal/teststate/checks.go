package teststate

import (
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/value"
)

// checkShape checks what can be seen without the definition.
func (r *Request) checkShape() error {
	if r.StateName != nil && *r.StateName == "" {
		return &APIError{codeParameters, "Parameter validation failed:\nInvalid length for parameter stateName, value: 0, valid min length: 1"}
	}
	if m := r.Mock; m != nil && m.Result != nil && m.ErrorOutput != nil {
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
		// "With ResultWriter" the result says where the results are.
		want, name := value.ArrayKind, "an array"
		if st.ResultWriter != nil {
			want, name = value.ObjectKind, "an object"
		}
		if result.Kind() != want {
			return invalid("Mocked result must be %s.", name)
		}
		if want == value.ArrayKind && r.MapIterationFailureCount > result.Len() {
			return invalid("Map iteration failure count must be less than or equal to the number of Map iterations")
		}
	case *asl.Task, *asl.Pass, *asl.Choice, *asl.Wait, *asl.Succeed, *asl.Fail, *asl.Unknown:
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
