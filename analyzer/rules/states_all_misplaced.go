package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var statesAllMisplaced = &analyzer.Rule{
	Name:    "states-all-misplaced",
	Summary: "Reports States.ALL that is not alone in its list, or not in the last Retrier or Catcher.",
	Why: `States.ALL matches every error, so names next to it and later entries have no effect. The States
Language requires it to appear alone and last, and AWS rejects other definitions.`,
	Since:      "0.1",
	Spec:       guideErrors,
	Severity:   source.Error,
	Confidence: analyzer.Certain,
	Code:       "SCHEMA_VALIDATION_FAILED",
	Bad: `{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Parallel",
      "Branches": [{"StartAt": "One", "States": {"One": {"Type": "Succeed"}}}],
      "Retry": [{"ErrorEquals": ["States.ALL"]}, {"ErrorEquals": ["OutOfStock"], "MaxAttempts": 0}],
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
	Check: checkStatesAllMisplaced,
}

func checkStatesAllMisplaced(p *analyzer.Pass) {
	for _, recovery := range p.Recoveries() {
		retriers, catchers := handlers(recovery)
		checkStatesAll(p, retriers)
		checkStatesAll(p, catchers)
	}
}

func checkStatesAll(p *analyzer.Pass, list []handler) {
	for i, h := range list {
		for _, name := range h.names.Value {
			if name.Value != asl.ErrorAll || name.Opaque {
				continue
			}
			if len(h.names.Value) > 1 {
				p.Report(name.Span(), "%q must appear alone in its list", asl.ErrorAll)
			}
			if i < len(list)-1 {
				p.Report(name.Span(), "%q must appear in the last %s", asl.ErrorAll, h.what)
			}
		}
	}
}
