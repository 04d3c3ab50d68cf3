package simulator

import (
	"fmt"
	"slices"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/value"
)

// A problem is a failure on its way through Retry and Catch.
type problem struct {
	Failure
	// fatal says that the service cannot go on: the execution ends at once, also from inside a branch or iteration, and
	// nobody handles it.
	fatal bool
	// evaluation says that an expression of JSONata failed, which has an event of its own; location is its field.
	evaluation bool
	location   string
	// heartbeat says that a timeout was one of the heartbeat. The history shows States.Timeout, and a handler may name
	// either; "States.HeartbeatTimeout: A Task state failed to send a heartbeat for a period longer than the
	// HeartbeatSeconds value." https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
	heartbeat bool
	// branch says that it comes from a branch of a Parallel state. It keeps its own name, as the recordings show, and a
	// handler may name States.BranchFailed instead: "A branch of a Parallel state failed."
	// https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
	branch bool
}

func (p problem) pointer() *problem { return &p }

// framed puts the failure of an evaluation into the sentence that names the state.
func (s *visit) framed(f *query.Failure) problem {
	cause := f.Cause
	if !f.Bare {
		cause = s.frameCause(cause)
	}
	return problem{
		Failure:    Failure{Error: f.Name, Cause: cause},
		evaluation: f.Name == asl.ErrorQueryEvaluation,
		fatal:      f.Name == asl.ErrorRuntime,
		location:   f.Location,
	}
}

// frameCause names the state, which the answer of TestState does not (recordings test_state_map_context_object).
func (s *visit) frameCause(cause string) string {
	if trialOf(s) != nil {
		return cause
	}
	return fmt.Sprintf("An error occurred while executing the state '%s' (entered at the event id #%d). %s", s.st.name, s.entered, cause)
}

// runtimeProblem is a failure that the service does not let anyone handle.
func (s *visit) runtimeProblem(format string, args ...any) problem {
	return problem{Failure: Failure{Error: asl.ErrorRuntime, Cause: s.frameCause(fmt.Sprintf(format, args...))}, fatal: true}
}

// queryProblem is a failure of a JSONata field that is not the failure of an expression itself.
func (s *visit) queryProblem(location, format string, args ...any) problem {
	return problem{
		Failure:    Failure{Error: asl.ErrorQueryEvaluation, Cause: s.frameCause(fmt.Sprintf(format, args...))},
		evaluation: true, location: location,
	}
}

// matches reports whether an entry of ErrorEquals covers the problem.
func (p *problem) matches(errors []string) bool {
	// "States.Runtime … is not retriable, and will always cause the execution to fail"; a Catcher that names it does not
	// help either (recording test_catch_states_runtime).
	if p.Error == asl.ErrorRuntime {
		return false
	}
	return slices.ContainsFunc(errors, func(entry string) bool {
		return asl.ErrorMatches(entry, p.Error) || p.heartbeat && entry == asl.ErrorHeartbeatTimeout ||
			p.branch && entry == asl.ErrorBranchFailed
	})
}

// output is what a Catcher makes the result of.
func (p *problem) output() value.Value {
	if p.Anonymous {
		return value.Object(value.Member{Key: "Error", Value: value.Null}, value.Member{Key: "Cause", Value: value.Null})
	}
	return value.Object(
		value.Member{Key: "Error", Value: value.String(p.Error)},
		value.Member{Key: "Cause", Value: value.String(p.Cause)},
	)
}
