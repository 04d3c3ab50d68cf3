package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var retryOutlastsTimeout = &analyzer.Rule{
	Name:    "retry-outlasts-timeout",
	Summary: "Reports Retriers whose waits alone exceed the timeout of the execution.",
	Why: `The execution times out while it waits for the next attempt, so the later attempts and the Catch never
run. An Express workflow has five minutes in total.`,
	Since:      "0.1",
	Spec:       guideErrors,
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Bad: `{
  "StartAt": "Each",
  "TimeoutSeconds": 300,
  "States": {
    "Each": {
      "Type": "Parallel",
      "Branches": [{"StartAt": "One", "States": {"One": {"Type": "Succeed"}}}],
      "Retry": [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 60, "MaxAttempts": 4, "BackoffRate": 2}],
      "End": true
    }
  }
}`,
	Good: `{
  "StartAt": "Each",
  "TimeoutSeconds": 3600,
  "States": {
    "Each": {
      "Type": "Parallel",
      "Branches": [{"StartAt": "One", "States": {"One": {"Type": "Succeed"}}}],
      "Retry": [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 60, "MaxAttempts": 4, "BackoffRate": 2}],
      "End": true
    }
  }
}`,
	Check: checkRetryOutlastsTimeout,
}

func checkRetryOutlastsTimeout(p *analyzer.Pass) {
	limit := &p.Definition.Machine.TimeoutSeconds
	for st, recovery := range p.Recoveries() {
		if len(recovery.Retry.Value) == 0 {
			continue
		}
		most := float64(0)
		if limit.Known() {
			most = float64(limit.Value)
		}
		if p.RunsExpress(st) && (most == 0 || most > asl.MaxExpressSeconds) {
			most = asl.MaxExpressSeconds
		}
		for _, r := range recovery.Retry.Value {
			if waits := retryWaits(r); most > 0 && waits > most {
				p.Report(r.Span, "the waits of this Retrier take %.0f seconds, but the execution times out after %.0f", waits, most)
			}
		}
	}
}

// retryWaits returns how long all waits of a Retrier take together without jitter; 0 when that is not known.
func retryWaits(r *asl.Retrier) float64 {
	if r.IntervalSeconds.Opaque || r.MaxAttempts.Opaque || r.BackoffRate.Opaque || r.MaxDelaySeconds.Opaque || r.JitterStrategy.Value == "FULL" {
		return 0
	}
	wait, attempts, rate := float64(asl.DefaultIntervalSeconds), int64(asl.DefaultMaxAttempts), asl.DefaultBackoffRate
	if r.IntervalSeconds.Set {
		wait = float64(r.IntervalSeconds.Value)
	}
	if r.MaxAttempts.Set {
		attempts = r.MaxAttempts.Value
	}
	if r.BackoffRate.Set {
		rate = r.BackoffRate.Value
	}
	sum := float64(0)
	for range min(attempts, 10_000) {
		if r.MaxDelaySeconds.Set {
			wait = min(wait, float64(r.MaxDelaySeconds.Value))
		}
		sum += wait
		wait *= rate
		if sum > 1e12 {
			break
		}
	}
	return sum
}
