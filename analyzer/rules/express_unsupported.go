package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var expressUnsupported = &analyzer.Rule{
	Name:    "express-unsupported",
	Summary: "Reports features that Express workflows don't support: .sync, .waitForTaskToken, activities and distributed Map states.",
	Why: `AWS rejects the definition for a state machine of the type EXPRESS. The same limits apply to the child
executions of a distributed Map with the ExecutionType EXPRESS.`,
	Since:      "0.1",
	Spec:       guideTypes,
	Severity:   source.Error,
	Confidence: analyzer.Certain,
	Code:       "SCHEMA_VALIDATION_FAILED",
	Type:       asl.Express,
	Bad: `{
  "StartAt": "Job",
  "States": {
    "Job": {
      "Type": "Task",
      "Resource": "arn:aws:states:::glue:startJobRun.sync",
      "Parameters": {"JobName": "orders"},
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Good: `{
  "StartAt": "Job",
  "States": {
    "Job": {
      "Type": "Task",
      "Resource": "arn:aws:states:::glue:startJobRun",
      "Parameters": {"JobName": "orders"},
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Check: checkExpressUnsupported,
}

func checkExpressUnsupported(p *analyzer.Pass) {
	for _, st := range p.Graph.States {
		if !p.RunsExpress(st) {
			continue
		}
		if what, at := asl.NotExpress(st); what != "" {
			p.Report(at, "Express workflows do not support %s", what)
		}
	}
}
