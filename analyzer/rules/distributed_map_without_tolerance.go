package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var distributedMapWithoutTolerance = &analyzer.Rule{
	Name:    "distributed-map-without-tolerance",
	Summary: "Reports distributed Map states with neither ToleratedFailurePercentage nor ToleratedFailureCount.",
	Why: `By default the first failed item, of possibly millions, stops the whole Map Run. If single failures
are expected, set a tolerance so that the remaining items are still processed.`,
	Since:      "0.1",
	Spec:       "https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html#maprun-fail-threshold",
	Severity:   source.Advice,
	Confidence: analyzer.Advisory,
	Optional:   true,
	Bad: `{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemProcessor": {
        "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
        "StartAt": "One",
        "States": {"One": {"Type": "Succeed"}}
      },
      "End": true
    }
  }
}`,
	Good: `{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ToleratedFailurePercentage": 5,
      "ItemProcessor": {
        "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
        "StartAt": "One",
        "States": {"One": {"Type": "Succeed"}}
      },
      "End": true
    }
  }
}`,
	Check: func(p *analyzer.Pass) {
		for _, st := range p.Graph.Maps {
			if st.Distributed() && !tolerates(st) && !mayHaveMore(st.Node) {
				p.Report(st.NameSpan, "distributed Map %q fails as soon as one item fails", st.Name)
			}
		}
	},
}

// tolerates reports whether a Map says how many failures it tolerates, be it none.
func tolerates(st *asl.Map) bool {
	return st.ToleratedFailurePercentage.Set || st.ToleratedFailurePercentagePath.Set ||
		st.ToleratedFailureCount.Set || st.ToleratedFailureCountPath.Set
}
