package rules

import (
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var unknownService = &analyzer.Rule{
	Name:    "unknown-service",
	Summary: "Reports integrations with services that this version of aslcheck doesn't know.",
	Why: `Only some services have optimized integrations, and AWS rejects a definition that names any other. If
AWS added the integration after this version of aslcheck was released, update aslcheck or turn the rule off.`,
	Since:      "0.1",
	Spec:       guideOptimized,
	Severity:   source.Error,
	Confidence: analyzer.Likely,
	Code:       "SCHEMA_VALIDATION_FAILED",
	Bad: `{
  "StartAt": "Ship",
  "States": {
    "Ship": {
      "Type": "Task",
      "Resource": "arn:aws:states:::shipping:order",
      "Parameters": {"Order.$": "$.order"},
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Good: `{
  "StartAt": "Ship",
  "States": {
    "Ship": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Parameters": {"FunctionName": "${ShippingFunction}", "Payload.$": "$"},
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Check: func(p *analyzer.Pass) {
		for _, st := range p.Graph.Tasks {
			r := &st.ARN
			if r.Kind != asl.IntegrationResource || r.SDK || strings.Contains(r.Service+r.Action+r.PatternText, "${") || st.Resource.Node.Tag != "" {
				continue
			}
			if isNewService(r.Service) && nearService(r) == "" {
				p.Report(st.Resource.Span(), "unknown service %q in an integration ARN", r.Service)
			}
		}
	},
}
