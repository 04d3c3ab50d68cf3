package query

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query/jsonata"
	"github.com/aslcheck/aslcheck/internal/query/jsonpath"
	"github.com/aslcheck/aslcheck/value"
)

// A Failure says why an evaluation failed, in the words of the service.
type Failure struct {
	// Name is an error name such as "States.Runtime".
	Name string
	// Cause is the text after "An error occurred while executing the state … .", or the whole text where Bare says so.
	Cause string
	Bare  bool
	// Location is the field of JSONata, such as "Output/result"; "" in JSONPath.
	Location string
}

// invalidPath is the failure of a path in a field of its own, such as InputPath.
func invalidPath(text string, err error) *Failure {
	return &Failure{Name: asl.ErrorRuntime, Cause: fmt.Sprintf("Invalid path '%s' : %s", text, err)}
}

// missingPath is the failure of a path in a payload template, or of a Fail state, that finds nothing. The guide has
// States.ParameterPathFailure for it; the service was measured to raise States.Runtime, which nothing catches, and to name the
// input of the state also for a path into the context object.
func missingPath(text, field string, input value.Value) *Failure {
	return &Failure{
		Name:  asl.ErrorRuntime,
		Cause: fmt.Sprintf("The JSONPath '%s' specified for the field '%s' could not be found in the input '%s'", text, field, input.Quoted()),
	}
}

// conflict is the failure of a Reference Path that leads through a value without members, with the first step that has no
// place. Executions in production show it for ResultPath, and for an ItemsPath that finds nothing.
func conflict(path *jsonpath.Path, doc value.Value) *Failure {
	return &Failure{
		Name: asl.ErrorReferencePathConflict, Bare: true,
		Cause: fmt.Sprintf("Unable to apply step \"%s\" to input %s", firstMissing(path, doc), doc.Quoted()),
	}
}

// firstMissing returns the first step of a path that leads nowhere, as it was written.
func firstMissing(path *jsonpath.Path, doc value.Value) string {
	name := ""
	for _, step := range path.Steps() {
		ok := false
		switch step := step.(type) {
		case *jsonpath.Child:
			name = step.Name
			doc, ok = doc.Get(step.Name)
		case *jsonpath.Index:
			name = strconv.Itoa(step.Value)
			doc = doc.At(step.Value)
			ok = !doc.IsUndefined()
		}
		if !ok {
			break
		}
	}
	return name
}

// intrinsicFailure is the failure of an intrinsic function. The guide has States.IntrinsicFailure for it; the service was
// measured to raise States.Runtime.
func intrinsicFailure(err error) *Failure {
	return &Failure{Name: asl.ErrorRuntime, Cause: err.Error()}
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
	switch {
	case errors.As(err, &fault) && fault.Code == jsonata.CodeLimit:
		return e.queryFailure("threw an error during evaluation: " + fault.Message)
	case fault != nil && fault.Code != "":
		return e.queryFailure(fmt.Sprintf("threw an error during evaluation. %s: %s", fault.Code, fault.Message))
	default:
		return e.queryFailure("threw an error during evaluation. " + err.Error())
	}
}
