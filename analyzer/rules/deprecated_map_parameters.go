package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var deprecatedMapParameters = &analyzer.Rule{
	Name:    "deprecated-map-parameters",
	Summary: "Reports Map states that use Parameters, which ItemSelector has replaced.",
	Why: `Parameters still works, but it's easy to misread: in other states it shapes the input once, in a Map
it shapes the input of each item. ItemSelector says so.`,
	Since:      "0.1",
	Spec:       guideMap,
	Severity:   source.Advice,
	Confidence: analyzer.Advisory,
	Bad: `{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "Parameters": {"order.$": "$$.Map.Item.Value"},
      "ItemProcessor": {"StartAt": "One", "States": {"One": {"Type": "Succeed"}}},
      "End": true
    }
  }
}`,
	Good: `{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemSelector": {"order.$": "$$.Map.Item.Value"},
      "ItemProcessor": {"StartAt": "One", "States": {"One": {"Type": "Succeed"}}},
      "End": true
    }
  }
}`,
	Check: func(p *analyzer.Pass) {
		for _, st := range p.Graph.Maps {
			if st.Parameters.Set && !st.ItemSelector.Set && st.Language == asl.JSONPath {
				p.ReportDiagnostic(renamed(st.Parameters.KeySpan(), "Parameters", "ItemSelector"))
			}
		}
	},
}
