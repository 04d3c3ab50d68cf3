package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var jsonataInJSONPathState = &analyzer.Rule{
	Name:    "jsonata-in-jsonpath-state",
	Summary: "Reports JSONata expressions in states that use JSONPath.",
	Why: `JSONPath is the default: without "QueryLanguage": "JSONata" the text "{% … %}" isn't evaluated but
passed on literally. A state inside a Parallel or Map state inherits the query language of the state machine,
not of the enclosing state.`,
	Since:      "0.1",
	Spec:       guideJSONata,
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Bad: `{
  "StartAt": "Sum",
  "States": {
    "Sum": {"Type": "Pass", "Parameters": {"sum": "{% $sum($states.input.prices) %}"}, "End": true}
  }
}`,
	Good: `{
  "StartAt": "Sum",
  "States": {
    "Sum": {
      "Type": "Pass",
      "QueryLanguage": "JSONata",
      "Output": {"sum": "{% $sum($states.input.prices) %}"},
      "End": true
    }
  }
}`,
	Check: func(p *analyzer.Pass) {
		for _, st := range p.Graph.States {
			if st.Head().Language != asl.JSONPath {
				continue
			}
			switch st := st.(type) {
			case *asl.Pass:
				findExpressions(p, st.Parameters.Node)
				findExpressions(p, st.Result.Node)
			case *asl.Task:
				findExpressions(p, st.Parameters.Node)
			case *asl.Fail:
				findExpressions(p, st.Error.Node)
				findExpressions(p, st.Cause.Node)
			case *asl.Map:
				findExpressions(p, st.ItemSelector.Node)
			case *asl.Choice, *asl.Wait, *asl.Succeed, *asl.Parallel, *asl.Unknown:
			}
			if flow := asl.Flow(st); flow != nil {
				findExpressions(p, flow.Assign.Node)
			}
		}
	},
}

func findExpressions(p *analyzer.Pass, n *source.Node) {
	if n == nil {
		return
	}
	if n.Kind == source.String && asl.IsExpression(n.Text) {
		p.Report(n.Span, "this JSONata expression is passed on literally because the state uses JSONPath")
	}
	for _, item := range n.Items {
		findExpressions(p, item)
	}
	for i := range n.Members {
		findExpressions(p, n.Members[i].Value)
	}
}
