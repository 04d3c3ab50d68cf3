package asl

import (
	"slices"
	"strings"
)

// The names of errors that the service itself raises or matches.
// https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
const (
	ErrorAll                     = "States.ALL"
	ErrorBranchFailed            = "States.BranchFailed"
	ErrorDataLimitExceeded       = "States.DataLimitExceeded"
	ErrorExceedToleratedFailures = "States.ExceedToleratedFailureThreshold"
	ErrorHeartbeatTimeout        = "States.HeartbeatTimeout"
	ErrorHTTPSocket              = "States.Http.Socket"
	ErrorIntrinsicFailure        = "States.IntrinsicFailure"
	ErrorItemReaderFailed        = "States.ItemReaderFailed"
	ErrorNoChoiceMatched         = "States.NoChoiceMatched"
	ErrorParameterPathFailure    = "States.ParameterPathFailure"
	ErrorPermissions             = "States.Permissions"
	ErrorQueryEvaluation         = "States.QueryEvaluationError"
	ErrorReferencePathConflict   = "States.ReferencePathConflict"
	ErrorResultPathMatchFailure  = "States.ResultPathMatchFailure"
	ErrorResultWriterFailed      = "States.ResultWriterFailed"
	ErrorRuntime                 = "States.Runtime"
	ErrorTaskFailed              = "States.TaskFailed"
	ErrorTimeout                 = "States.Timeout"
)

// reservedPrefix begins the names that only the service may use.
const reservedPrefix = "States."

// httpStatusPrefix begins the names of errors of HTTP tasks, such as States.Http.StatusCode.404.
const httpStatusPrefix = "States.Http.StatusCode."

// ErrorNames are the reserved names that a Retrier or Catcher may list, sorted. IsUncatchable tells which never match.
var ErrorNames = []string{
	ErrorAll, ErrorBranchFailed, ErrorDataLimitExceeded, ErrorExceedToleratedFailures, ErrorHeartbeatTimeout,
	ErrorHTTPSocket, ErrorIntrinsicFailure, ErrorItemReaderFailed, ErrorNoChoiceMatched, ErrorParameterPathFailure,
	ErrorPermissions, ErrorQueryEvaluation, ErrorReferencePathConflict, ErrorResultPathMatchFailure, ErrorResultWriterFailed, ErrorRuntime,
	ErrorTaskFailed, ErrorTimeout,
}

// notRaised are the names that the specification has for failures that the service calls by another name (measured).
var notRaised = map[string]string{
	ErrorIntrinsicFailure: ErrorRuntime, ErrorNoChoiceMatched: ErrorRuntime, ErrorParameterPathFailure: ErrorRuntime,
	ErrorResultPathMatchFailure: ErrorReferencePathConflict,
}

// RaisedInstead returns the name that the service gives to a failure which the specification calls name: a path of a
// payload template that finds nothing, a Choice without a match and a failing intrinsic function are States.Runtime, and a
// ResultPath into an array or a text is States.ReferencePathConflict (measured). It returns "" for names that the service
// uses, or does not know.
func RaisedInstead(name string) string { return notRaised[name] }

// IsUncatchable reports whether no Retrier and no Catcher ever matches a name: States.Runtime, which ends the execution,
// and the names of the specification that the service does not raise.
func IsUncatchable(name string) bool { return name == ErrorRuntime || notRaised[name] != "" }

// IsReservedError reports whether name has the prefix that the service keeps for itself.
func IsReservedError(name string) bool { return strings.HasPrefix(name, reservedPrefix) }

// IsKnownError reports whether name is a reserved name that exists.
func IsKnownError(name string) bool {
	return slices.Contains(ErrorNames, name) || strings.HasPrefix(name, httpStatusPrefix)
}

// ErrorMatches reports whether an entry of ErrorEquals covers the error that was raised. States.ALL covers all but the
// errors that are terminal; States.TaskFailed covers all errors of a task but a timeout, also a result that is too large
// (measured).
// https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
func ErrorMatches(entry, raised string) bool {
	switch entry {
	case raised:
		return true
	case ErrorAll:
		return raised != ErrorRuntime
	case ErrorTaskFailed:
		return raised != ErrorTimeout && raised != ErrorHeartbeatTimeout && raised != ErrorRuntime
	case ErrorTimeout:
		return raised == ErrorHeartbeatTimeout
	default:
		return false
	}
}
