package rules

import (
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var invalidResource = &analyzer.Rule{
	Name:    "invalid-resource",
	Summary: "Reports task resources that are not ARNs, that are incomplete, or that name something a task can't call.",
	Why: `AWS rejects the definition. The Resource of a task is the ARN of a Lambda function, an activity or a
service integration.`,
	Since:      "0.1",
	Spec:       guideTask,
	Severity:   source.Error,
	Confidence: analyzer.Certain,
	Code:       "INVALID_RESOURCE",
	Bad: `{
  "StartAt": "Work",
  "States": {
    "Work": {"Type": "Task", "Resource": "work", "Retry": [{"ErrorEquals": ["States.ALL"]}], "End": true}
  }
}`,
	Good: `{
  "StartAt": "Work",
  "States": {
    "Work": {
      "Type": "Task",
      "Resource": "arn:aws:states:eu-west-1:${Account}:activity:work",
      "HeartbeatSeconds": 60,
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Check: checkInvalidResource,
}

func checkInvalidResource(p *analyzer.Pass) {
	for _, st := range p.Graph.Tasks {
		text := st.Resource.Value
		if !st.Resource.Known() || st.Resource.Node.Kind != source.String || strings.Contains(text, "{{") {
			continue
		}
		if fault := resourceFault(text, st.ARN); fault != "" {
			p.Report(st.Resource.Span(), "%q %s", text, fault)
		}
	}
}

// resourceFault says why a text cannot be the resource of a task; "" where it may be one. Other URIs than ARNs are legal in
// the language, and the service may learn new kinds of ARNs.
func resourceFault(text string, r asl.Resource) string {
	switch trimmed := strings.TrimSpace(text); {
	case !strings.Contains(text, ":"):
		return "is not an ARN"
	case trimmed != text && strings.HasPrefix(trimmed, "arn:"):
		return "has white space around the ARN"
	case len(text) > 4 && strings.EqualFold(text[:4], "arn:") && text[:4] != "arn:":
		return "is not an ARN: an ARN starts with \"arn:\" in lower case"
	case !strings.HasPrefix(text, "arn:") || r.Kind != asl.NoResource:
		return ""
	case strings.Count(text, ":") < arnColons:
		return "is not a complete ARN"
	default:
		return foreignARN(strings.SplitN(text, ":", arnColons+1))
	}
}

// arnColons is the number of colons in an ARN before the resource.
const arnColons = 5

// foreignARN says why a complete ARN cannot be the resource of a task.
func foreignARN(parts []string) string {
	service, region, account, rest := parts[2], parts[3], parts[4], parts[5]
	switch {
	case service == "lambda":
		return "is not a function ARN: it must end in \":function:NAME\""
	case service == "states" && region == "" && account != "":
		return "is not an integration ARN: it must have three colons after \"states\""
	case service == "states" && region == "":
		return "does not name a service action"
	case service == "states" && (rest == "activity" || strings.HasPrefix(rest, "activity/")):
		return "is not an activity ARN: it must end in \":activity:NAME\""
	case service == "states" && strings.HasPrefix(rest, "stateMachine:"):
		return "is the ARN of a state machine (use \"arn:aws:states:::states:startExecution\")"
	case calledByIntegration[service] != "":
		return "cannot be the resource of a task (use \"arn:aws:states:::" + calledByIntegration[service] + "\")"
	default:
		return ""
	}
}

// calledByIntegration has services whose ARNs are taken for resources of tasks, with the integration that calls them.
var calledByIntegration = map[string]string{
	"batch": "batch:submitJob", "dynamodb": "dynamodb:getItem", "ecs": "ecs:runTask", "glue": "glue:startJobRun", "s3": "aws-sdk:s3:getObject",
	"sns": "sns:publish", "sqs": "sqs:sendMessage",
}
