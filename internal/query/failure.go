package query

import (
	"errors"
	"fmt"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query/intrinsic"
	"github.com/aslcheck/aslcheck/internal/query/jsonata"
	"github.com/aslcheck/aslcheck/internal/query/jsonpath"
	"github.com/aslcheck/aslcheck/value"
)

// A Failure says why an evaluation failed, in the words of the service.
type Failure struct {
	// Name is an error name such as "States.Runtime".
	Name string
	// Cause is the text behind "An error occurred while executing the state … .".
	Cause string
	// Location is the field of JSONata, such as "Output/result"; "" in JSONPath.
	Location string
}

// invalidPath is the failure of a path in a field of its own, such as InputPath.
func invalidPath(text string, err error) *Failure {
	return &Failure{Name: asl.ErrorRuntime, Cause: fmt.Sprintf("Invalid path '%s' : %s", text, err)}
}

// parameterPath is the failure of a path in a payload template. "Within a state's Parameters field, the attempt to
// replace a field whose name ends in .$ using a path fails."
// https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
func parameterPath(key string, path *jsonpath.Path, doc value.Value) *Failure {
	what := "input"
	if path.Root().Kind == jsonpath.Context {
		what = "context object"
	}
	return &Failure{
		Name: asl.ErrorParameterPathFailure,
		Cause: fmt.Sprintf("The JSONPath '%s' specified for the field '%s' could not be found in the %s '%s'",
			path.Text(), key, what, doc.JSON()),
	}
}

// intrinsicFailure is the failure of an intrinsic function; key is "" where it is no payload template.
func intrinsicFailure(key string, call *intrinsic.Call, err error) *Failure {
	cause := err.Error()
	var failed *intrinsic.EvalError
	if errors.As(err, &failed) && failed.Path != nil {
		cause = "Invalid path : " + failed.Path.Message
	}
	if key == "" {
		return &Failure{Name: asl.ErrorIntrinsicFailure, Cause: fmt.Sprintf("The function '%s' had the following error: %s", call.Text(), cause)}
	}
	return &Failure{
		Name:  asl.ErrorIntrinsicFailure,
		Cause: fmt.Sprintf("The function '%s' specified for the field '%s' had the following error: %s", call.Text(), key, cause),
	}
}

// queryFailure is the failure of a JSONata expression.
func (e *Expression) queryFailure(problem string) *Failure {
	return &Failure{
		Name:     asl.ErrorQueryEvaluation,
		Cause:    fmt.Sprintf("The JSONata expression '%s' specified for the field '%s' %s", e.text, e.location, problem),
		Location: e.location,
	}
}

func (e *Expression) thrown(err error) *Failure {
	var fault *jsonata.Error
	if errors.As(err, &fault) && fault.Code != "" {
		return e.queryFailure(fmt.Sprintf("threw an error during evaluation. %s: %s", fault.Code, fault.Message))
	}
	return e.queryFailure("threw an error during evaluation. " + err.Error())
}
