package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

var singleMatchNotArray = &analyzer.Rule{
	Name:    "single-match-not-array",
	Summary: "Reports Items of a Map state that aren't an array if a single element matches.",
	Why: `JSONata turns a result of one value into that value. If a predicate or $filter matches one element, Items is
the element itself: an inline Map state fails, and a distributed one runs an execution for each member of the
element. Add "[]" after the expression to keep the array, or put the expression in brackets, which also gives an
empty array if nothing matches.`,
	Since:      "0.1",
	Spec:       guideJSONata,
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Bad: `{
  "StartAt": "Each",
  "QueryLanguage": "JSONata",
  "States": {
    "Each": {
      "Type": "Map",
      "Items": "{% $states.input.orders[status = 'new'] %}",
      "ItemProcessor": {"StartAt": "One", "States": {"One": {"Type": "Succeed"}}},
      "End": true
    }
  }
}`,
	Good: `{
  "StartAt": "Each",
  "QueryLanguage": "JSONata",
  "States": {
    "Each": {
      "Type": "Map",
      "Items": "{% [$states.input.orders[status = 'new']] %}",
      "ItemProcessor": {"StartAt": "One", "States": {"One": {"Type": "Succeed"}}},
      "End": true
    }
  }
}`,
	Check: func(p *analyzer.Pass) {
		for _, st := range p.Graph.Maps {
			site := p.Program.Find(st, "Items")
			if st.Language != asl.JSONata || site == nil || site.Template == nil || site.Template.Expression() == nil {
				continue
			}
			checkSingleMatch(p, site.Template.Expression())
		}
	},
}

func checkSingleMatch(p *analyzer.Pass, e *query.Expression) {
	message := ""
	switch e.Single() {
	case query.SingleUnknown:
		return
	case query.SingleMatch:
		message = `"Items" is not an array if a single element matches`
	case query.SingleResult:
		message = `"Items" is not an array if there is a single result`
	}
	edits, wrapped := e.KeepArrays()
	fix := source.Fix{Message: `add "[]"`, Edits: edits, Unsafe: wrapped}
	if wrapped {
		fix.Message = "put the expression in brackets"
	}
	p.ReportDiagnostic(source.Diagnostic{Span: e.Node().Span, Message: message, Fixes: []source.Fix{fix}})
}
