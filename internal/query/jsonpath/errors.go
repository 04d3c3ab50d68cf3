package jsonpath

import "fmt"

// A SyntaxError says why a text is not a valid path or Reference Path. Offset and End delimit the offending bytes.
type SyntaxError struct {
	Offset, End int
	Message     string
}

func (e *SyntaxError) Error() string { return e.Message }

// ErrorKind says why an evaluation failed.
type ErrorKind uint8

// The kinds of failed evaluations.
const (
	// NotFound: the path leads to nothing in this document.
	NotFound ErrorKind = iota
	// Mismatch: a step or a comparison cannot be applied to the value it meets.
	Mismatch
	// UnknownVariable: the variable that the path starts at is not assigned.
	UnknownVariable
	// Limit: the path visits more values than MaxVisits, or yields more than MaxResults.
	Limit
	// NotReference: Set was called on a path that is not a Reference Path.
	NotReference
	// Unassignable: Set cannot reach the location in this document.
	Unassignable
)

var kindNames = [...]string{"not found", "mismatch", "unknown variable", "limit", "not a reference path", "unassignable"}

// String returns a word for k.
func (k ErrorKind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return fmt.Sprintf("kind(%d)", uint8(k))
}

// An EvalError says why a path has no value. Message is in the words of the service, such as "Missing property in path
// $['no']"; where it names a path, "$" is the root that the path starts at.
type EvalError struct {
	Kind    ErrorKind
	Message string
	// Beyond says that the last step is an index that the array does not have.
	Beyond bool
}

func (e *EvalError) Error() string { return e.Message }
