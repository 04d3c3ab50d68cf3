package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var httpWithoutConnection = &analyzer.Rule{
	Name:    "http-without-connection",
	Summary: "Reports HTTP tasks without an EventBridge connection.",
	Why: `Step Functions authenticates HTTPS calls with an EventBridge connection. Each HTTP task must name the
ARN of one: as ConnectionArn in Authentication, or in InvocationConfig for a private API. Without it, every call
fails.`,
	Since:      "0.1",
	Spec:       "https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html",
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Bad: `{
  "StartAt": "Order",
  "States": {
    "Order": {
      "Type": "Task",
      "Resource": "arn:aws:states:::http:invoke",
      "Parameters": {"ApiEndpoint": "https://api.example.com/orders", "Method": "GET"},
      "Retry": [{"ErrorEquals": ["States.Http.StatusCode.429"]}],
      "End": true
    }
  }
}`,
	Good: `{
  "StartAt": "Order",
  "States": {
    "Order": {
      "Type": "Task",
      "Resource": "arn:aws:states:::http:invoke",
      "Parameters": {
        "ApiEndpoint": "https://api.example.com/orders",
        "Method": "GET",
        "Authentication": {"ConnectionArn": "${Connection}"}
      },
      "Retry": [{"ErrorEquals": ["States.Http.StatusCode.429"]}],
      "End": true
    }
  }
}`,
	Check: func(p *analyzer.Pass) {
		for _, st := range p.Graph.Tasks {
			r, args := st.ARN, st.Sent()
			if r.Kind != asl.IntegrationResource || r.SDK || r.Service != "http" || args == nil || args.Node.Kind != source.Object ||
				asl.IsOpaque(args.Node) || mayHaveMore(args.Node) {
				continue
			}
			if parameter(args.Node, "Authentication") == nil && parameter(args.Node, "InvocationConfig") == nil {
				p.Report(args.KeySpan(), `HTTP task %q needs "Authentication" or "InvocationConfig" with a "ConnectionArn"`, st.Name)
			}
		}
	},
}
