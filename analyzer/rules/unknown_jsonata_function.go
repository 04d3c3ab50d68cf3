package rules

import (
	"fmt"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

var unknownJSONataFunction = &analyzer.Rule{
	Name:    "unknown-jsonata-function",
	Summary: "Reports calls of functions that JSONata in Step Functions doesn't have.",
	Why: `The call fails with States.QueryEvaluationError. Workflow variables can't hold functions, so only
built-in functions, except $eval, and functions defined in the same expression can be called.`,
	Since:      "0.1",
	Spec:       guideJSONata,
	Severity:   source.Warning,
	Confidence: analyzer.Certain,
	Bad: `{
  "StartAt": "Sum",
  "QueryLanguage": "JSONata",
  "States": {
    "Sum": {"Type": "Pass", "Output": "{% $total($states.input.prices) %}", "End": true}
  }
}`,
	Good: `{
  "StartAt": "Sum",
  "QueryLanguage": "JSONata",
  "States": {
    "Sum": {"Type": "Pass", "Output": "{% $sum($states.input.prices) %}", "End": true}
  }
}`,
	Check: checkUnknownJSONataFunction,
}

func checkUnknownJSONataFunction(p *analyzer.Pass) {
	for _, site := range p.Program.Fields {
		if site.Language != asl.JSONata {
			continue
		}
		for _, call := range site.Refs().Calls {
			if call.Known {
				continue
			}
			d := source.Diagnostic{Span: call.Span, Message: fmt.Sprintf("unknown function %q", "$"+call.Name)}
			d.Misspelt(call.Name, query.Functions())
			p.ReportDiagnostic(d)
		}
	}
}
