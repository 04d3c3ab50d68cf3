package rules

import (
	"fmt"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var valueNeverReturned = &analyzer.Rule{
	Name:    "value-never-returned",
	Summary: "Reports Choices that compare a value of a service with one that the service doesn't list.",
	Why: `The rule of the Choice never matches, so that a loop that waits for a status never ends, or every execution takes the
Default. Services name the same status differently: an export of DynamoDB is COMPLETED, a job of Glue SUCCEEDED. The lists
are those of the catalog's date, which aslcheck version shows.`,
	Since:      "0.1",
	Spec:       guideChoice,
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Bad: `{
  "StartAt": "Look",
  "States": {
    "Look": {
      "Type": "Task",
      "Resource": "arn:aws:states:::aws-sdk:dynamodb:describeExport",
      "Parameters": {"ExportArn.$": "$$.Execution.Input.export"},
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "Next": "Done?"
    },
    "Done?": {
      "Type": "Choice",
      "Choices": [{"Variable": "$.ExportDescription.ExportStatus", "StringEquals": "SUCCEEDED", "Next": "Done"}],
      "Default": "Pause"
    },
    "Pause": {"Type": "Wait", "Seconds": 60, "Next": "Look"},
    "Done": {"Type": "Succeed"}
  }
}`,
	Good: `{
  "StartAt": "Look",
  "States": {
    "Look": {
      "Type": "Task",
      "Resource": "arn:aws:states:::aws-sdk:dynamodb:describeExport",
      "Parameters": {"ExportArn.$": "$$.Execution.Input.export"},
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "Next": "Done?"
    },
    "Done?": {
      "Type": "Choice",
      "Choices": [{"Variable": "$.ExportDescription.ExportStatus", "StringEquals": "COMPLETED", "Next": "Done"}],
      "Default": "Pause"
    },
    "Pause": {"Type": "Wait", "Seconds": 60, "Next": "Look"},
    "Done": {"Type": "Succeed"}
  }
}`,
	Check: func(p *analyzer.Pass) {
		for _, u := range p.Flow().Unlisted {
			d := source.Diagnostic{Span: u.Span, Message: fmt.Sprintf("%q is never %q", pathText(u.Ref), u.Text)}
			d.Misspelt(u.Text, u.Values)
			if d.Hint == "" && len(u.Values) <= mostValues {
				d.Message += ": it is one of " + list(u.Values, "or")
			}
			p.ReportDiagnostic(d)
		}
	},
}
