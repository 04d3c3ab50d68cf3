package rules

import (
	"fmt"
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/internal/awsapi"
	"github.com/aslcheck/aslcheck/source"
)

var wrongParameterType = &analyzer.Rule{
	Name:    "wrong-parameter-type",
	Summary: "Reports literal parameters of another type than the API has: a number in quotes, one value instead of a list, text instead of an object.",
	Why: `AWS rejects the definition, or every call fails with a validation error. Where the API has text, an object is fine:
Step Functions passes it on as JSON. Values of paths, expressions and substitutions aren't checked.`,
	Since:      "0.1",
	Spec:       guideIntegration,
	Severity:   source.Error,
	Confidence: analyzer.Likely,
	Code:       "SCHEMA_VALIDATION_FAILED",
	Bad: `{
  "StartAt": "Send",
  "States": {
    "Send": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sqs:sendMessage",
      "Parameters": {"QueueUrl": "${Queue}", "MessageBody.$": "$", "DelaySeconds": "10"},
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Good: `{
  "StartAt": "Send",
  "States": {
    "Send": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sqs:sendMessage",
      "Parameters": {"QueueUrl": "${Queue}", "MessageBody.$": "$", "DelaySeconds": 10},
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Check: checkWrongParameterType,
}

func checkWrongParameterType(p *analyzer.Pass) {
	for _, a := range p.Arguments() {
		if a.Node == nil || a.Shape == nil || a.Node.Kind == source.Null {
			continue
		}
		want := wantedType(a)
		if want == "" {
			continue
		}
		r, what := a.Task.ARN, "the parameters"
		if path := a.Path(); path != "" {
			what = fmt.Sprintf("%q", path)
		}
		d := source.Diagnostic{
			Span:    a.Node.Span,
			Message: fmt.Sprintf("%s of %q must be %s, not %s", what, r.Service+":"+r.Action, source.WithArticle(want), source.WithArticle(a.Node.Kind.String())),
		}
		if a.Shape.Kind.IsNumber() && a.Node.Kind == source.String && isNumber(a.Node.Text) {
			d.Fixes = []source.Fix{replaceText(a.Node.Span, "remove the quotes", a.Node.Text)}
		}
		p.ReportDiagnostic(d)
	}
}

// wantedType returns the type that a value must have and lacks; "" where it fits, or may.
func wantedType(a *analyzer.Argument) string {
	kind, n := a.Shape.Kind, a.Node
	switch {
	case kind.IsNumber():
		return unless("number", n.Kind == source.Number)
	case kind == awsapi.String:
		// An object or a list is passed on as JSON.
		return unless("string", n.Kind != source.Number && n.Kind != source.Bool)
	case kind == awsapi.Boolean:
		text := strings.ToLower(n.Text)
		return unless("boolean", n.Kind == source.Bool || n.Kind == source.String && (text == "true" || text == "false"))
	case kind == awsapi.Timestamp:
		return unless("string", n.Kind == source.String || n.Kind == source.Number)
	case kind == awsapi.Blob:
		return unless("string", n.Kind != source.Bool)
	case kind == awsapi.List:
		return unless("array", n.Kind == source.Array)
	case kind == awsapi.Map, kind.HasMembers():
		return unless("object", n.Kind == source.Object || isPlainAttribute(a))
	default:
		return ""
	}
}

func unless(want string, fits bool) string {
	if fits {
		return ""
	}
	return want
}

// isPlainAttribute reports whether a value is a text for an attribute of the optimized integration of DynamoDB, which takes it
// as {"S": text}.
func isPlainAttribute(a *analyzer.Argument) bool {
	r := a.Task.ARN
	return !r.SDK && r.Service == "dynamodb" && a.Node.Kind == source.String && a.Shape.Member("BOOL") != nil
}

// isNumber reports whether a text is a number as JSON writes it.
func isNumber(text string) bool {
	digits := strings.TrimPrefix(text, "-")
	if digits == "" || len(digits) > 1 && digits[0] == '0' {
		return false
	}
	return strings.Trim(digits, "0123456789") == ""
}
