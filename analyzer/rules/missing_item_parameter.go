package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var missingItemParameter = &analyzer.Rule{
	Name:       "missing-item-parameter",
	Summary:    "Reports an ItemReader or ResultWriter without a bucket, or an ItemReader without the key of the object to read.",
	Why:        "The Map Run can't find the object, and the state fails.",
	Since:      "0.1",
	Spec:       guideReader,
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Bad: `{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemReader": {
        "Resource": "arn:aws:states:::s3:getObject",
        "ReaderConfig": {"InputType": "JSON"},
        "Parameters": {"Bucket": "orders"}
      },
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
      "ItemReader": {
        "Resource": "arn:aws:states:::s3:getObject",
        "ReaderConfig": {"InputType": "JSON"},
        "Parameters": {"Bucket": "orders", "Key": "all.json"}
      },
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
			if r := st.ItemReader; r != nil {
				checkItemParameters(p, readParameters, &r.Resource, &r.Parameters, &r.Arguments)
				if !r.Parameters.Set && !r.Arguments.Set && asl.ParseResource(r.Resource.Value).Service == "s3" && !mayHaveMore(r.Node) {
					p.Report(r.Resource.Span(), "an ItemReader needs the bucket to read from")
				}
			}
			if w := st.ResultWriter; w != nil {
				checkItemParameters(p, writeParameters, &w.Resource, &w.Parameters, &w.Arguments)
			}
		}
	},
}

// readParameters and writeParameters are what the actions of S3 that read or write items cannot do without.
var (
	readParameters  = map[string][]string{"getObject": {"Bucket", "Key"}, "listObjectsV2": {"Bucket"}}
	writeParameters = map[string][]string{"putObject": {"Bucket"}}
)

func checkItemParameters(p *analyzer.Pass, required map[string][]string, resource *asl.Field[string], fields ...*asl.Tree) {
	r := asl.ParseResource(resource.Value)
	if !resource.Known() || r.Kind != asl.IntegrationResource || r.SDK || r.Service != "s3" {
		return
	}
	for _, args := range fields {
		if !args.Set || args.Node.Kind != source.Object || asl.IsOpaque(args.Node) || mayHaveMore(args.Node) {
			continue
		}
		for _, name := range required[r.Action] {
			if parameter(args.Node, name) == nil {
				p.Report(args.KeySpan(), "%q needs the parameter %q", "s3:"+r.Action, name)
			}
		}
	}
}
