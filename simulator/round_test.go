package simulator_test

import (
	"testing"
	"time"

	"github.com/aslcheck/aslcheck/simulator"
)

// TestRounding waits fractions of a second, and until times with nanoseconds. A number of seconds is rounded to the nearest
// nanosecond, though its product with a billion is not exact: 1.001 × 10⁹ is 1000999999.9999999 as a floating-point number. Times
// are exact, also where the wait has more nanoseconds than a floating-point number holds.
func TestRounding(t *testing.T) {
	for _, c := range []struct {
		state string
		want  time.Duration
	}{
		{`Type: Wait, Seconds: "{% 1.001 %}"`, 1_001 * time.Millisecond},
		{`Type: Wait, Seconds: "{% 0.1 + 0.2 %}"`, 300 * time.Millisecond},
		{`Type: Wait, Seconds: "{% 4.35 %}"`, 4_350 * time.Millisecond},
		{`Type: Wait, Seconds: "{% 0.0000000004 %}"`, 0},
		{`Type: Wait, Seconds: "{% 0.0000000006 %}"`, time.Nanosecond},
		{`Type: Wait, Timestamp: "2026-01-01T00:00:00.000000001Z"`, time.Nanosecond},
		{`Type: Wait, Timestamp: "2026-01-01T00:00:01.123456789Z"`, 1_123_456_789},
		{`Type: Wait, Timestamp: "2026-12-01T00:00:00.123456789Z"`, 334*24*time.Hour + 123_456_789},
		{`Type: Wait, Timestamp: "2025-12-31T23:59:59.999999999Z"`, 0},
	} {
		x := simulate(t, "QueryLanguage: JSONata\nStartAt: A\nStates: {A: {"+c.state+", End: true}}", `{}`, `{}`, simulator.Config{})
		if x.Failure != nil || x.Duration() != c.want {
			t.Errorf("%s: it took %d ns and ended with %v, want %d ns", c.state, x.Duration(), x.Failure, c.want)
		}
	}
}
