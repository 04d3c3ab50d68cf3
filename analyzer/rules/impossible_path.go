package rules

import (
	"fmt"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var impossiblePath = &analyzer.Rule{
	Name:    "impossible-path",
	Summary: "Reports paths to something that no earlier state can have put there, or none on one of the ways to a state.",
	Why: `The state fails with States.Runtime, whatever the input of the execution is, and neither Retry nor Catch takes that error,
also not under States.ALL. What a state gives on is followed through InputPath, Parameters, ResultSelector, ResultPath and
OutputPath; what comes from outside may be anything. Where only some ways lead past a state that puts the value there, give it a
default on the others, or test it by a Choice with IsPresent.`,
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
	report := func(dead analyzer.DeadRead, format string, args ...any) {
		d := source.Diagnostic{Span: dead.Ref.Span, Message: fmt.Sprintf("%q leads to nothing", pathText(dead.Ref)) + fmt.Sprintf(format, args...)}
		if dead.Field.Language == asl.JSONPath && handled(dead.Field.State, catches) {
			d.Hint = fmt.Sprintf("no Catcher takes the %s that this raises", asl.ErrorRuntime)
		}
		p.ReportDiagnostic(d)
	}
	for _, dead := range p.Flow().Dead {
		name := dead.Field.State.Head().Name
		if dead.Field.Name == "ResultSelector" {
			report(dead, ": the result of state %q has no such member", name)
		} else {
			report(dead, ": no state before %q puts it there", name)
		}
	}
	for _, read := range p.Flow().Partial {
		after := "state"
		if read.Caught {
			after = "an error in state"
		}
		report(read.DeadRead, " after %s %q: only other ways to %q put it there", after, read.After.Head().Name, read.Field.State.Head().Name)
	}
}
