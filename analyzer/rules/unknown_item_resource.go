package rules

import (
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var unknownItemResource = &analyzer.Rule{
	Name:    "unknown-item-resource",
	Summary: "Reports resources of an ItemReader or ResultWriter that can't read or write items.",
	Why: `AWS rejects the definition. An ItemReader reads with s3:getObject or s3:listObjectsV2; a ResultWriter
writes with s3:putObject.`,
	Since:      "0.1",
	Spec:       guideReader,
	Severity:   source.Error,
	Confidence: analyzer.Likely,
	Code:       "SCHEMA_VALIDATION_FAILED",
	Bad: `{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemReader": {
        "Resource": "arn:aws:states:::s3:listObjects",
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
        "Resource": "arn:aws:states:::s3:listObjectsV2",
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
	Check: func(p *analyzer.Pass) {
		for _, st := range p.Graph.Maps {
			if st.ItemReader != nil {
				checkItemResource(p, &st.ItemReader.Resource, "ItemReader", "getObject", "listObjectsV2")
			}
			if st.ResultWriter != nil {
				checkItemResource(p, &st.ResultWriter.Resource, "ResultWriter", "putObject")
			}
		}
	},
}

// checkItemResource checks the resource of a reader or writer, which must be one of a few actions of S3. The service rejects
// any other text: it "does not match any of the allowed values".
func checkItemResource(p *analyzer.Pass, f *asl.Field[string], what string, actions ...string) {
	r := asl.ParseResource(f.Value)
	if !f.Known() || f.Node.Kind != source.String || strings.Contains(r.Service+r.Action, "${") || r.Kind == asl.NoResource && asl.HasPlaceholder(f.Value) {
		return
	}
	if r.Kind != asl.IntegrationResource || r.Service != "s3" || r.SDK || !slices.Contains(actions, r.Action) {
		p.Report(f.Span(), "%q cannot be the resource of %q: it must be %s of %q",
			f.Value, what, list(actions, "or"), "s3")
	}
}
