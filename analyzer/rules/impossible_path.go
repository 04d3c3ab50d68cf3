package rules

import (
	"fmt"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var impossiblePath = &analyzer.Rule{
	Name:    "impossible-path",
	Summary: "Reports paths to something that no earlier state can have put there.",
	Why: `The state fails with States.Runtime, whatever the input of the execution is, and neither Retry nor Catch takes that error,
also not under States.ALL. What a state gives on is followed through InputPath, Parameters, ResultSelector, ResultPath and
OutputPath; what comes from outside may be anything.`,
	Since:      "0.1",
	Spec:       "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-input-output-filtering.html",
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Bad: `{
  "StartAt": "Name",
  "States": {
    "Name": {"Type": "Pass", "Parameters": {"first.$": "$.name"}, "Next": "Greet"},
    "Greet": {"Type": "Pass", "Parameters": {"text.$": "States.Format('Hello {}', $.name)"}, "End": true}
  }
}`,
	Good: `{
  "StartAt": "Name",
  "States": {
    "Name": {"Type": "Pass", "Parameters": {"first.$": "$.name"}, "Next": "Greet"},
    "Greet": {"Type": "Pass", "Parameters": {"text.$": "States.Format('Hello {}', $.first)"}, "End": true}
  }
}`,
	Check: checkImpossiblePath,
}

func checkImpossiblePath(p *analyzer.Pass) {
	for _, dead := range p.Flow().Dead {
		st := dead.Field.State
		d := source.Diagnostic{Span: dead.Ref.Span}
		if dead.Field.Name == "ResultSelector" {
			d.Message = fmt.Sprintf("%q leads to nothing: the result of state %q has no such member", pathText(dead.Ref), st.Head().Name)
		} else {
			d.Message = fmt.Sprintf("%q leads to nothing: no state before %q puts it there", pathText(dead.Ref), st.Head().Name)
		}
		if handled(st, catches) {
			d.Hint = "no Catcher takes the States.Runtime that this raises"
		}
		p.ReportDiagnostic(d)
	}
}
