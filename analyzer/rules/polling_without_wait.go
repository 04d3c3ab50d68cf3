package rules

import (
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var pollingWithoutWait = &analyzer.Rule{
	Name:    "polling-without-wait",
	Summary: "Reports loops that poll a service for a status without a Wait state.",
	Why: `The loop calls the service as fast as it answers. Each round costs state transitions and API calls,
the service soon throttles, and after 25,000 events, often within minutes, the execution fails.`,
	Since:      "0.1",
	Spec:       guideQuotas,
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Bad: `{
  "StartAt": "Look",
  "States": {
    "Look": {
      "Type": "Task",
      "Resource": "arn:aws:states:::aws-sdk:rds:describeDBClusters",
      "Parameters": {"DbClusterIdentifier": "orders"},
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "Next": "Ready?"
    },
    "Ready?": {
      "Type": "Choice",
      "Choices": [{"Variable": "$.DbClusters[0].Status", "StringEquals": "available", "Next": "Done"}],
      "Default": "Look"
    },
    "Done": {"Type": "Succeed"}
  }
}`,
	Good: `{
  "StartAt": "Look",
  "States": {
    "Look": {
      "Type": "Task",
      "Resource": "arn:aws:states:::aws-sdk:rds:describeDBClusters",
      "Parameters": {"DbClusterIdentifier": "orders"},
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "Next": "Ready?"
    },
    "Ready?": {
      "Type": "Choice",
      "Choices": [{"Variable": "$.DbClusters[0].Status", "StringEquals": "available", "Next": "Done"}],
      "Default": "Rest"
    },
    "Rest": {"Type": "Wait", "Seconds": 60, "Next": "Look"},
    "Done": {"Type": "Succeed"}
  }
}`,
	Check: checkPollingWithoutWait,
}

func checkPollingWithoutWait(p *analyzer.Pass) {
	for _, loop := range p.Loops() {
		if task := polls(loop); task != nil {
			p.Report(task.NameSpan, "task %q polls in a loop without a Wait", task.Name)
		}
	}
}

// polls returns the first task of a loop that only asks and decides; nil when the loop does anything else, or goes through
// pages of results.
func polls(loop []asl.State) *asl.Task {
	var first *asl.Task
	for _, st := range loop {
		switch st := st.(type) {
		case *asl.Task:
			if !asks(st.ARN) || usesPages(st) {
				return nil
			}
			if first == nil {
				first = st
			}
		case *asl.Choice, *asl.Pass:
		case *asl.Wait, *asl.Succeed, *asl.Fail, *asl.Parallel, *asl.Map, *asl.Unknown:
			return nil
		}
	}
	return first
}

// usesPages reports whether a task is given where the next page begins.
func usesPages(st *asl.Task) bool {
	args := st.Sent()
	if args == nil || args.Node.Kind != source.Object {
		return true // what it sends is not known
	}
	for i := range args.Node.Members {
		key := args.Node.Members[i].Key
		if strings.Contains(key, "Token") || strings.Contains(key, "Marker") || strings.Contains(key, "Start") {
			return true
		}
	}
	return false
}
