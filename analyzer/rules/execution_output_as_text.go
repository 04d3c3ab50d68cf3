package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var executionOutputAsText = &analyzer.Rule{
	Name:    "execution-output-as-text",
	Summary: "Reports startExecution.sync, which returns the output of the child execution as a string; .sync:2 returns JSON.",
	Why: `With .sync, the members Input and Output of the result are strings with JSON inside, so no path can
read a value from them. If you switch to .sync:2, adapt the fields that read the result.`,
	Since:      "0.1",
	Spec:       "https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html",
	Severity:   source.Advice,
	Confidence: analyzer.Advisory,
	Bad: `{
  "StartAt": "Ship",
  "States": {
    "Ship": {
      "Type": "Task",
      "Resource": "arn:aws:states:::states:startExecution.sync",
      "Parameters": {"StateMachineArn": "${Ship}", "Input": {"AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID.$": "$$.Execution.Id"}},
      "End": true
    }
  }
}`,
	Good: `{
  "StartAt": "Ship",
  "States": {
    "Ship": {
      "Type": "Task",
      "Resource": "arn:aws:states:::states:startExecution.sync:2",
      "Parameters": {"StateMachineArn": "${Ship}", "Input": {"AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID.$": "$$.Execution.Id"}},
      "End": true
    }
  }
}`,
	Check: func(p *analyzer.Pass) {
		for _, st := range p.Graph.Tasks {
			r := st.ARN
			if r.Kind == asl.IntegrationResource && !r.SDK && r.Service == "states" && r.Action == "startExecution" && r.Pattern == asl.Sync {
				p.Report(st.Resource.Span(), "%q returns the output of the child execution as a string (%q returns JSON)", "."+asl.Sync, "."+asl.Sync2)
			}
		}
	},
}
