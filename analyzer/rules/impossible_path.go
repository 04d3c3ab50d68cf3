package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var impossiblePath = &analyzer.Rule{
	Name:    "impossible-path",
	Summary: "Reports paths to something that no earlier state can have put there.",
	Why: `The state fails with States.Runtime or States.ParameterPathFailure, whatever the input of the execution is. What a state
gives on is followed through InputPath, Parameters, ResultSelector, ResultPath and OutputPath; what comes from outside may be
anything.`,
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
		name := dead.Field.State.Head().Name
		if dead.Field.Name == "ResultSelector" {
			p.Report(dead.Ref.Span, "%q leads to nothing: the result of state %q has no such member", pathText(dead.Ref), name)
			continue
		}
		p.Report(dead.Ref.Span, "%q leads to nothing: no state before %q puts it there", pathText(dead.Ref), name)
	}
}
