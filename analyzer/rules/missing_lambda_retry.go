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
	Summary: "Reports tasks that call Lambda and neither retry nor catch its transient errors.",
	Why: `Lambda occasionally throttles calls, replaces workers and drops connections. These errors have nothing
to do with the function, and a second attempt usually succeeds. The developer guide names errors that every
Lambda task should retry. An empty Retry states that no retry is wanted.`,
	Since:      "0.1",
	Spec:       guidePractices,
	Severity:   source.Warning,
	Confidence: analyzer.Advisory,
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

// lambdaRequired is how many of them must be retried.
const lambdaRequired = 3

// lambdaHint is the same for every task, of which there may be many.
var lambdaHint = "retry " + list(lambdaTransient, "and")

func checkMissingLambdaRetry(p *analyzer.Pass) {
	retried, caught := handling{has: retries}, catchingLambda()
	for _, st := range p.Graph.Tasks {
		switch {
		case !isLambda(st.ARN) || retried.of(st.Machine.Parent):
		case retried.of(st):
			checkLambdaRetry(p, st)
		case st.Retry.Set || caught.of(st): // decided; the Catch is for missing-retry
		default:
			p.ReportDiagnostic(source.Diagnostic{
				Span: st.NameSpan, Message: fmt.Sprintf("task %q has no Retry for transient Lambda errors", st.Name),
				Hint: lambdaHint,
			})
		}
	}
}

// checkLambdaRetry reports a Retry that has some of the four errors but not all, where all of it is known.
func checkLambdaRetry(p *analyzer.Pass, st *asl.Task) {
	if st.Retry.Opaque || slices.ContainsFunc(st.Retry.Node.Items, asl.IsOpaque) {
		return
	}
	var missing []string
	for _, name := range lambdaTransient {
		if !slices.ContainsFunc(st.Retry.Value, func(r *asl.Retrier) bool {
			return r.ErrorEquals.Opaque || coversError(r.ErrorEquals.Value, name)
		}) {
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 && missing[0] != lambdaTransient[lambdaRequired] {
		p.Report(st.Retry.KeySpan(), "task %q does not retry transient Lambda errors: %s", st.Name, list(missing, "and"))
	}
}
