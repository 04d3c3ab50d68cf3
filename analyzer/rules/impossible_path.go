package rules

import (
	"fmt"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var impossiblePath = &analyzer.Rule{
	Name:    "impossible-path",
	Summary: "Reports paths to data that no earlier state produces, or that is missing on one of the paths to the state.",
	Why: `The state fails with States.Runtime whatever the execution input is, and no Retry or Catch handles
that error, even with States.ALL. Only an ItemsPath that finds nothing raises an error that can be caught,
States.ReferencePathConflict. aslcheck follows the data through InputPath, Parameters, ResultSelector,
ResultPath and OutputPath, and through the results of AWS services; the execution input and results of functions may contain
anything. If the data is missing
on some paths only, set a default on those, or test it with IsPresent in a Choice.`,
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
	caught := handling{has: catches}
	report := func(dead analyzer.DeadRead, format string, args ...any) {
		d := source.Diagnostic{Span: dead.Ref.Span, Message: fmt.Sprintf("%q finds nothing", pathText(dead.Ref)) + fmt.Sprintf(format, args...)}
		if dead.Field.Language == asl.JSONPath && dead.Field.Name != "ItemsPath" && caught.of(dead.Field.State) {
			d.Hint = fmt.Sprintf("this raises %s, which no Catcher matches", asl.ErrorRuntime)
		}
		p.ReportDiagnostic(d)
	}
	var last *asl.Task // the one with the ResultSelector that was looked at last, which may have very many paths
	hasShape := false
	for _, dead := range p.Flow().Dead {
		name := shown(dead.Field.State.Head().Name)
		if task, ok := dead.Field.State.(*asl.Task); ok && dead.Field.Name == "ResultSelector" {
			if last != task {
				last, hasShape = task, analyzer.ResultShape(task) != nil
			}
			if hasShape {
				continue // unknown-result-member says what the result has
			}
		}
		if dead.Field.Name == "ResultSelector" {
			report(dead, ": the result of state %q has no such member", name)
		} else {
			report(dead, ": no state before %q sets it", name)
		}
	}
	for _, read := range p.Flow().Partial {
		after := "state"
		if read.Caught {
			after = "an error in state"
		}
		report(read.DeadRead, " after %s %q: it is only set on other paths to %q", after, shown(read.After.Head().Name), shown(read.Field.State.Head().Name))
	}
}
