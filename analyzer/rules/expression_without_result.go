package rules

import (
	"fmt"
	"slices"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

var expressionWithoutResult = &analyzer.Rule{
	Name:    "expression-without-result",
	Summary: "Reports expressions of JSONata that give nothing: a condition without an else branch, an unknown member of the error.",
	Why: `An expression that gives nothing fails the state with States.QueryEvaluationError, where JSONata elsewhere just leaves the
value out. Write null or another value into the else branch.`,
	Since:      "0.1",
	Spec:       guideJSONata,
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Bad: `{
  "StartAt": "Greet",
  "QueryLanguage": "JSONata",
  "States": {
    "Greet": {"Type": "Pass", "Output": {"title": "{% $states.input.doctor ? 'Dr.' %}"}, "End": true}
  }
}`,
	Good: `{
  "StartAt": "Greet",
  "QueryLanguage": "JSONata",
  "States": {
    "Greet": {"Type": "Pass", "Output": {"title": "{% $states.input.doctor ? 'Dr.' : '' %}"}, "End": true}
  }
}`,
	Check: checkExpressionWithoutResult,
}

// errorMembers are what $states.errorOutput has.
var errorMembers = []string{"Error", "Cause"}

func checkExpressionWithoutResult(p *analyzer.Pass) {
	for _, site := range p.Program.Fields {
		if site.Language != asl.JSONata {
			continue
		}
		for _, e := range query.Expressions(site.Template, site.Expression) {
			if e.MissingElse() {
				p.Report(e.Node().Span, "this expression gives nothing when its condition does not hold, and the state fails then")
			}
			if ref, ok := e.Reads(); ok && ref.Root == query.States {
				checkErrorMember(p, ref)
			}
		}
	}
}

// checkErrorMember reports a path that leads to nothing in $states.errorOutput.
func checkErrorMember(p *analyzer.Pass, ref query.Ref) {
	if len(ref.Steps) < 2 || ref.Steps[0] != "errorOutput" || slices.Contains(errorMembers, ref.Steps[1]) {
		return
	}
	d := source.Diagnostic{Span: ref.Span, Message: fmt.Sprintf("\"$states.errorOutput\" has no member %q", ref.Steps[1])}
	d.Misspelt(ref.Steps[1], errorMembers)
	p.ReportDiagnostic(d)
}
