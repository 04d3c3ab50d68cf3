package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var missingExecutionType = &analyzer.Rule{
	Name:       "missing-execution-type",
	Summary:    "Reports distributed Map states whose ProcessorConfig has no ExecutionType.",
	Why:        "AWS rejects the definition: the child executions must be either STANDARD or EXPRESS.",
	Since:      "0.1",
	Spec:       "https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html",
	Severity:   source.Error,
	Confidence: analyzer.Certain,
	Code:       "SCHEMA_VALIDATION_FAILED",
	Bad: `{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemProcessor": {
        "ProcessorConfig": {"Mode": "DISTRIBUTED"},
        "StartAt": "One",
        "States": {"One": {"Type": "Succeed"}}
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
      "ItemProcessor": {
        "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"},
        "StartAt": "One",
        "States": {"One": {"Type": "Succeed"}}
      },
      "End": true
    }
  }
}`,
	Check: func(p *analyzer.Pass) {
		for _, st := range p.Graph.Maps {
			if st.Distributed() && !st.Processor().ProcessorConfig.ExecutionType.Set {
				p.Report(st.Processor().ProcessorConfig.Span, "a distributed Map needs an \"ExecutionType\" of \"STANDARD\" or \"EXPRESS\"")
			}
		}
	},
}
