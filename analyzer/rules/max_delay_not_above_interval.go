package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var maxDelayNotAboveInterval = &analyzer.Rule{
	Name:    "max-delay-not-above-interval",
	Summary: "Reports Retriers whose MaxDelaySeconds is not greater than their IntervalSeconds.",
	Why: `The first wait is already the longest, so the back-off never grows. The States Language requires
MaxDelaySeconds to be greater than IntervalSeconds.`,
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
      "Retry": [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 60, "MaxDelaySeconds": 30}],
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
      "Retry": [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 30, "MaxDelaySeconds": 60}],
      "End": true
    }
  }
}`,
	Check: func(p *analyzer.Pass) {
		for _, recovery := range p.Recoveries() {
			for _, r := range recovery.Retry.Value {
				interval := int64(asl.DefaultIntervalSeconds)
				if r.IntervalSeconds.Set {
					interval = r.IntervalSeconds.Value
				}
				if r.MaxDelaySeconds.Known() && !r.IntervalSeconds.Opaque && r.MaxDelaySeconds.Value <= interval {
					p.Report(r.MaxDelaySeconds.Span(), "the maximum delay of %s does not exceed the interval of %s",
						source.Plural(int(r.MaxDelaySeconds.Value), "second"), source.Plural(int(interval), "second"))
				}
			}
		}
	},
}
