package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var heartbeatNotBelowTimeout = &analyzer.Rule{
	Name:    "heartbeat-not-below-timeout",
	Summary: "Reports tasks whose HeartbeatSeconds is not less than their TimeoutSeconds.",
	Why: `The task times out before a missing heartbeat is noticed, so HeartbeatSeconds has no effect. The
States Language requires an interval less than the timeout.`,
	Since:      "0.1",
	Spec:       guideTask,
	Severity:   source.Warning,
	Confidence: analyzer.Certain,
	Bad: `{
  "StartAt": "Work",
  "States": {
    "Work": {
      "Type": "Task",
      "Resource": "arn:aws:states:eu-west-1:${Account}:activity:work",
      "TimeoutSeconds": 60,
      "HeartbeatSeconds": 60,
      "End": true
    }
  }
}`,
	Good: `{
  "StartAt": "Work",
  "States": {
    "Work": {
      "Type": "Task",
      "Resource": "arn:aws:states:eu-west-1:${Account}:activity:work",
      "TimeoutSeconds": 600,
      "HeartbeatSeconds": 60,
      "End": true
    }
  }
}`,
	Check: func(p *analyzer.Pass) {
		for _, st := range p.Graph.Tasks {
			heartbeat, timeout := &st.HeartbeatSeconds, &st.TimeoutSeconds
			if heartbeat.Known() && timeout.Known() && heartbeat.Value >= timeout.Value {
				p.Report(heartbeat.Span(), "a heartbeat of %s has no effect with a timeout of %s",
					source.Plural(int(heartbeat.Value), "second"), source.Plural(int(timeout.Value), "second"))
			}
		}
	},
}
