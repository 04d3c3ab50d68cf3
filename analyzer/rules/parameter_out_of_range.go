package rules

import (
	"strconv"
	"unicode/utf8"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/internal/awsapi"
	"github.com/aslcheck/aslcheck/source"
)

var parameterOutOfRange = &analyzer.Rule{
	Name:    "parameter-out-of-range",
	Summary: "Reports literal numbers outside the limits of the API, and texts and lists that are too short or too long for it.",
	Why: `The service rejects the call when the state runs. The limits are those of the catalog's date, which
aslcheck version shows: a service may have raised one since.`,
	Since:      "0.1",
	Spec:       guideIntegration,
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Bad: `{
  "StartAt": "Read",
  "States": {
    "Read": {
      "Type": "Task",
      "Resource": "arn:aws:states:::aws-sdk:sfn:listExecutions",
      "Parameters": {"StateMachineArn": "${Machine}", "MaxResults": 5000},
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Good: `{
  "StartAt": "Read",
  "States": {
    "Read": {
      "Type": "Task",
      "Resource": "arn:aws:states:::aws-sdk:sfn:listExecutions",
      "Parameters": {"StateMachineArn": "${Machine}", "MaxResults": 1000},
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Check: func(p *analyzer.Pass) {
		for _, a := range p.Arguments() {
			if a.Node == nil || a.Shape == nil || a.Shape.Min == nil && a.Shape.Max == nil {
				continue
			}
			if size, noun, ok := sizeOf(a); ok {
				checkRange(p, a, size, noun)
			}
		}
	},
}

func checkRange(p *analyzer.Pass, a *analyzer.Argument, size float64, noun string) {
	limit := ""
	switch low, high := a.Shape.Min, a.Shape.Max; {
	case low != nil && size < *low:
		limit = limitText("at least", *low, noun)
	case high != nil && size > *high:
		limit = limitText("at most", *high, noun)
	default:
		return
	}
	r := a.Task.ARN
	p.Report(a.Node.Span, "%q in %q must %s", a.Path(), r.Service+":"+r.Action, limit)
}

// limitText returns "be at most 100", or "have at most 100 items".
func limitText(side string, limit float64, noun string) string {
	if noun == "" {
		return "be " + side + " " + strconv.FormatFloat(limit, 'f', -1, 64)
	}
	return "have " + side + " " + source.Plural(int(limit), noun)
}

// sizeOf returns what the limits of a shape limit in a value: a number itself, or how many things of what a noun names it has.
func sizeOf(a *analyzer.Argument) (size float64, noun string, ok bool) {
	kind, n := a.Shape.Kind, a.Node
	switch {
	case kind.IsNumber() && n.Kind == source.Number:
		size, err := strconv.ParseFloat(n.Text, 64)
		return size, "", err == nil
	case kind == awsapi.String && n.Kind == source.String:
		return float64(utf8.RuneCountInString(n.Text)), "character", true
	case kind == awsapi.List && n.Kind == source.Array:
		return float64(len(n.Items)), "item", true
	default:
		return 0, "", false
	}
}
