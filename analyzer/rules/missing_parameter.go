package rules

import (
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/awsapi"
	"github.com/aslcheck/aslcheck/source"
)

var missingParameter = &analyzer.Rule{
	Name:    "missing-parameter",
	Summary: "Reports service integrations without Parameters or Arguments, or without a parameter that the integration requires.",
	Why: `AWS rejects the definition, or every call fails. An integration that needs no parameters still needs
an empty object; the state input isn't used instead.`,
	Since:      "0.1",
	Spec:       guideIntegration,
	Severity:   source.Error,
	Confidence: analyzer.Certain,
	Code:       "SCHEMA_VALIDATION_FAILED",
	Bad: `{
  "StartAt": "Send",
  "States": {
    "Send": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sqs:sendMessage",
      "Parameters": {"MessageBody.$": "$"},
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
      "Parameters": {"QueueUrl": "${Queue}", "MessageBody.$": "$"},
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Check: checkMissingParameter,
}

func checkMissingParameter(p *analyzer.Pass) {
	for _, st := range p.Graph.Tasks {
		if st.Sent() == nil {
			checkArguments(p, st)
		}
	}
	for _, a := range p.Arguments() {
		if a.Node == nil || a.Node.Kind != source.Object || a.Shape == nil || !a.Shape.Kind.HasMembers() || mayHaveMore(a.Node) {
			continue
		}
		for i := range a.Shape.Members {
			m := &a.Shape.Members[i]
			if m.Required && !slices.ContainsFunc(a.Node.Members, func(given source.Member) bool { return isMember(m, &given) }) {
				reportMissingParameter(p, a, m.Name)
			}
		}
	}
}

// isMember reports whether a member is a parameter by one of its names. One in other capitals is, too: unknown-parameter
// reports it.
func isMember(m *awsapi.Member, given *source.Member) bool {
	name := strings.TrimSuffix(given.Key, ".$")
	return strings.EqualFold(name, m.Name) || slices.Contains(m.Aliases, name)
}

func reportMissingParameter(p *analyzer.Pass, a *analyzer.Argument, name string) {
	r := a.Task.ARN
	if a.In == nil {
		p.Report(a.Task.Sent().KeySpan(), "%q needs the parameter %q", r.Service+":"+r.Action, name)
		return
	}
	at := a.Node.Span
	if a.Member != nil {
		at = a.Member.KeySpan
	}
	p.Report(at, "%q in %q needs %q", a.Path(), r.Service+":"+r.Action, name)
}

// checkArguments reports a service integration without arguments, which the service rejects with "Parameters field
// is required for resource ARN".
func checkArguments(p *analyzer.Pass, st *asl.Task) {
	if st.ARN.Kind != asl.IntegrationResource {
		return
	}
	name, set := "Parameters", st.Parameters.Set
	if st.Language == asl.JSONata {
		name, set = "Arguments", st.Arguments.Set
	}
	if !set {
		p.Report(st.Resource.Span(), "a service integration needs the field %q", name)
	}
}
