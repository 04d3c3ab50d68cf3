package rules

import (
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

var jsonataTypeError = &analyzer.Rule{
	Name:    "jsonata-type-error",
	Summary: "Reports JSONata expressions that fail on any input: a wrong number or type of arguments, operands of a wrong type, or a result of a wrong type.",
	Why: `The state fails with States.QueryEvaluationError whenever it evaluates the expression. aslcheck
reports only errors that follow from the expression alone: from literals, function signatures and the type that
the field requires.`,
	Since:      "0.1",
	Spec:       guideJSONata,
	Severity:   source.Warning,
	Confidence: analyzer.Certain,
	Bad: `{
  "StartAt": "Share",
  "QueryLanguage": "JSONata",
  "States": {
    "Share": {"Type": "Pass", "Output": "{% $round($states.input.sum / '3', 2) %}", "End": true}
  }
}`,
	Good: `{
  "StartAt": "Share",
  "QueryLanguage": "JSONata",
  "States": {
    "Share": {"Type": "Pass", "Output": "{% $round($states.input.sum / 3, 2) %}", "End": true}
  }
}`,
	Check: checkJSONataTypeError,
}

// resultKinds are the kinds of values that fields want of an expression, by the last word of the field.
var resultKinds = map[string][]string{
	"Condition": {"boolean"}, "Seconds": {"number"}, "TimeoutSeconds": {"number"}, "HeartbeatSeconds": {"number"},
	"Timestamp": {"string"}, "Error": {"string"}, "Cause": {"string"}, "Items": {"array", "object"},
	"MaxConcurrency": {"number"}, "ToleratedFailureCount": {"number"}, "ToleratedFailurePercentage": {"number"},
}

func checkJSONataTypeError(p *analyzer.Pass) {
	for _, site := range p.Program.Fields {
		if site.Language != asl.JSONata {
			continue
		}
		for _, e := range query.Expressions(site.Template, site.Expression) {
			faults := e.Check()
			for _, fault := range faults {
				p.Report(fault.Span, "%s", fault.Message)
			}
			if len(faults) == 0 {
				checkResultKind(p, site, e)
			}
		}
	}
}

// checkResultKind reports an expression that is the whole value of a field and never returns the type of the field.
func checkResultKind(p *analyzer.Pass, site *analyzer.Field, e *query.Expression) {
	kinds := resultKinds[site.Name]
	if len(kinds) == 0 || site.Template != nil && site.Template.Expression() != e || e.CanBe(kinds...) {
		return
	}
	p.Report(e.Node().Span, "%q must be %s, which this expression never returns", site.Name, source.WithArticle(strings.Join(kinds, " or ")))
}
