package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var retryWithoutBackoff = &analyzer.Rule{
	Name:    "retry-without-backoff",
	Summary: "Reports Retriers with a BackoffRate of 1, whose waits never grow.",
	Why: `An overloaded service receives retries at the same short interval from every execution and can't
recover. A BackoffRate above 1 gives it time; "JitterStrategy": "FULL" spreads the attempts.`,
	Since:      "0.1",
	Spec:       guideErrors,
	Severity:   source.Advice,
	Confidence: analyzer.Advisory,
	Optional:   true,
	Bad: `{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Parallel",
      "Branches": [{"StartAt": "One", "States": {"One": {"Type": "Succeed"}}}],
      "Retry": [{"ErrorEquals": ["States.TaskFailed"], "MaxAttempts": 5, "BackoffRate": 1}],
      "End": true
    }
  }
}`,
	Good: `{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Parallel",
      "Branches": [{"StartAt": "One", "States": {"One": {"Type": "Succeed"}}}],
      "Retry": [{"ErrorEquals": ["States.TaskFailed"], "MaxAttempts": 5, "BackoffRate": 2}],
      "End": true
    }
  }
}`,
	Check: func(p *analyzer.Pass) {
		for _, recovery := range p.Recoveries() {
			for _, r := range recovery.Retry.Value {
				if r.BackoffRate.Known() && r.BackoffRate.Value == 1 && waitsAgain(r) {
					p.Report(r.BackoffRate.Span(), "with a BackoffRate of 1, every wait is as long as the first")
				}
			}
		}
	},
}

// waitsAgain reports whether a Retrier waits more than once, and each time for the same time.
func waitsAgain(r *asl.Retrier) bool {
	if r.MaxAttempts.Opaque || r.JitterStrategy.Opaque || r.JitterStrategy.Value == "FULL" {
		return false
	}
	return !r.MaxAttempts.Set || r.MaxAttempts.Value > 1
}
