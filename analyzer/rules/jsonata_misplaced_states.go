package rules

import (
	"fmt"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

var jsonataMisplacedStates = &analyzer.Rule{
	Name:    "jsonata-misplaced-states",
	Summary: "Reports members of $states that don't exist or aren't available in the field.",
	Why: `AWS rejects the definition. $states.input and $states.context are always available, $states.result
only in Output and Assign of Task, Parallel and Map states, and $states.errorOutput only in Output and Assign of
a Catcher.`,
	Since:      "0.1",
	Spec:       guideJSONata,
	Severity:   source.Error,
	Confidence: analyzer.Certain,
	Code:       "SCHEMA_VALIDATION_FAILED",
	Bad: `{
  "StartAt": "Name",
  "QueryLanguage": "JSONata",
  "States": {
    "Name": {"Type": "Pass", "Output": "{% $states.errorOutput.Error %}", "End": true}
  }
}`,
	Good: `{
  "StartAt": "Name",
  "QueryLanguage": "JSONata",
  "States": {
    "Name": {"Type": "Pass", "Output": "{% $states.input.error.Error %}", "End": true}
  }
}`,
	Check: checkJSONataMisplacedStates,
}

func checkJSONataMisplacedStates(p *analyzer.Pass) {
	for _, site := range p.Program.Fields {
		if site.Language != asl.JSONata {
			continue
		}
		for _, ref := range site.Refs().Reads {
			if ref.Root == query.States && len(ref.Steps) > 0 {
				checkStatesMember(p, site, ref)
			}
		}
	}
}

func checkStatesMember(p *analyzer.Pass, site *analyzer.Field, ref query.Ref) {
	switch member := ref.Steps[0]; member {
	case "input", "context":
	case "result":
		if site.Stage != asl.ResultStage || asl.Recover(site.State) == nil {
			p.Report(ref.Span, "\"$states.result\" is only available in Output and Assign of a Task, Parallel or Map state")
		}
	case "errorOutput":
		if site.Stage != asl.CatchStage {
			p.Report(ref.Span, "\"$states.errorOutput\" is only available in Output and Assign of a Catcher")
		}
	default:
		d := source.Diagnostic{Span: ref.Span, Message: fmt.Sprintf("\"$states\" has no member %q", member)}
		d.Misspelt(member, []string{"input", "context", "result", "errorOutput"})
		p.ReportDiagnostic(d)
	}
}
