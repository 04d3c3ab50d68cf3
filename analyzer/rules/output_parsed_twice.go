package rules

import (
	"slices"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

var outputParsedTwice = &analyzer.Rule{
	Name:    "output-parsed-twice",
	Summary: "Reports $parse and States.StringToJson of the output of a child execution that .sync:2 returns as JSON.",
	Why: `Both functions take a string, and .sync:2 has already parsed the output: the state fails in production unless the child
returns a string. The call is right after .sync, which returns the output as a string, so it is often left behind when the resource changes.`,
	Since:      "0.1",
	Spec:       "https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html",
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Bad: `{
  "StartAt": "Ship",
  "QueryLanguage": "JSONata",
  "States": {
    "Ship": {
      "Type": "Task",
      "Resource": "arn:aws:states:::states:startExecution.sync:2",
      "Arguments": {"StateMachineArn": "${Ship}", "Input": {"AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID": "{% $states.context.Execution.Id %}"}},
      "Output": "{% $parse($states.result.Output).parcel %}",
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Good: `{
  "StartAt": "Ship",
  "QueryLanguage": "JSONata",
  "States": {
    "Ship": {
      "Type": "Task",
      "Resource": "arn:aws:states:::states:startExecution.sync:2",
      "Arguments": {"StateMachineArn": "${Ship}", "Input": {"AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID": "{% $states.context.Execution.Id %}"}},
      "Output": "{% $states.result.Output.parcel %}",
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Check: checkOutputParsedTwice,
}

func checkOutputParsedTwice(p *analyzer.Pass) {
	if !slices.ContainsFunc(p.Graph.Tasks, returnsChildJSON) {
		return
	}
	report := func(ref query.Ref) {
		p.Report(ref.Span, "%q is already JSON, and not a string to parse: \".sync:2\" parses the output of the child execution", pathText(ref))
	}
	for _, ref := range p.Flow().Parsed {
		report(ref)
	}
	variables, children := resultVariables(p), childJSON{}
	for _, site := range p.Program.Fields {
		for _, ref := range parsedBy(site) {
			if !ref.Whole || ref.Conditional {
				continue
			}
			switch v := variables[ref.Name]; {
			case ref.Root == query.Variable && v != nil:
				if children.at(v.task, slices.Concat(v.steps, ref.Steps)) {
					report(ref)
				}
			case children.isRead(site, ref):
				report(ref)
			}
		}
	}
}

// returnsChildJSON reports whether a task waits for a child execution and returns its output as JSON.
func returnsChildJSON(st *asl.Task) bool {
	r := &st.ARN
	return r.Kind == asl.IntegrationResource && !r.SDK && r.Service == "states" && r.Action == "startExecution" && r.Pattern == asl.Sync2
}

// childJSON remembers which tasks return JSON of a child execution: to find out means to look at all arguments of the task.
type childJSON map[*asl.Task]bool

// at reports whether a path into the result of a task leads to the JSON of a child execution.
func (c childJSON) at(task *asl.Task, steps []string) bool {
	if len(steps) != 1 || !analyzer.HasChildJSON(steps[0]) {
		return false
	}
	returns, known := c[task]
	if !known {
		returns = analyzer.IsChildJSON(task, steps)
		c[task] = returns
	}
	return returns
}

// isRead reports whether a field of a task reads the JSON of a child execution in the task's own result. The data flow knows what
// ResultSelector reads.
func (c childJSON) isRead(site *analyzer.Field, ref query.Ref) bool {
	task, ok := site.State.(*asl.Task)
	switch {
	case !ok:
		return false
	case ref.Root == query.States:
		return len(ref.Steps) > 1 && ref.Steps[0] == "result" && c.at(task, ref.Steps[1:])
	default:
		return ref.Root == query.Document && isResultAssign(task, site) && c.at(task, ref.Steps)
	}
}

// parsedBy returns the paths that a field passes to a function that parses JSON.
func parsedBy(site *analyzer.Field) []query.Ref {
	const parse, stringToJSON = "parse", "States.StringToJson"
	var found []query.Ref
	if site.Path != nil {
		found = site.Path.Passed(stringToJSON)
	}
	if site.Template != nil {
		for _, path := range site.Template.Paths {
			found = append(found, path.Passed(stringToJSON)...)
		}
	}
	for _, e := range query.Expressions(site.Template, site.Expression) {
		found = append(found, e.Passed(parse)...)
	}
	return found
}
