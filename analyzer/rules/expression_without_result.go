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
	Summary: "Reports JSONata expressions that return nothing: a condition without an else branch, or an unknown member of $states.errorOutput.",
	Why: `Plain JSONata leaves out a value that is undefined. In Step Functions, an expression that returns
nothing fails the state with States.QueryEvaluationError. Add an else branch that returns null or a default.`,
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
				p.Report(e.Node().Span, "if the condition is false, this expression returns nothing and the state fails")
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
