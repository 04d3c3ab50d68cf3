package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/awsapi"
	"github.com/aslcheck/aslcheck/source"
)

var unknownTaskError = &analyzer.Rule{
	Name:    "unknown-task-error",
	Summary: "Reports error names that the task can't raise: errors of another service, misspelled names, or names without the prefix of the service or the suffix Exception.",
	Why: `A Retrier or Catcher for such a name never matches, so the real error ends the execution. Error names
of AWS SDK integrations always end in Exception, even if the API names them differently.`,
	Since:      "0.1",
	Spec:       guideSDK,
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Bad: `{
  "StartAt": "Load",
  "States": {
    "Load": {
      "Type": "Task",
      "Resource": "arn:aws:states:::aws-sdk:s3:getObject",
      "Parameters": {"Bucket": "orders", "Key": "all.json"},
      "Retry": [{"ErrorEquals": ["S3.NoSuchKey"]}],
      "End": true
    }
  }
}`,
	Good: `{
  "StartAt": "Load",
  "States": {
    "Load": {
      "Type": "Task",
      "Resource": "arn:aws:states:::aws-sdk:s3:getObject",
      "Parameters": {"Bucket": "orders", "Key": "all.json"},
      "Retry": [{"ErrorEquals": ["S3.NoSuchKeyException"]}],
      "End": true
    }
  }
}`,
	Check: checkUnknownTaskError,
}

func checkUnknownTaskError(p *analyzer.Pass) {
	for _, st := range p.Graph.Tasks {
		r := st.ARN
		if r.Kind != asl.IntegrationResource || !st.Retry.Set && !st.Catch.Set {
			continue
		}
		prefix := errorPrefix(r)
		for name := range errorNames(st) {
			own, rest, ok := strings.Cut(name.Value, ".")
			switch {
			case name.Opaque || prefix == "":
			case !ok:
				checkBareError(p, r, prefix, name)
			case own == "Lambda" && prefix != "Lambda":
				p.Report(name.Span(), "this task does not call Lambda and never raises %q", name.Value)
			case own == prefix && r.SDK:
				checkSDKError(p, r, name, rest)
			case own == prefix && slices.Contains(errorsOf(r), rest+exceptionSuffix):
				reportTaskError(p, name, prefix+"."+rest+exceptionSuffix)
			}
		}
	}
}

const exceptionSuffix = "Exception"

// errorsOf returns the errors of the action that an integration calls, without the prefix.
func errorsOf(r asl.Resource) []string {
	service, action := r.Service, r.Action
	if !r.SDK {
		o := awsapi.LookupOptimized(service, action)
		if o == nil {
			return nil
		}
		service, action, _ = strings.Cut(o.SDK, ":")
	}
	if s := awsapi.Lookup(service); s != nil {
		if a := s.Action(action); a != nil {
			return a.Errors
		}
	}
	return nil
}

// checkBareError checks a name without a prefix, which is none of a service: an error of the action lacks its prefix.
func checkBareError(p *analyzer.Pass, r asl.Resource, prefix string, name *asl.Field[string]) {
	if isJob(r) || isCallback(r) || r.Service == "lambda" {
		return // a job, a worker or a function names its errors itself
	}
	full := name.Value
	if !strings.HasSuffix(full, exceptionSuffix) {
		full += exceptionSuffix
	}
	if slices.Contains(errorsOf(r), full) {
		reportTaskError(p, name, prefix+"."+full)
	}
}

func reportTaskError(p *analyzer.Pass, name *asl.Field[string], right string) {
	p.ReportDiagnostic(source.Diagnostic{
		Span: name.Span(), Message: fmt.Sprintf("this task never raises %q (did you mean %q?)", name.Value, right), Hint: right,
		Fixes: source.Respell(name.Span(), name.Value, right),
	})
}

// checkSDKError checks the name of an error of the task's own service. Only what looks like a mistake is one, since the
// services raise further errors that their models do not list.
func checkSDKError(p *analyzer.Pass, r asl.Resource, name *asl.Field[string], rest string) {
	service := awsapi.Lookup(r.Service)
	action := service.Action(r.Action)
	if action == nil || strings.HasSuffix(rest, "Exception") && !closeToKnown(action, rest) {
		return
	}
	right := rest + "Exception"
	if strings.HasSuffix(rest, "Exception") {
		right = source.Suggest(rest, action.Errors)
	} else if trimmed, ok := strings.CutSuffix(rest, "Fault"); ok {
		right = trimmed + "Exception"
	}
	reportTaskError(p, name, service.Prefix+"."+right)
}

// closeToKnown reports whether an error is not one of an action but is written like one.
func closeToKnown(action *awsapi.Action, name string) bool {
	if slices.Contains(action.Errors, name) {
		return false
	}
	near := source.Suggest(name, action.Errors)
	return near != "" && misspelt(name, near)
}
