package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

var unknownContextField = &analyzer.Rule{
	Name:    "unknown-context-field",
	Summary: "Reports paths to fields that the context object never has.",
	Why: `The state fails, or the JSONata expression is undefined. The context object has Execution, State,
StateMachine, Task and Map, each with a fixed set of fields.`,
	Since:      "0.1",
	Spec:       guideContext,
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Bad: `{
  "StartAt": "Stamp",
  "States": {
    "Stamp": {"Type": "Pass", "Parameters": {"id.$": "$$.Execution.ID"}, "End": true}
  }
}`,
	Good: `{
  "StartAt": "Stamp",
  "States": {
    "Stamp": {"Type": "Pass", "Parameters": {"id.$": "$$.Execution.Id"}, "End": true}
  }
}`,
	Check: checkUnknownContextField,
}

func checkUnknownContextField(p *analyzer.Pass) {
	for _, site := range p.Program.Fields {
		if !site.Some(namesContext, mentionsContext) {
			continue
		}
		for _, ref := range site.Refs().Reads {
			if steps, ok := contextSteps(ref); ok {
				checkContextSteps(p, ref, steps)
			}
		}
	}
}

func checkContextSteps(p *analyzer.Pass, ref query.Ref, steps []string) {
	for i, name := range steps {
		at := strings.Join(steps[:i], ".")
		known := asl.ContextFields(at)
		if known == nil {
			return
		}
		if !slices.Contains(known, name) {
			what := "the context object"
			if at != "" {
				what = fmt.Sprintf("%q of the context object", at)
			}
			d := source.Diagnostic{Span: ref.Span, Message: fmt.Sprintf("%s has no field %q", what, name)}
			d.Misspelt(name, known)
			p.ReportDiagnostic(d)
			return
		}
	}
}
