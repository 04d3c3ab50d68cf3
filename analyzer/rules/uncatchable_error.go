package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var uncatchableError = &analyzer.Rule{
	Name:    "uncatchable-error",
	Summary: "Reports Retriers and Catchers for States.Runtime, which nothing retries and nothing catches.",
	Why: `States.Runtime is what a path that leads to nothing raises, and it always ends the execution: neither its name nor
States.ALL covers it. Guard such a path by a Choice with IsPresent instead.`,
	Since:      "0.1",
	Spec:       guideErrors,
	Severity:   source.Warning,
	Confidence: analyzer.Certain,
	Bad: `{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Parallel",
      "Branches": [{"StartAt": "One", "States": {"One": {"Type": "Succeed"}}}],
      "Catch": [{"ErrorEquals": ["States.Runtime"], "Next": "Give up"}],
      "End": true
    },
    "Give up": {"Type": "Fail"}
  }
}`,
	Good: `{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Parallel",
      "Branches": [{"StartAt": "One", "States": {"One": {"Type": "Succeed"}}}],
      "Catch": [{"ErrorEquals": ["States.BranchFailed"], "Next": "Give up"}],
      "End": true
    },
    "Give up": {"Type": "Fail"}
  }
}`,
	Check: func(p *analyzer.Pass) {
		for _, recovery := range p.Recoveries() {
			retriers, catchers := handlers(recovery)
			for _, h := range append(retriers, catchers...) {
				for _, name := range h.names.Value {
					if name.Known() && name.Value == asl.ErrorRuntime {
						p.Report(name.Span(), "%q always ends the execution, and no %s takes it", name.Value, h.what)
					}
				}
			}
		}
	},
}
