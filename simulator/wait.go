package simulator

import (
	"math"
	"time"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/value"
)

// waitState waits for some seconds or until a time.
type waitState struct {
	seconds   number
	secPath   *query.Path
	timestamp text
	timePath  *query.Path
}

// secondsField is the field of a Wait state.
const secondsField = "Seconds"

// maxWait is the longest wait in seconds (recordings test_wait_timestamp_too_far_in_future_boundary).
const maxWait = math.MaxInt32

func (c *compiler) wait(st *asl.Wait) behavior {
	return &waitState{
		seconds: compileNumber(c, secondsField, &st.Seconds, nil), secPath: c.path(&st.SecondsPath),
		timestamp: c.text("Timestamp", &st.Timestamp, &asl.Field[string]{}),
		timePath:  c.path(&st.TimestampPath),
	}
}

func (w *waitState) begin(s *visit) {
	delay, p := w.delay(s)
	if p == nil && delay > maxWait*second {
		p = s.runtimeProblem("Wait state delay is too long.").pointer()
	}
	if p != nil {
		s.fail(*p)
		return
	}
	if delay <= 0 {
		s.complete(s.effective)
		return
	}
	s.scheduleAt(s.x.queue.now+delay, wake)
}

// wake ends a wait.
func wake(s *visit) { s.complete(s.effective) }

// delay returns how long to wait from now.
func (w *waitState) delay(s *visit) (nanos, *problem) {
	switch {
	case w.secPath != nil:
		seconds, p := w.secondsAt(s)
		return inNanos(min(seconds, maxWait+1)), p
	case w.timePath != nil:
		return w.timeAt(s)
	case w.timestamp.set || w.timestamp.expression != nil:
		return w.until(s)
	case w.seconds.expression != nil:
		// It "must evaluate to an integer in the stated range":
		// https://docs.aws.amazon.com/step-functions/latest/dg/state-wait.html
		seconds, p := w.seconds.wholeSeconds(s)
		return inNanos(seconds), p
	default:
		return inNanos(min(w.seconds.fixed, maxWait+1)), nil
	}
}

func (w *waitState) secondsAt(s *visit) (float64, *problem) {
	path := w.secPath.Text()
	v, ok := w.secPath.Lookup(&s.scope)
	if !ok {
		return 0, s.runtimeProblem("The SecondsPath parameter does not reference an input value: %s", path).pointer()
	}
	n, isInt := v.Int()
	switch {
	case !isInt:
		return 0, s.runtimeProblem("The SecondsPath parameter cannot be parsed as a long value: %s == %s", path, display(v)).pointer()
	case n < 0:
		return 0, s.runtimeProblem("The SecondsPath parameter references a negative value: %s == %d", path, n).pointer()
	default:
		return float64(n), nil
	}
}

// display writes a value for a message: strings without quotes.
func display(v value.Value) string {
	if v.Kind() == value.StringKind {
		return v.Text()
	}
	return v.Quoted()
}

func (w *waitState) timeAt(s *visit) (nanos, *problem) {
	path := w.timePath.Text()
	v, ok := w.timePath.Lookup(&s.scope)
	if !ok {
		return 0, s.runtimeProblem("The TimestampPath parameter does not reference an input value: %s", path).pointer()
	}
	t, ok := parseTimestamp(v)
	if !ok {
		return 0, s.runtimeProblem("The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: %s == %s",
			path, display(v)).pointer()
	}
	return nanos(t.Sub(s.x.now())), nil
}

func (w *waitState) until(s *visit) (nanos, *problem) {
	text, p := w.timestamp.eval(s)
	if p != nil {
		return 0, p
	}
	t, ok := parseTimestamp(value.String(text))
	if !ok {
		return 0, s.queryProblem("Timestamp", "The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: %s", text).pointer()
	}
	return nanos(t.Sub(s.x.now())), nil
}

// parseTimestamp reads a timestamp as the service takes it: RFC 3339 with an upper case T, and Z or an offset.
func parseTimestamp(v value.Value) (time.Time, bool) {
	if v.Kind() != value.StringKind {
		return time.Time{}, false
	}
	t, err := time.Parse(time.RFC3339Nano, v.Text())
	return t, err == nil
}
