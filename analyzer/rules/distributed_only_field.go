package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var distributedOnlyField = &analyzer.Rule{
	Name:    "distributed-only-field",
	Summary: "Reports fields of distributed Map states in an inline one: ItemReader, ItemBatcher, ResultWriter and Label.",
	Why: `An inline Map takes its items from the state input and returns its results as an array, and ignores
these fields. They take effect only with "Mode": "DISTRIBUTED" in the ProcessorConfig.`,
	Since:      "0.1",
	Spec:       guideMap,
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Bad: `{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemBatcher": {"MaxItemsPerBatch": 10},
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
      "ItemBatcher": {"MaxItemsPerBatch": 10},
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
			processor := st.Processor()
			if processor == nil || st.Distributed() || modeUnknown(processor) {
				continue
			}
			for _, field := range []string{"ItemReader", "ItemBatcher", "ResultWriter", "Label"} {
				if m := st.Node.Member(field); m != nil {
					p.Report(m.KeySpan, "%q has no effect in an inline Map", field)
				}
			}
		}
	},
}

// modeUnknown reports whether the mode of a processor is not known before a template is filled in.
func modeUnknown(processor *asl.Machine) bool {
	if processor.ProcessorConfig != nil {
		return processor.ProcessorConfig.Mode.Opaque
	}
	config := processor.Node.Get("ProcessorConfig")
	return asl.IsOpaque(config) || mayHaveMore(processor.Node)
}
