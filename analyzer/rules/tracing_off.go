package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var tracingOff = &analyzer.Rule{
	Name:    "tracing-off",
	Summary: "Reports state machines in templates without X-Ray tracing.",
	Why: `Only a trace shows an execution together with the functions and services that it calls, and where the
time goes.`,
	Since:      "0.1",
	Spec:       "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html",
	Severity:   source.Advice,
	Confidence: analyzer.Advisory,
	Optional:   true,
	Bad: `Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: orders.asl.json`,
	Good: `Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      Tracing: {Enabled: true}
      DefinitionUri: orders.asl.json`,
	CheckResource: checkTracingOff,
}

func checkTracingOff(p *analyzer.ResourcePass) {
	tracing := p.Property("TracingConfiguration")
	enabled := tracing.Get("Enabled")
	switch {
	case isFalse(enabled):
		p.Report(enabled.Span, "state machine %q is not traced", p.Name)
	case enabled == nil && isComplete(p, p.Properties) && isComplete(p, tracing):
		p.Report(p.Span, "state machine %q is not traced", p.Name)
	}
}

// isFalse reports whether a value is false, which templates may have as a text.
func isFalse(n *source.Node) bool {
	return n != nil && n.Tag == "" && (n.Kind == source.Bool || n.Kind == source.String) && n.Text == "false"
}
