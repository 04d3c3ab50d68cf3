package graph

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

// detail says in a few words what a state does.
func detail(st asl.State) string {
	switch st := st.(type) {
	case *asl.Task:
		return resource(st)
	case *asl.Wait:
		return "Wait " + waiting(st)
	case *asl.Map:
		if st.Distributed() {
			return "Map, distributed"
		}
		return "Map" + concurrency(st)
	case *asl.Parallel:
		return "Parallel"
	case *asl.Fail:
		if st.Error.Set && st.Error.Value != "" {
			return "Fail " + asl.ExpressionWords(st.Error.Value)
		}
		return "Fail"
	case *asl.Pass, *asl.Choice, *asl.Succeed:
		return st.Kind()
	case *asl.Unknown:
		return "unknown Type"
	default:
		return ""
	}
}

func concurrency(st *asl.Map) string {
	if st.MaxConcurrency.Known() && st.MaxConcurrency.Value > 0 {
		return fmt.Sprintf(", %d in parallel", st.MaxConcurrency.Value)
	}
	return ""
}

// resource names what a task calls: the service and the action of an integration, with its pattern.
func resource(st *asl.Task) string {
	arn := st.ARN
	switch arn.Kind {
	case asl.LambdaResource:
		return "lambda " + arn.Name
	case asl.ActivityResource:
		return "activity " + arn.Name
	case asl.IntegrationResource:
		text := arn.Service + ":" + arn.Action
		if arn.PatternText != "" {
			text += "." + arn.PatternText
		}
		return text
	case asl.NoResource:
		if st.Resource.Value != "" {
			return st.Resource.Value
		}
	}
	return "Task"
}

// waiting says how long a Wait state waits.
func waiting(st *asl.Wait) string {
	switch {
	case st.Seconds.Known():
		return Duration(time.Duration(st.Seconds.Value) * time.Second)
	case st.Seconds.Expression && st.Seconds.Node != nil:
		return asl.ExpressionWords(st.Seconds.Node.Text) + " s"
	case st.SecondsPath.Set:
		return asl.PathWords(st.SecondsPath.Value) + " s"
	case st.TimestampPath.Set:
		return "until " + asl.PathWords(st.TimestampPath.Value)
	case st.Timestamp.Set:
		return "until " + asl.ExpressionWords(st.Timestamp.Value)
	default:
		return ""
	}
}

// Duration writes a duration with the units that it needs, the largest first: "1h", "1m30s".
func Duration(d time.Duration) string {
	const day = 24 * time.Hour
	if d < time.Second {
		return d.String()
	}
	var out strings.Builder
	if d >= day {
		fmt.Fprintf(&out, "%dd", d/day)
		d %= day
	}
	for _, unit := range []struct {
		size time.Duration
		name string
	}{{time.Hour, "h"}, {time.Minute, "m"}} {
		if d >= unit.size {
			fmt.Fprintf(&out, "%d%s", d/unit.size, unit.name)
			d %= unit.size
		}
	}
	if d > 0 {
		out.WriteString(d.String())
	}
	return out.String()
}

// retries returns the badge of a state with Retriers, and a line that lists them.
func retries(st asl.State) (badge, list string) {
	r := asl.Recover(st)
	if r == nil || len(r.Retry.Value) == 0 {
		return "", ""
	}
	counts := make([]string, len(r.Retry.Value))
	lines := make([]string, len(r.Retry.Value))
	for i, retrier := range r.Retry.Value {
		attempts := int64(asl.DefaultMaxAttempts)
		if retrier.MaxAttempts.Known() {
			attempts = retrier.MaxAttempts.Value
		}
		counts[i] = strconv.FormatInt(attempts, 10)
		lines[i] = fmt.Sprintf("%s: %s at most", asl.ErrorWords(retrier.ErrorEquals.Value), source.Plural(int(attempts), "time"))
	}
	const shown = 3
	if len(counts) > shown {
		counts = append(counts[:shown-1], "…")
	}
	return "↻ " + strings.Join(counts, "+"), source.OneLine(strings.Join(lines, "; "))
}
