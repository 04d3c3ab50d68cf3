package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var batcherWithoutLimit = &analyzer.Rule{
	Name:       "batcher-without-limit",
	Summary:    "Reports an ItemBatcher that says neither how many items nor how many bytes a batch has.",
	Why:        "An ItemBatcher needs at least one of the two limits to know where a batch ends.",
	Since:      "0.1",
	Spec:       "https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html",
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Bad: `{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemBatcher": {"BatchInput": {"region": "eu-west-1"}},
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
      "ItemBatcher": {"BatchInput": {"region": "eu-west-1"}, "MaxItemsPerBatch": 100},
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
			b := st.ItemBatcher
			if b == nil || mayHaveMore(b.Node) || asl.IsOpaque(b.Node) || b.MaxItemsPerBatch.Set || b.MaxItemsPerBatchPath.Set ||
				b.MaxInputBytesPerBatch.Set || b.MaxInputBytesPerBatchPath.Set {
				continue
			}
			p.Report(st.Node.Member("ItemBatcher").KeySpan, `"ItemBatcher" needs "MaxItemsPerBatch" or "MaxInputBytesPerBatch"`)
		}
	},
}
