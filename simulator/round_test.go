package simulator_test

import (
	"strings"
	"testing"
	"time"

	"github.com/aslcheck/aslcheck/simulator"
)

// TestRounding waits fractions of a second before retries, and until times with nanoseconds. A number of seconds is rounded to the
// nearest nanosecond, though its product with a billion is not exact: 1.001 × 10⁹ is 1000999999.9999999 as a floating-point number.
// Times are exact, also where the wait has more nanoseconds than a floating-point number holds.
func TestRounding(t *testing.T) {
	for _, c := range []struct {
		state string
		want  time.Duration
	}{
		{retried("1.001"), 2_001 * time.Millisecond},
		{retried("4.35"), 5_350 * time.Millisecond},
		{`Type: Wait, Timestamp: "2026-01-01T00:00:00.000000001Z"`, time.Nanosecond},
		{`Type: Wait, Timestamp: "2026-01-01T00:00:01.123456789Z"`, 1_123_456_789},
		{`Type: Wait, Timestamp: "2026-12-01T00:00:00.123456789Z"`, 334*24*time.Hour + 123_456_789},
		{`Type: Wait, Timestamp: "2025-12-31T23:59:59.999999999Z"`, 0},
	} {
		x := simulate(t, "QueryLanguage: JSONata\nStartAt: A\nStates: {A: {"+c.state+", End: true}}",
			`{A: [{throw: {error: E}}, {throw: {error: E}}, {return: 1}]}`, `{}`, simulator.Config{})
		if x.Failure != nil || x.Duration() != c.want {
			t.Errorf("%s: it took %d ns and ended with %v, want %d ns", c.state, x.Duration(), x.Failure, c.want)
		}
	}
}

// retried is a task whose second retry is a number of seconds after the first, which is one second after the start.
func retried(seconds string) string {
	return `Type: Task, Resource: "arn:aws:states:::lambda:invoke", Arguments: {FunctionName: f}, Retry: [{ErrorEquals: [E], IntervalSeconds: 1, BackoffRate: ` + seconds + `}]`
}

// TestWaitSeconds waits for what is not an integer in the range.
func TestWaitSeconds(t *testing.T) {
	for expression, want := range map[string]string{
		"1.5": "The Seconds field cannot be parsed as an integer: 1.5",
		"-1":  "Seconds must be between 0 and 99999999 but was: -1",
		"1e8": "Seconds must be between 0 and 99999999 but was: 100000000",
	} {
		x := simulate(t, `{"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": {"Type": "Wait", "Seconds": "{% `+expression+` %}", "End": true}}}`,
			`{}`, `{}`, simulator.Config{})
		if x.Failure == nil || x.Failure.Error != "States.QueryEvaluationError" || !strings.HasSuffix(x.Failure.Cause, want) || len(x.Notes) != 1 {
			t.Errorf("%s: ended with %v and the notes %q", expression, x.Failure, x.Notes)
		}
	}
}
