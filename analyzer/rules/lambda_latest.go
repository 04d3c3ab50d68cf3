package rules

import (
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var lambdaLatest = &analyzer.Rule{
	Name:    "lambda-latest",
	Summary: "Reports tasks that call the version $LATEST of a Lambda function explicitly.",
	Why: `$LATEST changes with every deployment of the function, so a running execution may call two different
versions of the code. Call a published version or an alias instead.`,
	Since:      "0.1",
	Spec:       "https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html",
	Severity:   source.Advice,
	Confidence: analyzer.Advisory,
	Bad: `{
  "StartAt": "Ship",
  "States": {
    "Ship": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Parameters": {"FunctionName": "arn:aws:lambda:eu-west-1:${Account}:function:ship:$LATEST", "Payload.$": "$"},
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
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
      "Parameters": {"FunctionName": "arn:aws:lambda:eu-west-1:${Account}:function:ship:live", "Payload.$": "$"},
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Check: func(p *analyzer.Pass) {
		for _, st := range p.Graph.Tasks {
			if !isLambda(st.ARN) {
				continue
			}
			checkLatest(p, st.Resource.Node)
			if args := st.Sent(); args != nil && args.Node.Kind == source.Object {
				checkLatest(p, args.Node.Get("FunctionName"))
				checkLatest(p, args.Node.Get("Qualifier"))
			}
		}
	},
}

func checkLatest(p *analyzer.Pass, n *source.Node) {
	if n != nil && n.Kind == source.String && (n.Text == "$LATEST" || strings.HasSuffix(n.Text, ":$LATEST")) {
		p.Report(n.Span, "%q changes with every deployment (use a version or an alias)", "$LATEST")
	}
}
