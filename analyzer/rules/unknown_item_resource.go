package rules

import (
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/awsapi"
	"github.com/aslcheck/aslcheck/source"
)

var unknownItemResource = &analyzer.Rule{
	Name:     "unknown-item-resource",
	Summary:  "Reports resources of an ItemReader or ResultWriter that cannot read or write items.",
	Why:      "The service refuses the definition. Items are read with s3:getObject or s3:listObjectsV2, results are written with s3:putObject.",
	Since:    "0.1",
	Spec:     guideReader,
	Severity: source.Error,
	Code:     "SCHEMA_VALIDATION_FAILED",
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
		for st := range each[*asl.Map](p) {
			if st.ItemReader != nil {
				checkItemResource(p, &st.ItemReader.Resource, "ItemReader", "getObject", "listObjectsV2")
			}
			if st.ResultWriter != nil {
				checkItemResource(p, &st.ResultWriter.Resource, "ResultWriter", "putObject")
			}
		}
	},
}

// checkItemResource checks the resource of a reader or writer, which must be one of some actions of S3.
func checkItemResource(p *analyzer.Pass, f *asl.Field[string], what string, actions ...string) {
	if !f.Set || !strings.HasPrefix(f.Value, "arn:") {
		return
	}
	r := asl.ParseResource(f.Value)
	if r.Kind != asl.IntegrationResource || strings.Contains(r.Service+r.Action, "${") {
		return
	}
	// Other services may be newer than this table; those it knows are for tasks.
	known := r.Service == "s3" || len(awsapi.OptimizedActions(r.Service)) > 0
	if known && (r.Service != "s3" || r.SDK || !contains(actions, r.Action)) {
		p.Report(f.Span, "%q cannot be the resource of %q, which must be %s of %q",
			f.Value, what, list(actions, "or"), "s3")
	}
}
