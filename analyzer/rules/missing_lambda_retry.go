package rules

import (
	"fmt"
	"slices"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var missingLambdaRetry = &analyzer.Rule{
	Name:    "missing-lambda-retry",
	Summary: "Reports tasks that call Lambda and do not retry the four transient errors of that service.",
	Why: `Lambda throttles, replaces machines and loses connections, and raises an error then that has nothing to do with the
function. The developer guide names four errors that every such task should retry.`,
	Since:    "0.1",
	Spec:     guidePractices,
	Severity: source.Warning,
	Bad: `{
  "StartAt": "Ship",
  "States": {
    "Ship": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Parameters": {"FunctionName": "${Ship}", "Payload.$": "$"},
      "End": true
    }
  }
}`,
	Good: `{
  "StartAt": "Ship",
  "States": {
    "Ship": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Parameters": {"FunctionName": "${Ship}", "Payload.$": "$"},
      "Retry": [
        {
          "ErrorEquals": [
            "Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.SdkClientException", "Lambda.TooManyRequestsException"
          ],
          "IntervalSeconds": 1,
          "MaxAttempts": 6
        }
      ],
      "End": true
    }
  }
}`,
	Check: checkMissingLambdaRetry,
}

// lambdaTransient are the errors that "Handle transient Lambda service exceptions" of the developer guide names.
var lambdaTransient = []string{
	"Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.SdkClientException", "Lambda.TooManyRequestsException",
}

func checkMissingLambdaRetry(p *analyzer.Pass) {
	for st := range each[*asl.Task](p) {
		switch {
		case !isLambda(st.ARN) || handled(st.Machine.Parent, retries):
		case handled(st, retries):
			checkLambdaRetry(p, st)
		default:
			p.ReportDiagnostic(source.Diagnostic{
				Span: st.NameSpan, Message: fmt.Sprintf("task %q has no Retry for transient errors of Lambda", st.Name),
				Hint: "retry " + list(lambdaTransient, "and"),
			})
		}
	}
}

// checkLambdaRetry reports a Retry that has some of the four errors but not all.
func checkLambdaRetry(p *analyzer.Pass, st *asl.Task) {
	var missing []string
	for _, name := range lambdaTransient {
		if !slices.ContainsFunc(st.Retry.Value, func(r *asl.Retrier) bool { return coversError(r.ErrorEquals.Value, name) }) {
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 {
		p.Report(st.Retry.KeySpan(), "task %q does not retry %s, which Lambda raises now and then", st.Name, list(missing, "or"))
	}
}

// coversError reports whether names cover an error, or may do so.
func coversError(names []asl.Field[string], raised string) bool {
	return slices.ContainsFunc(names, func(f asl.Field[string]) bool {
		return f.Opaque || asl.ErrorMatches(f.Value, raised)
	})
}
