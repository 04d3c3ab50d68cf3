package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/awsapi"
	"github.com/aslcheck/aslcheck/source"
)

var notInCatalog = &analyzer.Rule{
	Name:    "not-in-catalog",
	Summary: "Reports services, actions and parameters of the AWS SDK that the catalog of AWS services doesn't have.",
	Why: `Either the name is wrong, and AWS rejects the definition, or AWS added it after the date of the catalog, which
the message gives. Step Functions itself offers a new action or parameter some weeks after the service does. A newer
aslcheck has a newer catalog.`,
	Since:      "0.1",
	Spec:       guideSDK,
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Bad: `{
  "StartAt": "Crawl",
  "States": {
    "Crawl": {
      "Type": "Task",
      "Resource": "arn:aws:states:::aws-sdk:glue:beginCrawling",
      "Parameters": {"Name": "orders"},
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Good: `{
  "StartAt": "Crawl",
  "States": {
    "Crawl": {
      "Type": "Task",
      "Resource": "arn:aws:states:::aws-sdk:glue:startCrawler",
      "Parameters": {"Name": "orders"},
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Check: func(p *analyzer.Pass) {
		for _, st := range p.Graph.Tasks {
			r := st.ARN
			if !checkable(st) || !r.SDK || isJob(r) || r.PatternText != string(r.Pattern) {
				continue
			}
			s := awsapi.Lookup(r.Service)
			if s != nil && s.Action(r.Action) != nil || (&integration{st: st, r: r}).sdk() {
				continue // it is there, or unknown-integration knows better
			}
			if s == nil {
				p.Report(st.Resource.Span(), "the catalog of %s has no service %q", awsapi.Date(), r.Service)
			} else {
				p.Report(st.Resource.Span(), "the catalog of %s has no action %q of service %q", awsapi.Date(), r.Action, r.Service)
			}
		}
		var index source.MemberIndex
		for _, a := range p.Arguments() {
			if a.Shape == nil && a.In != nil && meant(a, &index) == "" && misplaced(a) == "" {
				p.Report(a.Member.KeySpan, "the catalog of %s has no %q in %s", awsapi.Date(), a.Name, outerName(a))
			}
		}
	},
}

// outerName returns what a parameter is in: another one, or an integration.
func outerName(a *analyzer.Argument) string {
	name := a.Task.ARN.Service + ":" + a.Task.ARN.Action
	if outer := a.In.Path(); outer != "" {
		return quote(outer) + " of " + quote(name)
	}
	return "the parameters of " + quote(name)
}

// checkable reports whether the resource of a task is an integration with a name that is known before deployment.
func checkable(st *asl.Task) bool {
	r := st.ARN
	return r.Kind == asl.IntegrationResource && !asl.HasPlaceholder(r.Service+r.Action+r.PatternText) && st.Resource.Node.Tag == ""
}
