package rules

import (
	"slices"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var retrierWithoutEffect = &analyzer.Rule{
	Name:    "retrier-without-effect",
	Summary: `Reports Retriers with "MaxAttempts": 0 that no broader Retrier follows.`,
	Why: `MaxAttempts 0 excludes errors from a broader Retrier further down. Without one, these errors aren't
retried anyway: either the number or the order of the Retriers is wrong.`,
	Since:      "0.1",
	Spec:       guideErrors,
	Severity:   source.Advice,
	Confidence: analyzer.Likely,
	Bad: `{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Parallel",
      "Branches": [{"StartAt": "One", "States": {"One": {"Type": "Succeed"}}}],
      "Retry": [{"ErrorEquals": ["OutOfStock"], "MaxAttempts": 0}],
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
      "Retry": [{"ErrorEquals": ["OutOfStock"], "MaxAttempts": 0}, {"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Check: func(p *analyzer.Pass) {
		for _, recovery := range p.Recoveries() {
			if recovery.Retry.Opaque {
				continue
			}
			for i, r := range recovery.Retry.Value {
				if r.MaxAttempts.Known() && r.MaxAttempts.Value == 0 && !takenLater(r, recovery.Retry.Value[i+1:]) {
					p.Report(r.MaxAttempts.Span(), "no later Retrier matches these errors, so excluding them has no effect")
				}
			}
		}
	},
}

// takenLater reports whether one of some Retriers takes an error of r, or may do so. A name such as States.TaskFailed
// covers errors that cannot be listed.
func takenLater(r *asl.Retrier, later []*asl.Retrier) bool {
	if len(later) == 0 {
		return false
	}
	return slices.ContainsFunc(r.ErrorEquals.Value, func(name asl.Field[string]) bool {
		return name.Opaque || name.Value == asl.ErrorTaskFailed || name.Value == asl.ErrorTimeout ||
			slices.ContainsFunc(later, func(l *asl.Retrier) bool { return coversError(l.ErrorEquals.Value, name.Value) })
	})
}
