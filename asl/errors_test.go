package asl

import (
	"slices"
	"testing"
)

// TestErrorMatches follows the table of error names in the developer guide; where the recordings on AWS differ, they win.
// https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
func TestErrorMatches(t *testing.T) {
	for _, c := range []struct {
		name, entry, raised string
		want                bool
	}{
		{"a name matches itself", "MyError", "MyError", true},
		{"another name does not", "MyError", "YourError", false},
		{"case counts", "myerror", "MyError", false},
		{"a part of the name does not match", "Lambda", "Lambda.ServiceException", false},
		{"wildcards do not match", "Lambda.*", "Lambda.ServiceException", false},
		{"the empty name matches itself", "", "", true},

		{"ALL covers an error of a task", ErrorAll, "MyError", true},
		{"ALL covers an error without a name", ErrorAll, "", true},
		{"ALL covers a failed task", ErrorAll, ErrorTaskFailed, true},
		{"ALL covers a timeout", ErrorAll, ErrorTimeout, true},
		{"ALL covers a heartbeat timeout", ErrorAll, ErrorHeartbeatTimeout, true},
		{"ALL covers a query that fails", ErrorAll, ErrorQueryEvaluation, true},
		{"ALL covers a missing permission", ErrorAll, ErrorPermissions, true},
		{"ALL covers a failed branch", ErrorAll, ErrorBranchFailed, true},
		// The guide says that it does not; the recordings of test_data_limit_exceeded say that it does.
		{"ALL covers too much data", ErrorAll, ErrorDataLimitExceeded, true},
		{"ALL does not cover a runtime error", ErrorAll, ErrorRuntime, false},
		{"a runtime error is covered by its name", ErrorRuntime, ErrorRuntime, true},

		{"TaskFailed covers an error of a task", ErrorTaskFailed, "MyError", true},
		{"TaskFailed covers itself", ErrorTaskFailed, ErrorTaskFailed, true},
		{"TaskFailed covers an error of an integration", ErrorTaskFailed, "Glue.ConcurrentRunsExceededException", true},
		{"TaskFailed covers a status of HTTP", ErrorTaskFailed, "States.Http.StatusCode.404", true},
		{"TaskFailed does not cover a timeout", ErrorTaskFailed, ErrorTimeout, false},
		{"TaskFailed does not cover a heartbeat timeout", ErrorTaskFailed, ErrorHeartbeatTimeout, false},
		{"TaskFailed does not cover a runtime error", ErrorTaskFailed, ErrorRuntime, false},
		{"ALL covers itself", ErrorAll, ErrorAll, true},

		{"Timeout covers a timeout", ErrorTimeout, ErrorTimeout, true},
		{"Timeout covers a heartbeat that stays away", ErrorTimeout, ErrorHeartbeatTimeout, true},
		{"HeartbeatTimeout does not cover a timeout", ErrorHeartbeatTimeout, ErrorTimeout, false},
		{"HeartbeatTimeout covers itself", ErrorHeartbeatTimeout, ErrorHeartbeatTimeout, true},
		{"a status of HTTP is covered by its name", "States.Http.StatusCode.404", "States.Http.StatusCode.404", true},
		{"a status of HTTP is not covered by another", "States.Http.StatusCode.404", "States.Http.StatusCode.405", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := ErrorMatches(c.entry, c.raised); got != c.want {
				t.Errorf("ErrorMatches(%q, %q) = %t", c.entry, c.raised, got)
			}
		})
	}
}

func TestErrorNames(t *testing.T) {
	if !slices.IsSorted(ErrorNames) {
		t.Error("the names are not sorted")
	}
	for _, name := range ErrorNames {
		if !IsKnownError(name) || !IsReservedError(name) {
			t.Errorf("%s is not known or not reserved", name)
		}
	}
	for _, c := range []struct {
		name            string
		known, reserved bool
	}{
		{"States.Http.StatusCode.503", true, true},
		{"States.Nonsense", false, true},
		{"States", false, false},
		{"MyError", false, false},
		{"", false, false},
	} {
		if IsKnownError(c.name) != c.known || IsReservedError(c.name) != c.reserved {
			t.Errorf("%q: known %t, reserved %t", c.name, IsKnownError(c.name), IsReservedError(c.name))
		}
	}
}

func TestUncatchable(t *testing.T) {
	for name, instead := range map[string]string{
		ErrorRuntime: "", ErrorNoChoiceMatched: ErrorRuntime, ErrorParameterPathFailure: ErrorRuntime, ErrorIntrinsicFailure: ErrorRuntime,
		ErrorResultPathMatchFailure: ErrorReferencePathConflict,
	} {
		if !IsUncatchable(name) || RaisedInstead(name) != instead {
			t.Errorf("%s: uncatchable %v, raised instead %q, want %q", name, IsUncatchable(name), RaisedInstead(name), instead)
		}
	}
	for _, name := range []string{ErrorAll, ErrorTaskFailed, ErrorDataLimitExceeded, ErrorReferencePathConflict, ErrorQueryEvaluation, "Busy"} {
		if IsUncatchable(name) || RaisedInstead(name) != "" {
			t.Errorf("%s can be caught", name)
		}
	}
}
