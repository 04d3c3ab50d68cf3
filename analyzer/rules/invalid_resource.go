package rules

import (
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var invalidResource = &analyzer.Rule{
	Name:    "invalid-resource",
	Summary: "Reports resources of tasks that are no URI, and ARNs that end too early.",
	Why: `The service refuses the definition: the Resource of a task is the ARN of a Lambda function, an activity or a service
integration.`,
	Since:    "0.1",
	Spec:     guideTask,
	Severity: source.Error,
	Code:     "INVALID_RESOURCE",
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
	for st := range each[*asl.Task](p) {
		text := st.Resource.Value
		switch {
		case !st.Resource.Known() || st.Resource.Node.Kind != source.String || strings.Contains(text, "{{"):
		case !strings.Contains(text, ":"):
			p.Report(st.Resource.Span, "%q is not an ARN", text)
		case strings.HasPrefix(text, "arn:") && strings.Count(text, ":") < 5:
			p.Report(st.Resource.Span, "%q is not a complete ARN", text)
		}
	}
}

// awsTask reports whether a task has a resource that the service knows, so that what it demands of tasks applies.
func awsTask(r asl.Resource) bool { return r.Kind != asl.NoResource }
