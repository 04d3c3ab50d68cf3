package rules

import (
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var unqualifiedLambda = &analyzer.Rule{
	Name:    "unqualified-lambda",
	Summary: "Reports tasks that call a Lambda function without a version or an alias.",
	Why: `Without a qualifier, Lambda runs $LATEST, which changes with every deployment: running and redriven
executions call code that they weren't written for.`,
	Since:      "0.1",
	Spec:       "https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html",
	Severity:   source.Advice,
	Confidence: analyzer.Advisory,
	Optional:   true,
	Bad: `{
  "StartAt": "Ship",
  "States": {
    "Ship": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Parameters": {"FunctionName": "arn:aws:lambda:eu-west-1:${Account}:function:ship", "Payload.$": "$"},
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
			switch r := st.ARN; {
			case r.Kind == asl.LambdaResource:
				checkQualified(p, st.Resource.Node)
			case isLambda(r):
				args := st.Sent()
				if args == nil || args.Node.Kind != source.Object || mayHaveMore(args.Node) || parameter(args.Node, "Qualifier") != nil {
					continue
				}
				checkQualified(p, args.Node.Get("FunctionName"))
			}
		}
	},
}

// checkQualified reports a function's name or ARN that ends with the name. The part before the name may be unknown.
func checkQualified(p *analyzer.Pass, n *source.Node) {
	const before = "function:"
	if n == nil || n.Kind != source.String || asl.IsExpression(n.Text) {
		return
	}
	name := n.Text
	if i := strings.LastIndex(name, before); i >= 0 {
		name = name[i+len(before):]
	}
	if name != "" && !strings.Contains(name, ":") && !asl.HasPlaceholder(name) {
		p.Report(n.Span, "function %q is called without a version or an alias", name)
	}
}
