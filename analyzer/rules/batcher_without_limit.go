package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var batcherWithoutLimit = &analyzer.Rule{
	Name:    "batcher-without-limit",
	Summary: "Reports an ItemBatcher without a batch size limit, or with a limit that has no effect.",
	Why: `Step Functions closes a batch at MaxItemsPerBatch items or MaxInputBytesPerBatch bytes, whichever
comes first. An ItemBatcher needs at least one of the two; a value of 0 is accepted but means no limit. An input
is never larger than 256 KiB (262,144 bytes), so a larger MaxInputBytesPerBatch has no effect.`,
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
			if b := st.ItemBatcher; b != nil && !asl.IsOpaque(b.Node) {
				checkBatcher(p, st, b)
			}
		}
	},
}

func checkBatcher(p *analyzer.Pass, st *asl.Map, b *asl.ItemBatcher) {
	const names = `"MaxItemsPerBatch" or "MaxInputBytesPerBatch"`
	items, bytes := &b.MaxItemsPerBatch, &b.MaxInputBytesPerBatch
	limited := mayHaveMore(b.Node) || b.MaxItemsPerBatchPath.Set || b.MaxInputBytesPerBatchPath.Set || isLimit(items) || isLimit(bytes)
	switch {
	case limited:
	case items.Set:
		p.Report(items.Span(), `0 is not a limit: "ItemBatcher" needs `+names)
	case bytes.Set:
		p.Report(bytes.Span(), `0 is not a limit: "ItemBatcher" needs `+names)
	default:
		p.Report(st.Node.Member("ItemBatcher").KeySpan, `"ItemBatcher" needs `+names)
	}
	if bytes.Known() && bytes.Value > asl.MaxPayloadBytes {
		p.Report(bytes.Span(), `"MaxInputBytesPerBatch" has no effect above %d, the largest input that the service accepts`, asl.MaxPayloadBytes)
	}
}

// isLimit reports whether a field is set to anything but 0.
func isLimit(f *asl.Field[int64]) bool { return f.Set && (!f.Known() || f.Value != 0) }
