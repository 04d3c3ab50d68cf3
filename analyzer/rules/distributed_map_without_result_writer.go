package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var distributedMapWithoutResultWriter = &analyzer.Rule{
	Name:    "distributed-map-without-result-writer",
	Summary: "Reports distributed Map states whose result is used and that have no ResultWriter.",
	Why: `Without a ResultWriter, the results of all child executions are collected in one array. If that array
exceeds 256 KiB, the state fails with States.DataLimitExceeded after all the work has been done.`,
	Since:      "0.1",
	Spec:       guideWriter,
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
      "ItemProcessor": {
        "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
        "StartAt": "One",
        "States": {"One": {"Type": "Succeed"}}
      },
      "ResultWriter": {
        "Resource": "arn:aws:states:::s3:putObject",
        "Parameters": {"Bucket": "${Bucket}", "Prefix": "results"}
      },
      "End": true
    }
  }
}`,
	Check: func(p *analyzer.Pass) {
		for _, st := range p.Graph.Maps {
			if st.Distributed() && usesResult(st) && !writesResult(st) && !mayHaveMore(st.Node) {
				p.Report(st.NameSpan, "distributed Map %q collects the results of all child executions in one array", st.Name)
			}
		}
	},
}

// writesResult reports whether a Map writes its results to S3, or may do so. A WriterConfig alone only gives them a form.
func writesResult(st *asl.Map) bool {
	n := st.Node.Get("ResultWriter")
	return n != nil && (asl.IsOpaque(n) || n.Kind != source.Object || n.Member("Resource") != nil || mayHaveMore(n))
}

// usesResult reports whether a Map passes on its result unchanged. The effect of an Output is unknown.
func usesResult(st *asl.Map) bool { return !st.ResultPath.Null && !st.Output.Set }
