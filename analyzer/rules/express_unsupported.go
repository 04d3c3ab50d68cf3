package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var expressUnsupported = &analyzer.Rule{
	Name:    "express-unsupported",
	Summary: "Reports what Express workflows cannot do: .sync, .waitForTaskToken, activities and distributed Map states.",
	Why: `The service refuses the definition for the type EXPRESS. The same holds for the child executions of a distributed Map
with the ExecutionType EXPRESS.`,
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
