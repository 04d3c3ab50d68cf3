package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var wrongType = &analyzer.Rule{
	Name:       "wrong-type",
	Summary:    "Reports values whose JSON type doesn't match their field.",
	Why:        "AWS rejects the definition.",
	Since:      "0.1",
	Spec:       specStates,
	Severity:   source.Error,
	Confidence: analyzer.Certain,
	Code:       "SCHEMA_VALIDATION_FAILED",
	Bad: `{
  "StartAt": "Rest",
  "States": {
    "Rest": {"Type": "Wait", "Seconds": "60", "End": true}
  }
}`,
	Good: `{
  "StartAt": "Rest",
  "States": {
    "Rest": {"Type": "Wait", "Seconds": 60, "End": true}
  }
}`,
	Check: func(p *analyzer.Pass) {
		for _, st := range p.Graph.Tasks {
			r, args := st.ARN, st.Sent()
			if r.Kind != asl.IntegrationResource || r.SDK || r.Service != "lambda" || args == nil || args.Node.Kind != source.Object {
				continue
			}
			// The service accepts a text, an object and null (measured); of numbers and arrays nothing is known.
			if m := args.Node.Member("Payload"); m != nil && m.Value.Kind == source.Bool {
				p.Report(m.Value.Span, `"Payload" must be an object or a string, not %s`, m.Value.Text)
			}
		}
	},
}
