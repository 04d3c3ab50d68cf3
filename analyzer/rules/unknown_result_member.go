package rules

import (
	"fmt"
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/awsapi"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

var unknownResultMember = &analyzer.Rule{
	Name:    "unknown-result-member",
	Summary: "Reports reads of a member of a task result that is spelled differently.",
	Why: `Step Functions writes the members of a result in PascalCase: DBInstances in the API is DbInstances
here, and taskArns is TaskArns. A path with another spelling finds nothing, and the state fails.`,
	Since:      "0.1",
	Spec:       guideSDK,
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Bad: `{
  "StartAt": "List",
  "States": {
    "List": {
      "Type": "Task",
      "Resource": "arn:aws:states:::aws-sdk:rds:describeDBInstances",
      "Parameters": {},
      "ResultSelector": {"all.$": "$.DBInstances"},
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Good: `{
  "StartAt": "List",
  "States": {
    "List": {
      "Type": "Task",
      "Resource": "arn:aws:states:::aws-sdk:rds:describeDBInstances",
      "Parameters": {},
      "ResultSelector": {"all.$": "$.DbInstances"},
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Check: checkUnknownResultMember,
}

func checkUnknownResultMember(p *analyzer.Pass) {
	for _, site := range p.Program.Fields {
		task, ok := site.State.(*asl.Task)
		if !ok || site.Stage != asl.SelectStage && site.Language == asl.JSONPath {
			continue
		}
		r := task.ARN
		if !r.SDK || r.PatternText != "" {
			continue
		}
		result := awsapi.Output(r.SDK, r.Service, r.Action, r.PatternText)
		if result == nil {
			continue
		}
		for _, ref := range site.Refs().Reads {
			if name, ok := resultMember(ref); ok {
				checkMember(p, ref, result, name)
			}
		}
	}
}

// resultMember returns the member of the task's result that is read.
func resultMember(ref query.Ref) (string, bool) {
	switch {
	case ref.Root == query.Document && len(ref.Steps) > 0:
		return ref.Steps[0], true
	case ref.Root == query.States && len(ref.Steps) > 1 && ref.Steps[0] == "result":
		return ref.Steps[1], true
	default:
		return "", false
	}
}

func checkMember(p *analyzer.Pass, ref query.Ref, result *awsapi.Shape, name string) {
	if result.Member(name) != nil {
		return
	}
	for _, m := range result.Members {
		if strings.EqualFold(m.Name, name) && capitalsInFront(m.Name, name) {
			p.ReportDiagnostic(source.Diagnostic{
				Span: ref.Span, Message: fmt.Sprintf("the result has no member %q (did you mean %q?)", name, m.Name), Hint: m.Name,
				Fixes: source.Respell(ref.Span, name, m.Name),
			})
		}
	}
}
