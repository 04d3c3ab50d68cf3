package rules

import (
	"fmt"
	"slices"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/internal/awsapi"
	"github.com/aslcheck/aslcheck/source"
)

var unknownParameterValue = &analyzer.Rule{
	Name:    "unknown-parameter-value",
	Summary: "Reports literal parameters with a value that is not one of those that the API lists.",
	Why: `The service rejects the call when the state runs. The lists are those of the catalog's date, which
aslcheck version shows: a service may have added a value since.`,
	Since:      "0.1",
	Spec:       guideIntegration,
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Bad: `{
  "StartAt": "Run",
  "States": {
    "Run": {
      "Type": "Task",
      "Resource": "arn:aws:states:::ecs:runTask",
      "Parameters": {"TaskDefinition": "report", "LaunchType": "FARGAT"},
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Good: `{
  "StartAt": "Run",
  "States": {
    "Run": {
      "Type": "Task",
      "Resource": "arn:aws:states:::ecs:runTask",
      "Parameters": {"TaskDefinition": "report", "LaunchType": "FARGATE"},
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Check: func(p *analyzer.Pass) {
		for _, a := range p.Arguments() {
			if a.IsKey {
				checkKey(p, a)
			}
			if a.Node != nil && a.Shape != nil && a.Node.Kind == source.String && !isListed(a.Shape, a.Node.Text) {
				reportValue(p, a, a.Node.Span, a.Node.Text, a.Shape.Enum)
			}
		}
	},
}

// checkKey checks the key of a map whose keys are listed.
func checkKey(p *analyzer.Pass, a *analyzer.Argument) {
	if key := a.In.Shape.Key(); key != nil && !isListed(key, a.Name) {
		reportValue(p, a.In, a.Member.KeySpan, a.Name, key.Enum)
	}
}

func isListed(x *awsapi.Shape, text string) bool {
	return len(x.Enum) == 0 || slices.Contains(x.Enum, text)
}

// mostValues limits how many values a message shows.
const mostValues = 8

func reportValue(p *analyzer.Pass, a *analyzer.Argument, at source.Span, text string, values []string) {
	r := a.Task.ARN
	d := source.Diagnostic{Span: at, Message: fmt.Sprintf("%q is not a value of %q in %q", text, a.Path(), r.Service+":"+r.Action)}
	d.Misspelt(text, values)
	if d.Hint == "" && len(values) <= mostValues {
		d.Message += ": it is one of " + list(values, "or")
	}
	p.ReportDiagnostic(d)
}
