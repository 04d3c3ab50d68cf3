package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/awsapi"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

var unknownResultMember = &analyzer.Rule{
	Name:    "unknown-result-member",
	Summary: "Reports reads of a member, at any depth, that the result of a service integration doesn't have.",
	Why: `The read finds nothing: a path fails the state, and an expression of JSONata gives nothing. Step Functions writes the members of a result in PascalCase: DBInstances in the API is DbInstances
here, and taskArns is TaskArns. The members are those of the catalog's date, which aslcheck version shows.`,
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
		if !ok || !readsResult(site) {
			continue
		}
		result := analyzer.ResultShape(task)
		if result == nil {
			continue
		}
		for _, ref := range site.Refs().Reads {
			if steps, ok := resultSteps(ref); ok && !ref.Conditional {
				checkResult(p, task, result, ref, steps)
			}
		}
	}
	checkResultVariables(p)
}

// readsResult reports whether a field of a task may read its result.
func readsResult(site *analyzer.Field) bool {
	if site.Language == asl.JSONPath {
		return site.Stage == asl.SelectStage
	}
	return site.Name == "Output" || site.Name == "Assign"
}

// resultSteps returns what is read of the task's result.
func resultSteps(ref query.Ref) ([]string, bool) {
	switch {
	case ref.Root == query.Document:
		return slices.Concat(ref.Steps, ref.Further), true
	case ref.Root == query.States && len(ref.Steps) > 0 && ref.Steps[0] == "result":
		return slices.Concat(ref.Steps[1:], ref.Further), true
	default:
		return nil, false
	}
}

// checkResult follows the steps of a path into the result of a task.
func checkResult(p *analyzer.Pass, task *asl.Task, x *awsapi.Shape, ref query.Ref, steps []string) {
	for i, name := range steps {
		if x != nil && x.Kind == awsapi.List && ref.Root != query.Document {
			x = x.Element() // JSONata reads a member of a list in each of its items
		}
		switch {
		case x == nil || x.Kind == awsapi.Document:
			return
		case name == query.Item && (x.Kind == awsapi.List || x.Kind == awsapi.Map), x.Kind == awsapi.Map:
			x = x.Element()
		case x.Kind.HasMembers() && name != query.Item:
			m := x.Member(name)
			if m == nil {
				reportResultMember(p, task, x, ref, steps[:i+1])
				return
			}
			x = m.Shape()
		case x.Kind == awsapi.String && name != query.Item:
			p.Report(ref.Span, "%s is text, which has no member %q", resultText(task, steps[:i]), name)
			return
		default:
			return
		}
	}
}

// resultText names a part of the result of a task.
func resultText(task *asl.Task, steps []string) string {
	text := fmt.Sprintf("the result of %q", task.ARN.Service+":"+task.ARN.Action)
	if len(steps) > 0 {
		text = fmt.Sprintf("%q in %s", strings.ReplaceAll(strings.Join(steps, "."), "."+query.Item, query.Item), text)
	}
	return text
}

func reportResultMember(p *analyzer.Pass, task *asl.Task, x *awsapi.Shape, ref query.Ref, steps []string) {
	name := steps[len(steps)-1]
	what := resultText(task, steps[:len(steps)-1])
	d := source.Diagnostic{Span: ref.Span, Message: fmt.Sprintf("%s has no member %q", what, name)}
	if near := nearMember(x.Names(), name); near != "" {
		d.Message += fmt.Sprintf(" (did you mean %q?)", near)
		d.Hint, d.Fixes = near, source.Respell(ref.Span, name, near)
	} else {
		d.Message += " in the catalog of " + awsapi.Date()
	}
	p.ReportDiagnostic(d)
}

// nearMember returns the member that a name probably means: one in other capitals before a similar one.
func nearMember(known []string, name string) string {
	for _, k := range known {
		if strings.EqualFold(k, name) {
			return k
		}
	}
	return source.Suggest(name, known)
}

// checkResultVariables checks what is read of variables that hold the result of a task, or a part of it, wherever they are
// assigned.
func checkResultVariables(p *analyzer.Pass) {
	variables := resultVariables(p)
	if len(variables) == 0 {
		return
	}
	for _, read := range p.Variables().Reads {
		if v, ok := variables[read.Ref.Name]; ok && v != nil && !read.Ref.Conditional {
			ref := read.Ref
			if read.Field.Language == asl.JSONPath {
				ref.Root = query.Document
			}
			checkResult(p, v.task, v.shape, ref, slices.Concat(ref.Steps, ref.Further))
		}
	}
}
