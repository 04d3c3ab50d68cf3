package rules

import (
	"fmt"
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var mixedRegions = &analyzer.Rule{
	Name:    "mixed-regions",
	Summary: "Reports tasks whose Lambda functions or activities are in different regions.",
	Why: `A state machine can only call Lambda functions and activities in its own region. If two of them are in
different regions, at least one call always fails.`,
	Since:      "0.1",
	Spec:       guideTask,
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Bad: `{
  "StartAt": "Pack",
  "TimeoutSeconds": 300,
  "States": {
    "Pack": {
      "Type": "Task",
      "Resource": "arn:aws:states:eu-west-1:${Account}:activity:pack",
      "Next": "Ship"
    },
    "Ship": {
      "Type": "Task",
      "Resource": "arn:aws:states:eu-central-1:${Account}:activity:ship",
      "End": true
    }
  }
}`,
	Good: `{
  "StartAt": "Pack",
  "TimeoutSeconds": 300,
  "States": {
    "Pack": {
      "Type": "Task",
      "Resource": "arn:aws:states:eu-west-1:${Account}:activity:pack",
      "Next": "Ship"
    },
    "Ship": {
      "Type": "Task",
      "Resource": "arn:aws:states:eu-west-1:${Account}:activity:ship",
      "End": true
    }
  }
}`,
	Check: func(p *analyzer.Pass) {
		var first *asl.Task
		for _, st := range p.Graph.Tasks {
			region := regionOf(st.ARN)
			switch {
			case region == "":
			case first == nil:
				first = st
			case regionOf(first.ARN) != region:
				p.ReportDiagnostic(source.Diagnostic{
					Span:    st.Resource.Span(),
					Message: fmt.Sprintf("this resource is in region %q, but an earlier one is in %q", region, regionOf(first.ARN)),
					Related: []source.Related{{Span: first.Resource.Span(), Message: "the earlier one is here"}},
				})
			}
		}
	},
}

// regionOf returns the region of a function or an activity; "" where it is not known.
func regionOf(r asl.Resource) string {
	if r.Kind != asl.LambdaResource && r.Kind != asl.ActivityResource {
		return ""
	}
	// Anything that does not look like a region name, such as REGION, is a placeholder.
	if strings.Count(r.Region, "-") < 2 || strings.ToLower(r.Region) != r.Region || strings.ContainsAny(r.Region, "${}<>[]%# ") ||
		!strings.ContainsAny(r.Region[len(r.Region)-1:], "123456789") {
		return ""
	}
	return r.Region
}
