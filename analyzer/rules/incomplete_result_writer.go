package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var incompleteResultWriter = &analyzer.Rule{
	Name:    "incomplete-result-writer",
	Summary: "Reports a ResultWriter without a Resource or a WriterConfig, with parameters but no Resource, or with an empty WriterConfig.",
	Why: `A ResultWriter needs a Resource with parameters that say where the results go, a WriterConfig that
says in which format, or all three. Otherwise the results stay in the output of the Map state, which fails once
they exceed 256 KiB.`,
	Since:      "0.1",
	Spec:       guideWriter,
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
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
      "ResultWriter": {"Parameters": {"Bucket": "${Bucket}", "Prefix": "results"}},
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
			if w := st.ResultWriter; w != nil && !asl.IsOpaque(w.Node) && !mayHaveMore(w.Node) {
				checkResultWriter(p, st, w)
			}
		}
	},
}

func checkResultWriter(p *analyzer.Pass, st *asl.Map, w *asl.ResultWriter) {
	name, args := "Parameters", &w.Parameters
	if w.Language == asl.JSONata {
		name, args = "Arguments", &w.Arguments
	}
	switch {
	case args.Set && !w.Resource.Set:
		p.Report(args.KeySpan(), "a ResultWriter with %q needs a Resource", name)
	case !args.Set && !w.Resource.Set && w.Node.Member("WriterConfig") == nil:
		p.Report(st.Node.Member("ResultWriter").KeySpan, "a ResultWriter needs a Resource with %q, or a WriterConfig", name)
	}
	if c := w.WriterConfig; c != nil && len(c.Node.Members) == 0 {
		p.Report(w.Node.Member("WriterConfig").KeySpan, `a WriterConfig needs "Transformation", "OutputType" or both`)
	}
}
