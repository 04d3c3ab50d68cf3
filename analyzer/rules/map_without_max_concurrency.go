package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var mapWithoutMaxConcurrency = &analyzer.Rule{
	Name:    "map-without-max-concurrency",
	Summary: "Reports Map states that run tasks without a MaxConcurrency, or with 0, which means unlimited.",
	Why: `Without a limit, an inline Map runs up to 40 iterations in parallel and a distributed Map up to
10,000. Databases, APIs and Lambda functions with lower limits are overloaded and start to fail.`,
	Since:      "0.1",
	Spec:       "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-map-process-modes.html",
	Severity:   source.Advice,
	Confidence: analyzer.Advisory,
	Optional:   true,
	Bad: `{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemProcessor": {
        "StartAt": "Send",
        "States": {
          "Send": {
            "Type": "Task",
            "Resource": "arn:aws:states:::sqs:sendMessage",
            "Parameters": {"QueueUrl": "${Queue}", "MessageBody.$": "$"},
            "End": true
          }
        }
      },
      "End": true
    }
  }
}`,
	Good: `{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "MaxConcurrency": 5,
      "ItemProcessor": {
        "StartAt": "Send",
        "States": {
          "Send": {
            "Type": "Task",
            "Resource": "arn:aws:states:::sqs:sendMessage",
            "Parameters": {"QueueUrl": "${Queue}", "MessageBody.$": "$"},
            "End": true
          }
        }
      },
      "End": true
    }
  }
}`,
	Check: func(p *analyzer.Pass) {
		for _, st := range p.Graph.Maps {
			limit, zero := &st.MaxConcurrency, st.MaxConcurrency.Known() && st.MaxConcurrency.Value == 0
			if st.MaxConcurrencyPath.Set || limit.Set && !zero || mayHaveMore(st.Node) || !runsTasks(st.Processor()) {
				continue
			}
			at, most := st.NameSpan, "40"
			if zero {
				at = limit.Span()
			}
			if st.Distributed() {
				most = "10,000"
			}
			p.Report(at, "Map %q has no MaxConcurrency, so up to %s items run in parallel", st.Name, most)
		}
	},
}

// runsTasks reports whether a container, or one inside it, has a Task.
func runsTasks(m *asl.Machine) bool {
	if m == nil {
		return false
	}
	for _, st := range m.States {
		if _, ok := st.(*asl.Task); ok {
			return true
		}
		for _, inner := range asl.Machines(st) {
			if runsTasks(inner) {
				return true
			}
		}
	}
	return false
}
