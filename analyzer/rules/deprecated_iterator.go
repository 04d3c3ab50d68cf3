package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var deprecatedIterator = &analyzer.Rule{
	Name:    "deprecated-iterator",
	Summary: "Reports Map states that use Iterator, which ItemProcessor has replaced.",
	Why: `Iterator still works, but newer features of the Map state, such as distributed mode, are documented
for ItemProcessor only.`,
	Since:      "0.1",
	Spec:       guideMap,
	Severity:   source.Advice,
	Confidence: analyzer.Advisory,
	Bad: `{
  "StartAt": "Each",
  "States": {
    "Each": {"Type": "Map", "Iterator": {"StartAt": "One", "States": {"One": {"Type": "Succeed"}}}, "End": true}
  }
}`,
	Good: `{
  "StartAt": "Each",
  "States": {
    "Each": {"Type": "Map", "ItemProcessor": {"StartAt": "One", "States": {"One": {"Type": "Succeed"}}}, "End": true}
  }
}`,
	Check: func(p *analyzer.Pass) {
		for _, st := range p.Graph.Maps {
			if st.Iterator.Set && !st.ItemProcessor.Set {
				p.ReportDiagnostic(renamed(st.Iterator.KeySpan(), "Iterator", "ItemProcessor"))
			}
		}
	},
}
