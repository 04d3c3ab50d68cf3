package rules

import (
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
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
		args := arguments(st)
		if args == nil {
			checkArguments(p, st)
			continue
		}
		if args.Node.Kind != source.Object || asl.IsOpaque(args.Node) || mayHaveMore(args.Node) {
			continue
		}
		for _, name := range requiredParameters(st.ARN) {
			if parameter(args.Node, name) == nil && !respelt(args.Node, name) {
				p.Report(args.KeySpan(), "%q needs the parameter %q", st.ARN.Service+":"+st.ARN.Action, name)
			}
		}
	}
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

// respelt reports whether a parameter is there in other capitals, which unknown-parameter reports.
func respelt(n *source.Node, name string) bool {
	return slices.ContainsFunc(n.Members, func(m source.Member) bool {
		given := strings.TrimSuffix(m.Key, ".$")
		return strings.EqualFold(given, name) && capitalsInFront(name, given)
	})
}

func requiredParameters(r asl.Resource) []string {
	input := parametersOf(r)
	if input == nil {
		return nil
	}
	var names []string
	for _, m := range input.Members {
		if m.Required {
			names = append(names, m.Name)
		}
	}
	return names
}
