package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var expressUnsupported = &analyzer.Rule{
	Name:    "express-unsupported",
	Summary: "Reports what Express workflows cannot do: .sync, .waitForTaskToken, activities and distributed Map states.",
	Why: `The service refuses the definition for the type EXPRESS. The same holds for the child executions of a distributed Map
with the ExecutionType EXPRESS.`,
	Since:    "0.1",
	Spec:     guideTypes,
	Severity: source.Error,
	Code:     "SCHEMA_VALIDATION_FAILED",
	Type:     asl.Express,
	Bad: `{
  "StartAt": "Job",
  "States": {
    "Job": {
      "Type": "Task",
      "Resource": "arn:aws:states:::glue:startJobRun.sync",
      "Parameters": {"JobName": "orders"},
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Good: `{
  "StartAt": "Job",
  "States": {
    "Job": {
      "Type": "Task",
      "Resource": "arn:aws:states:::glue:startJobRun",
      "Parameters": {"JobName": "orders"},
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Check: checkExpressUnsupported,
}

func checkExpressUnsupported(p *analyzer.Pass) {
	for _, st := range p.Graph.States {
		if !runsExpress(p, st) {
			continue
		}
		switch st := st.(type) {
		case *asl.Task:
			checkExpressTask(p, st)
		case *asl.Map:
			if st.Distributed() {
				p.Report(st.Processor().ProcessorConfig.Mode.Span(), "Express workflows do not support distributed Map states")
			}
		case *asl.Pass, *asl.Choice, *asl.Wait, *asl.Succeed, *asl.Fail, *asl.Parallel, *asl.Unknown:
		}
	}
}

func checkExpressTask(p *analyzer.Pass, st *asl.Task) {
	switch r := st.ARN; {
	case r.Kind == asl.ActivityResource:
		p.Report(st.Resource.Span(), "Express workflows do not support activities")
	case r.Kind == asl.IntegrationResource && r.Pattern != asl.RequestResponse:
		p.Report(st.Resource.Span(), "Express workflows do not support %q", "."+r.PatternText)
	}
}

// runsExpress reports whether a state runs in an Express workflow: the state machine, or the child execution of the
// innermost distributed Map around it.
func runsExpress(p *analyzer.Pass, st asl.State) bool {
	if m := childOf(st); m != nil {
		return m.ProcessorConfig.ExecutionType.Value == asl.Express.String()
	}
	return p.Type == asl.Express
}

// childOf returns the processor of the innermost distributed Map around a state; nil where there is none.
func childOf(st asl.State) *asl.Machine {
	for m := st.Head().Machine; m.Parent != nil; m = m.Parent.Head().Machine {
		if each, ok := m.Parent.(*asl.Map); ok && each.Distributed() {
			return m
		}
	}
	return nil
}
