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
			if slices.ContainsFunc(recovery.Retry.Value, excludesErrors) {
				checkExclusions(p, recovery.Retry.Value)
			}
		}
	},
}

// excludesErrors reports whether a Retrier says that some errors are not retried.
func excludesErrors(r *asl.Retrier) bool { return r.MaxAttempts.Known() && r.MaxAttempts.Value == 0 }

func checkExclusions(p *analyzer.Pass, retriers []*asl.Retrier) {
	later := takenErrors{names: map[string]bool{}}
	for i, r := range slices.Backward(retriers) {
		if excludesErrors(r) && (i == len(retriers)-1 || !slices.ContainsFunc(r.ErrorEquals.Value, later.mayTake)) {
			p.Report(r.MaxAttempts.Span(), "no later Retrier matches these errors, so excluding them has no effect")
		}
		for _, name := range r.ErrorEquals.Value {
			later.opaque = later.opaque || name.Opaque
			later.names[name.Value] = true
		}
	}
}

// takenErrors are the names that some Retriers have.
type takenErrors struct {
	names  map[string]bool
	opaque bool // some are not known
}

// mayTake reports whether one of the Retriers takes an error, or may do so. A name such as States.TaskFailed covers errors that
// cannot be listed.
func (t *takenErrors) mayTake(name asl.Field[string]) bool {
	if name.Opaque || t.opaque || name.Value == asl.ErrorTaskFailed || name.Value == asl.ErrorTimeout || t.names[name.Value] {
		return true
	}
	return slices.ContainsFunc(asl.ErrorNames, func(entry string) bool { return t.names[entry] && asl.ErrorMatches(entry, name.Value) })
}
