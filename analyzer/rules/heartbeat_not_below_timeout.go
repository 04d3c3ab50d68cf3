package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var heartbeatNotBelowTimeout = &analyzer.Rule{
	Name:       "heartbeat-not-below-timeout",
	Summary:    "Reports tasks whose HeartbeatSeconds is not smaller than their TimeoutSeconds.",
	Why:        "The timeout comes first, so that the heartbeat never does anything. The States Language demands a smaller interval.",
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
				p.Report(heartbeat.Span(), "a heartbeat of %d seconds never fails a task with a timeout of %d", heartbeat.Value, timeout.Value)
			}
		}
	},
}
