package rules

import (
	"fmt"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

var jsonataWithoutInput = &analyzer.Rule{
	Name:    "jsonata-without-input",
	Summary: `Reports JSONata expressions that read "$", "$$" or a bare name at the top level.`,
	Why: `In plain JSONata, these read the input. In Step Functions an expression has no implicit input, and AWS
rejects the definition. Use $states.input to read the state input.`,
	Since:      "0.1",
	Spec:       guideJSONata,
	Severity:   source.Error,
	Confidence: analyzer.Certain,
	Code:       "UNSUPPORTED_JSONATA_EXPRESSION",
	Bad: `{
  "StartAt": "Sum",
  "QueryLanguage": "JSONata",
  "States": {
    "Sum": {"Type": "Pass", "Output": "{% $sum(prices) %}", "End": true}
  }
}`,
	Good: `{
  "StartAt": "Sum",
  "QueryLanguage": "JSONata",
  "States": {
    "Sum": {"Type": "Pass", "Output": "{% $sum($states.input.prices) %}", "End": true}
  }
}`,
	Check: checkJSONataWithoutInput,
}

func checkJSONataWithoutInput(p *analyzer.Pass) {
	for _, site := range p.Program.Fields {
		if site.Language != asl.JSONata {
			continue
		}
		for _, ref := range site.Refs().Reads {
			if ref.Root != query.Free {
				continue
			}
			d := source.Diagnostic{
				Span: ref.Span, Message: fmt.Sprintf("%q is undefined here: an expression has no implicit input", ref.Name),
				Hint: "$states.input." + ref.Name,
			}
			if ref.Name == "$" || ref.Name == "$$" {
				d.Hint = "$states.input"
			}
			p.ReportDiagnostic(d)
		}
	}
}
